import type {
  Account,
  BroadcastContent,
  BroadcastTarget,
  InboundEvent,
} from "../../../engine/index.ts";
import { builtIn, makeRegistry, newFollower } from "../../../engine/index.ts";
import type { BroadcastDeps } from "../../../server/broadcasts/job.ts";
import { createBroadcastJob } from "../../../server/broadcasts/job.ts";
import { bodyPreparer } from "../../../server/broadcasts/prepare-body.ts";
import { progressOf } from "../../../server/broadcasts/progress.ts";
import { broadcastResultPerformer } from "../../../server/effects/broadcast-result.ts";
import { parseEvent } from "../../../server/webhook/parse-event.ts";
import { createMaterialIds } from "../../../server/wechat/material-ids.ts";
import { createTagIds } from "../../../server/wechat/tag-ids.ts";
import { parseXml } from "../../../server/wechat/wire/xml.ts";
import { settings } from "../../builders.ts";
import { performOnce, tryPerforming } from "../effects/rig.ts";
import { listen, shop } from "../sandbox/start.ts";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const text = (said: string): BroadcastContent => ({ kind: "text", text: said });

/** A sandbox with followers whom our rows know, and broadcasts of ours beside it; `partSize` cuts lists short. */
export const tryBroadcasts = async (of: Partial<Account> = {}, partSize = 10_000) => {
  const tried = await tryPerforming();
  const { sandbox, clock, media } = tried;
  const bot = await listen(() => "success");
  const account = settings({ id: "shop", tags: ["VIP"], ...of });
  const { kind, verified } = account;
  sandbox.addAccounts([{ ...shop, kind, verified, webhookUrl: bot.url }]);
  const posted: InboundEvent[] = [];
  const startOne = (more: Partial<BroadcastDeps> = {}) => {
    const { library, client, mediaIds } = tried.startProcess();
    const { nowMs } = clock;
    const materials = createMaterialIds({ client, find: media.find, nowMs });
    const deps: BroadcastDeps = {
      ...{ broadcasts: library.broadcasts, followers: library.followers, nowMs, partSize },
      ...{ segments: library.segments, client, tagIds: createTagIds(nowMs), log: tried.log },
      sender: async () => ({ settings: account, registry: makeRegistry(builtIn) }),
      prepare: bodyPreparer({ media: mediaIds, materials, nowMs }),
      post: async (event) => void posted.push(event),
      ...more,
    };
    return { library, deps, run: createBroadcastJob(deps).run };
  };
  const first = startOne();
  const { broadcasts, followers } = first.library;
  /** Followers of the platform and of ours. */
  const meet = async (names: readonly string[], tags: readonly string[] = []) => {
    const openids = names.map((name) => sandbox.core.followers.meet("shop", name).openid);
    for (const openid of openids)
      await followers.save("shop", openid, { ...newFollower(), tags, followedAtMs: clock.nowMs() });
    return openids;
  };
  const add = (id: string, target: BroadcastTarget, content = text(id), dueAtMs = clock.nowMs()) =>
    broadcasts.add("shop", { id, target, content, author: "小编", dueAtMs });
  /** Slices until nothing is to do. */
  const work = async (run = first.run): Promise<void> => {
    for (let slices = 0; slices < 100 && (await run()) > 0; slices += 1);
  };
  /** What the platform has pushed reaches the broadcasts. */
  const hear = async (): Promise<void> => {
    await tried.control("/settle", {});
    for (const { body } of bot.received.filter((push) => push.body.includes("MASSSENDJOBFINISH"))) {
      const event = parseEvent(parseXml(body), "shop");
      if (event.kind !== "broadcast-job") throw new Error("another push");
      const { kind: _, account: __, follower: ___, key: ____, sentAtMs: _____, ...result } = event;
      await performOnce(
        broadcastResultPerformer(broadcasts),
        {
          kind: "broadcast-result",
          ...result,
        },
        null,
      );
    }
    clock.ms += 5_000;
    await work();
  };
  const state = async (id: string) => {
    const found = await broadcasts.find("shop", id);
    const progress = progressOf(await broadcasts.parts("shop", id));
    return { ...found, progress };
  };
  /** Texts of broadcasts that somebody got. */
  const got = async (name: string): Promise<readonly string[]> => {
    const { entries } = await tried.control(`/conversation?account=shop&from=${name}`);
    return (entries as { via: string; shown: { text?: string; kind: string } }[])
      .filter(({ via }) => via === "mass")
      .map(({ shown }) => shown.text ?? shown.kind);
  };
  return { ...tried, ...first, broadcasts, startOne, posted, meet, add, work, hear, state, got };
};
