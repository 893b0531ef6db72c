import { randomUUID } from "node:crypto";
import { argv, stdin, stdout } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { makeSecretBox } from "../../../server/storage/secret-box.ts";
import { makeLibrary } from "../../../server/storage/sql/library.ts";
import { openSqlite } from "../../../server/storage/sqlite.ts";
import { Done } from "../../../server/wechat/api/done.ts";
import { sandboxHosts } from "../../../server/wechat/api-account.ts";
import { createWechatClient } from "../../../server/wechat/client.ts";
import { makeExchange } from "../../../server/wechat/exchange.ts";

// A process of its own: opens the shared database, says so, and makes a hundred calls at once when it is told to. Its
// clock stands where it is told, so that no lease ends and no call is late because the machine is busy with others.
const [, , file = "", url = "", appId = "", appSecret = "", atMs = ""] = argv;
const nowMs = (): number => Number(atMs);
const exchange = makeExchange();
const PATIENCE_MS = 600_000;
const db = openSqlite({ file, nowMs });
const secretBox = makeSecretBox([Buffer.alloc(32, 7)]);
const { tokens, counters } = makeLibrary({ db, nowMs, secretBox });
const client = createWechatClient({
  account: async (id) => ({ id, appId, appSecret, hosts: sandboxHosts(url) }),
  tokens,
  counters,
  exchange: (asked) => exchange({ ...asked, timeoutMs: PATIENCE_MS }),
  nowMs,
  wait: (ms) => wait(ms),
  newId: randomUUID,
  log: { warn: () => {}, error: () => {} },
});
const call = () =>
  client.api("shop").call({ method: "GET", path: "/cgi-bin/getcallbackip", answer: Done });

stdout.write("ready\n");
stdin.once("data", async () => {
  const results = await Promise.all(Array.from({ length: 100 }, call));
  const refused = results.flatMap((result) => (result.ok ? [] : [result.code]));
  await client.idle();
  await db.close();
  stdout.write(`${JSON.stringify(refused)}\n`);
  stdin.destroy();
});
