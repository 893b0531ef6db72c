import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readConfig } from "../../../server/config.ts";
import { assembleYingda } from "../../../server/yingda.ts";
import { account } from "../webhook/account.ts";
import { FIRST } from "./copy-reminder.ts";

const RULES = `rules:
  - id: remind-me
    name: 提醒我
    when: [{ text: { is: [提醒我] } }]
    then: [{ remind: { id: voucher, after: 1d, then: [{ reply: 您的券还有一周到期。 }] } }]
  - id: otherwise
    name: 没听懂
    when: [nothing-matched]
    then: [{ reply: 没听懂您的话。 }]
`;
const writeAccount = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const settings = {
    ...{ id: account.id, name: "基准", kind: "service", verified: true, platform: "sandbox" },
    ...{ originalId: account.originalId, appId: account.appId, token: account.token },
    ...{ appSecret: "0123456789abcdef0123456789abcdef", encodingAesKey: account.aesKey },
    ...{ mode: "plain", timezone: "Asia/Shanghai" },
  };
  writeFileSync(join(folder, "account.json"), JSON.stringify(settings));
  writeFileSync(join(folder, "rules.yaml"), RULES);
};

/** Yingda over a folder, its platform at an address: tells its port, or ends once the first reminder is set. */
const run = async (folder: string, platform: string, isFirst: boolean): Promise<void> => {
  const rules = join(folder, "rules");
  if (isFirst) writeAccount(join(rules, account.id));
  const config = { ...readConfig(), rulesFolder: rules, dataFolder: join(folder, "data") };
  const yingda = await assembleYingda({ config, dev: false, progress: () => {} });
  yingda.setSandboxUrl(platform);
  if (isFirst) {
    const from = { account: account.id, follower: FIRST, key: "first", sentAtMs: Date.now() };
    await yingda.webhook.post({ ...from, kind: "text", text: "提醒我", menuItem: null });
    await yingda.close();
    process.exit();
  }
  const server = createServer(yingda.webhook);
  const end = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await yingda.close();
    process.exit();
  };
  process.on("disconnect", end);
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
};

const [folder = "", platform = "", what = ""] = process.argv.slice(2);
await run(folder, platform, what === "first");
