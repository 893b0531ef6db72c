import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectedPushes } from "../../server/webhook/expected-events.ts";
import type { Answer } from "../../server/webhook/wechat-client.ts";
import { platform, pushPlain, pushSealed } from "../../server/webhook/wechat-client.ts";
import { accountFile } from "./account-file.ts";
import { deliveriesOf, makeWorld, startProduct, withStorage } from "./product.ts";

const folder = "test/server/webhook/pushes";
const files = readdirSync(folder);
const kindOf = (file: string): string => file.replace(".xml", "");

/** Answers whatever it may with what it is about. */
const rules = `rules:
  - id: any
    name: 都答
    when:
      - { text: any }
      - { voice: any }
      - { image: any }
      - { video: any }
      - { link: any }
      - { file: any }
      - { location: any }
      - { follow: any }
      - { scan: '*' }
      - nothing-matched
    then: [{ reply: 收到 }]
`;

test("every push of the contract, plain, sealed and beside each other, is accepted, kept once and answered alike", async () => {
  const account = accountFile({
    id: "coffee",
    number: "5b6a",
    mayWriteLater: true,
    more: `encodingAesKey: ${platform.aesKey}`,
  })
    .replace("wx0123456789ab5b6a", platform.appId)
    .replace("token5b6a", "env:SHOP_TOKEN")
    .replace("mode: plain", "mode: compatible");
  const world = makeWorld({
    files: { "coffee/account.yaml": account, "coffee/rules.yaml": rules },
    env: { SHOP_TOKEN: platform.token },
  });
  const product = await startProduct(world);
  const url = `${product.url}/wechat/coffee`;
  expect(files.length).toBeGreaterThan(60);
  for (const file of files) {
    const xml = readFileSync(`${folder}/${file}`, "utf8");
    const nowMs = Date.now();
    const answers: Answer[] = [await pushSealed(url, xml, { nowMs, mode: "safe" })];
    answers.push(await pushSealed(url, xml, { nowMs, mode: "compatible" }));
    answers.push(await pushPlain(url, xml, nowMs));
    expect([file, answers.map(({ status }) => status)]).toEqual([file, [200, 200, 200]]);
    const [first] = answers.map(({ body }) => body);
    expect([file, answers.map(({ body }) => body)]).toEqual([file, [first, first, first]]);
  }
  const deliveries = await withStorage(world, (opened) => deliveriesOf(opened, "coffee"));
  for (const file of files) {
    const expected = expectedPushes[kindOf(file)] ?? {};
    const found = deliveries.filter(({ event }) => {
      try {
        expect(event).toMatchObject(expected);
        return true;
      } catch {
        return false;
      }
    });
    expect([file, found.length]).toEqual([file, 1]);
    expect([file, found[0]?.isDone]).toEqual([file, true]);
  }
});
