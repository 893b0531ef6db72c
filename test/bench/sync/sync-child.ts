import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createSync } from "../../../server/followers/sync.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { sandboxHosts } from "../../../server/wechat/api-account.ts";
import { createWechatClient } from "../../../server/wechat/client.ts";
import { settings } from "../../builders.ts";

/** Brings everybody from the platform at `node sync-child.ts URL APP_ID SECRET`; prints what it took as JSON. */
const [url = "", appId = "", appSecret = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "yingda-bench-"));
const nowMs = (): number => Date.now();
const opened = openSqliteStore({
  file: join(folder, "yingda.db"),
  nowMs,
  secretKeys: [Buffer.alloc(32, 7)],
});
const { library } = opened;
const account = settings({ id: "shop", tags: ["VIP"] });
const client = createWechatClient({
  ...{ tokens: library.tokens, counters: library.counters, nowMs, wait },
  account: async (id) => ({ id, appId, appSecret, hosts: sandboxHosts(url) }),
  newId: () => "bench",
  log: { warn: () => {}, error: () => {} },
});
const { syncs, followers } = library;
const sync = createSync({ syncs, followers, client, settings: async () => account, nowMs });

let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, 200);
const began = process.hrtime.bigint();
await syncs.begin("shop", { id: "bench", kind: "full" });
while ((await sync.run()) > 0);
const ms = Number((process.hrtime.bigint() - began) / 1_000_000n);
clearInterval(watch);
const state = await syncs.find("shop");
const stored = await followers.count("shop", { isFollowing: true });
const cpuMs = (process.cpuUsage().user + process.cpuUsage().system) / 1_000;
process.stdout.write(JSON.stringify({ ms, cpuMs, peakBytes, stored, state }));
await client.idle();
await opened.close();
rmSync(folder, { recursive: true, force: true });
