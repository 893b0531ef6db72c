import type { Effect, EffectKind, OpenId } from "../../../engine/index.ts";
import type { Performed, Performer } from "../../../server/effects/performer.ts";
import type { MediaFile } from "../../../server/wechat/media-files.ts";
import { createMediaIds } from "../../../server/wechat/media-ids.ts";
import { refusedBy } from "../../../server/wechat/refusal.ts";
import { sample, trySandbox } from "../sandbox/start.ts";
import { clientOf, handClock, memoryLog, sharedDatabase } from "../wechat/rig.ts";

/** The account's `media/`; a test may put files in. */
export const mediaFolder = () => {
  const files = new Map<string, Uint8Array>([
    ["latte.png", sample.png.bytes],
    ["hello.amr", sample.amr.bytes],
    ["tour.mp4", sample.mp4.bytes],
    ["notes.txt", Buffer.from("文字")],
    ["huge.amr", Buffer.concat([sample.amr.bytes, Buffer.alloc(2 * 1024 * 1024)])],
    ["enormous.png", Buffer.concat([sample.png.bytes, Buffer.alloc(10 * 1024 * 1024)])],
  ]);
  const find = async (_: string, name: string): Promise<MediaFile | null> => {
    const bytes = files.get(name);
    if (bytes === undefined) return null;
    const digest = Buffer.from(bytes.subarray(0, 12)).toString("hex");
    return { name, bytes: bytes.length, digest, read: async () => bytes };
  };
  return { files, find };
};

/** A sandbox with a follower who has just written, and clients of ours beside it. */
export const tryPerforming = async () => {
  const clock = handClock();
  const tried = await trySandbox({ clock: clock.nowMs });
  const open = await sharedDatabase(clock.nowMs);
  const log = memoryLog();
  const media = mediaFolder();
  /** Another process: a database connection, a client and its media ids. */
  const startProcess = () => {
    const { store, library } = open();
    const client = clientOf(library, tried.sandbox.url, { ...clock, log });
    const mediaIds = createMediaIds({
      client,
      find: media.find,
      codeFile: async (_account, { channel }) => refusedBy("media-missing", channel, clock.nowMs()),
      nowMs: clock.nowMs,
    });
    return { store, library, client, mediaIds };
  };
  const openid = await tried.person("小明");
  return { ...tried, clock, log, media, startProcess, openid };
};

/** Performs one effect once. */
export const performOnce = <K extends EffectKind>(
  performer: Performer<K>,
  effect: Omit<Effect<K>, "key" | "dueAtMs">,
  follower: OpenId | null,
): Promise<Performed> =>
  performer.perform({ key: "k", dueAtMs: 0, ...effect } as Effect<K>, {
    account: "shop",
    follower,
    key: "k",
    attempt: 1,
    signal: AbortSignal.timeout(20_000),
  });

export const done: Performed = { kind: "done", value: null };
export const never = (code: string): Performed => ({ kind: "never", code });
