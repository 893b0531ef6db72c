import { expect, test } from "vitest";
import type { Message } from "../../../engine/index.ts";
import { sendPerformer } from "../../../server/effects/send.ts";
import type { MediaFile } from "../../../server/wechat/media-files.ts";
import { createMediaIds } from "../../../server/wechat/media-ids.ts";
import { trySandbox } from "../sandbox/start.ts";
import { clientOf, handClock, sharedStorage } from "../wechat/rig.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
  "base64",
);
const voice = Buffer.from("#!AMR\n\x3c\x00", "latin1");
const video = Buffer.from("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "latin1");
const files: Readonly<Record<string, Buffer>> = {
  "latte.png": picture,
  "hello.amr": voice,
  "tour.mp4": video,
  "notes.txt": Buffer.from("文字"),
};
const findFile = async (_: string, name: string): Promise<MediaFile | null> => {
  const bytes = files[name];
  return bytes === undefined
    ? null
    : { name, bytes: bytes.length, digest: `digest-of-${name}`, read: async () => bytes };
};

/** A performer, a sandbox, and a follower of the account `shop` who has just written. */
const trySending = async () => {
  const clock = handClock();
  const tried = await trySandbox({ clock: clock.nowMs });
  const { sandbox, control } = tried;
  const open = await sharedStorage(clock.nowMs);
  const client = clientOf(open(), sandbox.url, clock);
  const media = createMediaIds({ client, find: findFile, nowMs: clock.nowMs });
  const performer = sendPerformer({ client, media });
  const writes = () =>
    control("/push", { account: "shop", from: "小明", message: { kind: "text", text: "你好" } });
  await writes();
  const openid = sandbox.core.followers.openidOf("shop", "小明");
  const send = (message: Message, follower: string | null = openid) =>
    performer.perform(
      { kind: "send", key: "k", dueAtMs: 0, message },
      { account: "shop", follower, key: "k", attempt: 1, signal: AbortSignal.timeout(20_000) },
    );
  const seen = async () => {
    const { body } = { body: await tried.get("/sandbox/api/state?account=shop&what=outbox") };
    return (body as { shown: unknown }[]).map(({ shown }) => shown);
  };
  return { ...tried, clock, client, media, send, seen, writes, openid };
};
const text = (words: string): Message => ({ kind: "text", text: words });

test("every kind of message reaches the follower as it was meant", async () => {
  const { send, seen, writes } = await trySending();
  const article = {
    title: "新品",
    description: "桂花拿铁",
    picture: "https://a.example/1.png",
    url: "https://a.example/1",
  };
  const messages: readonly [Message, object][] = [
    [text("好的 😀"), { kind: "text", text: "好的 😀" }],
    [{ kind: "image", media: { file: "latte.png" } }, { kind: "image" }],
    [{ kind: "voice", media: { file: "hello.amr" } }, { kind: "voice" }],
    [
      { kind: "video", media: { file: "tour.mp4" }, title: "店", description: "看看" },
      { kind: "video", title: "店", description: "看看" },
    ],
    [
      { kind: "music", thumb: { file: "latte.png" }, url: "https://a.example/1.mp3", title: "歌" },
      { kind: "music", title: "歌", url: "https://a.example/1.mp3" },
    ],
    [
      { kind: "articles", articles: [article, article] },
      { kind: "articles", articles: [article] },
    ],
    [
      { kind: "options", head: "满意吗？", items: [{ id: "1", text: "满意" }] },
      { kind: "options", head: "满意吗？", items: [{ id: "1", text: "满意" }] },
    ],
    [
      {
        kind: "mini-program",
        appId: "wx0123456789abcdef",
        page: "pages/index",
        thumb: { file: "latte.png" },
        title: "点单",
      },
      { kind: "mini-program", title: "点单", page: "pages/index" },
    ],
  ];
  for (const [message, shown] of messages) {
    await writes();
    expect(await send(message)).toEqual({ kind: "done", value: null });
    expect((await seen())[0]).toMatchObject(shown);
  }
});
