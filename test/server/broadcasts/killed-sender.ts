import { randomUUID } from "node:crypto";
import { builtIn, makeRegistry } from "../../../engine/index.ts";
import { createBroadcastJob } from "../../../server/broadcasts/job.ts";
import { bodyPreparer } from "../../../server/broadcasts/prepare-body.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { sandboxHosts } from "../../../server/wechat/api-account.ts";
import { createWechatClient } from "../../../server/wechat/client.ts";
import { createMaterialIds } from "../../../server/wechat/material-ids.ts";
import { createMediaIds } from "../../../server/wechat/media-ids.ts";
import { refusedBy } from "../../../server/wechat/refusal.ts";
import { createTagIds } from "../../../server/wechat/tag-ids.ts";
import { settings } from "../../builders.ts";
import { shop } from "../sandbox/start.ts";

/** Carries broadcasts out at a time that stands still, until it is killed or nothing is left: `node killed-sender.ts FILE PLATFORM_URL NOW_MS`. */
const [file = "", url = "", atMs = ""] = process.argv.slice(2);
const nowMs = (): number => Number(atMs);
const { library } = openSqliteStore({ file, nowMs, secretKeys: [Buffer.alloc(32, 7)] });
const { id, appId = "", appSecret = "" } = shop;
const client = createWechatClient({
  ...{ tokens: library.tokens, counters: library.counters, nowMs },
  account: async () => ({ id, appId, appSecret, hosts: sandboxHosts(url) }),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  newId: randomUUID,
  log: { warn: () => {}, error: () => {} },
});
const find = async () => null;
const codeFile = async (_: string, { channel }: { readonly channel: string }) =>
  refusedBy("media-missing", channel, nowMs());
const media = createMediaIds({ client, find, codeFile, nowMs });
const job = createBroadcastJob({
  ...{ broadcasts: library.broadcasts, followers: library.followers, segments: library.segments },
  ...{ client, tagIds: createTagIds(nowMs), nowMs, partSize: 5 },
  sender: async () => ({ settings: settings({ id }), registry: makeRegistry(builtIn) }),
  prepare: bodyPreparer({ media, materials: createMaterialIds({ client, find, nowMs }), nowMs }),
  post: async () => {},
  log: { error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
});
while ((await job.run()) > 0);
