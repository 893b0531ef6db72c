import { expect, test } from "vitest";
import type { Message } from "../../../engine/index.ts";
import { sendPerformer } from "../../../server/effects/send.ts";
import { done, never, performOnce, tryPerforming } from "./rig.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const trySending = async () => {
  const tried = await tryPerforming();
  const { client, mediaIds } = tried.startProcess();
  const performer = sendPerformer({ client, media: mediaIds, shutWindow: async () => {} });
  const send = (message: Message, to: string | null = tried.openid) =>
    performOnce(performer, { kind: "send", message }, to);
  const seen = async (): Promise<readonly object[]> => {
    const lines = await tried.control("/state?account=shop&what=outbox");
    return lines.map(({ shown }: { readonly shown: object }) => shown);
  };
  const uploads = (): number => tried.sandbox.core.quotas.usedToday("shop", "media-upload");
  return { ...tried, client, mediaIds, send, seen, uploads };
};
const text = (words: string): Message => ({ kind: "text", text: words });
const picture: Message = { kind: "image", media: { file: "latte.png" } };

test("every kind of message reaches the follower as it was meant", async () => {
  const { send, seen, person } = await trySending();
  const url = "https://a.example/1";
  const article = { title: "新品", description: "桂花拿铁", picture: `${url}.png`, url };
  const items = [{ id: "1", text: "满意" }];
  const program = { appId: "wx0123456789abcdef", page: "pages/index", title: "点单" };
  const messages: readonly (readonly [Message, object])[] = [
    [text("好的 😀 \ud83d\u0001"), { kind: "text", text: "好的 😀 \ufffd" }],
    [picture, { kind: "image" }],
    [{ kind: "voice", media: { file: "hello.amr" } }, { kind: "voice" }],
    [
      { kind: "video", media: { file: "tour.mp4" }, title: "店", description: "看看" },
      { kind: "video", title: "店", description: "看看" },
    ],
    [
      { kind: "music", thumb: { file: "latte.png" }, url: `${url}.mp3`, title: "歌" },
      { kind: "music", title: "歌", url: `${url}.mp3` },
    ],
    [
      { kind: "articles", articles: [article, article] },
      { kind: "articles", articles: [article] },
    ],
    [
      { kind: "options", head: "满意吗？", items },
      { kind: "options", head: "满意吗？", items },
    ],
    [
      { kind: "mini-program", ...program, thumb: { file: "latte.png" } },
      { kind: "mini-program", title: "点单", page: "pages/index" },
    ],
  ];
  for (const [message, shown] of messages) {
    await person("小明");
    expect(await send(message)).toEqual(done);
    expect((await seen())[0]).toMatchObject(shown);
  }
});

test("a file is uploaded once, whoever sends it and however often", async () => {
  const { send, startProcess, openid, uploads, person } = await trySending();
  await send(picture);
  const other = startProcess();
  const elsewhere = sendPerformer({
    client: other.client,
    media: other.mediaIds,
    shutWindow: async () => {},
  });
  expect(await performOnce(elsewhere, { kind: "send", message: picture }, openid)).toEqual(done);
  await Promise.all([send(picture), send(picture)]);
  expect(uploads()).toBe(1);
  await person("小明");
});

test("a file is uploaded again before its three days are over, and when its content changes", async () => {
  const { send, clock, client, media, uploads, person } = await trySending();
  await send(picture);
  clock.ms += 2.3 * DAY_MS;
  await person("小明");
  expect(await send(picture)).toEqual(done);
  expect(uploads()).toBe(0);
  clock.ms += 0.2 * DAY_MS;
  expect(await send(picture)).toEqual(done);
  await client.idle();
  expect(uploads()).toBe(1);
  clock.ms += 2 * DAY_MS;
  await person("小明");
  expect(await send(picture)).toEqual(done);
  media.files.set("latte.png", Buffer.from("GIF89a other", "latin1"));
  const before = uploads();
  expect(await send(picture)).toEqual(done);
  expect(uploads()).toBe(before + 1);
});

test("a file that the platform has lost is uploaded once more and sent", async () => {
  const { send, sandbox, uploads, openid } = await trySending();
  await send(picture);
  sandbox.core.database.run("DELETE FROM media");
  expect(await send(picture)).toEqual(done);
  expect(uploads()).toBe(2);
  const gone: Message = { kind: "image", media: { mediaId: "no-such-id" } };
  expect(await send(gone, openid)).toEqual(never("wechat-40007"));
});

test.each([
  ["not there", "gone.png", "media-missing"],
  ["of a type the platform does not take", "notes.txt", "media-type"],
  ["too large for its type", "huge.amr", "media-size"],
  ["larger than anything", "enormous.png", "media-size"],
])("a file that is %s is given up with its reason, and costs no call", async (_, file, code) => {
  const { send, uploads } = await trySending();
  expect(await send({ kind: "image", media: { file } })).toEqual(never(code));
  expect(uploads()).toBe(0);
});

test("the window's count and its end are final, and say so", async () => {
  const { send, clock, seen } = await trySending();
  for (let count = 0; count < 5; count += 1) expect(await send(text("好"))).toEqual(done);
  expect(await send(text("第六"))).toEqual(never("wechat-45047"));
  clock.ms += 48 * HOUR_MS;
  expect(await send(text("太晚"))).toEqual(never("wechat-45015"));
  expect(await seen()).toHaveLength(5);
});

test("who left, refuses or was never there is not tried again", async () => {
  const { send, control, person } = await trySending();
  const leaver = await person("小红");
  await control("/unfollow", { account: "shop", from: "小红" });
  expect(await send(text("好"), leaver)).toEqual(never("wechat-45015"));
  const refuser = await person("小刚");
  await control("/followers", { account: "shop", followers: [{ name: "小刚", refuses: true }] });
  expect(await send(text("好"), refuser)).toEqual(never("wechat-48002"));
  expect(await send(text("好"), "oNobody0000000000000000000000")).toEqual(never("wechat-40003"));
  expect(await send(text("好"), null)).toEqual(never("no-follower"));
});

test("an account without the right is told so once and for all", async () => {
  const { send, sandbox } = await trySending();
  sandbox.addAccounts([{ id: "shop", kind: "subscription", verified: false }]);
  expect(await send(text("好"))).toEqual(never("wechat-48001"));
});
