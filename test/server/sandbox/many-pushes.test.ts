import { expect, test } from "vitest";
import {
  decodeAesKey,
  openMessage,
  sealMessage,
  writeEnvelope,
} from "../../../server/wechat/wire/envelope.ts";
import { childOf, parseXml, textOf } from "../../../server/wechat/wire/xml.ts";
import type { Loose } from "./start.ts";
import { listen, shop, textAnswer, trySandbox } from "./start.ts";

const greyLine = "该公众号暂时无法提供服务，请稍后再试";
const aesKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
const appId = shop.appId ?? "";
const token = shop.token ?? "";
const key = decodeAesKey(aesKey);
const timeoutMs = 2000;

/** Numbers from 0 to 1, the same for the same seed. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const kinds = [
  { kind: "text", text: "你好" },
  { kind: "image" },
  { kind: "voice", recognised: "天气" },
  { kind: "location", lat: 31.2, lng: 121.5 },
  { kind: "link", title: "t", url: "https://a.example" },
  { kind: "subscribe" },
  { kind: "SCAN", channel: "a" },
  { kind: "CLICK", key: "A" },
  { kind: "VIEW", url: "https://a.example" },
  { kind: "TEMPLATESENDJOBFINISH" },
];
const unseen = new Set(["VIEW", "TEMPLATESENDJOBFINISH"]);
const modes = ["plain", "compatible", "safe"] as const;

/** What the bot did with one delivery. */
type Done = "text" | "nothing" | "garbage" | "failed";

const whatToDo = (dice: number): Done =>
  dice < 0.1 ? "failed" : dice < 0.27 ? "nothing" : dice < 0.32 ? "garbage" : "text";

/** Some failures are an answer that comes too late, most of them a 500. */
const insteadOfText = async (done: Done, dice: number): Promise<string | number> => {
  if (done === "garbage") return '{"oops":1}';
  if (done === "nothing") return dice < 0.5 ? "" : "success";
  if (dice > 0.1) return 500;
  await new Promise((resolve) => setTimeout(resolve, timeoutMs * 2));
  return "success";
};

test("of a thousand random pushes the sandbox shows exactly what was answered", {
  timeout: 120_000,
}, async () => {
  const random = randomFrom(20_261_123);
  const log = new Map<string, { done: Done; text: string }[]>();
  const note = (mark: string, done: Done, text = ""): void => {
    log.set(mark, [...(log.get(mark) ?? []), { done, text }]);
  };
  const bot = await listen(async ({ body, url }) => {
    const mark = url.searchParams.get("openid") ?? "";
    const sealed = textOf(parseXml(body), "Encrypt");
    const opened =
      sealed === undefined ? body : openMessage({ sealed, appId, keys: [key] })?.toString();
    if (opened === undefined) throw new Error("a push that cannot be opened");
    const done = whatToDo(random());
    if (done !== "text") {
      note(mark, done);
      return insteadOfText(done, random());
    }
    const text = `答 ${mark} ${log.get(mark)?.length ?? 0}`;
    note(mark, "text", text);
    const answer = textAnswer(opened, text);
    if (childOf(parseXml(body), "MsgType") !== undefined) return answer;
    return writeEnvelope(
      { token, timestamp: "1", nonce: "2" },
      sealMessage({ text: answer, appId, key }),
    );
  });
  const { sandbox } = await trySandbox();
  sandbox.addAccounts([{ ...shop, aesKey, webhookUrl: bot.url }]);
  const results: Loose[] = [];
  const push = async (place: number): Promise<void> => {
    const message = kinds[Math.floor(random() * kinds.length)] ?? { kind: "text" };
    const options = {
      timeoutMs,
      mode: modes[place % 3] ?? "plain",
      duplicates: random() < 0.1 ? 1 : 0,
      ...(random() < 0.2 ? { delayMs: 5 } : {}),
    };
    const from = `粉丝${place}`;
    const result = await sandbox.core.pusher.push({ account: "shop", from, message, options });
    results.push({ ...result, isShown: !unseen.has(message.kind) });
  };
  const lanes = Array.from({ length: 20 }, (_, lane) => lane);
  await Promise.all(
    lanes.map(async (lane) => {
      for (let place = lane; place < 1000; place += lanes.length) await push(place);
    }),
  );
  for (const { openid, seen, systemLine, deliveries, isShown } of results) {
    const done = log.get(openid) ?? [];
    expect(deliveries).toHaveLength(done.length);
    const texts = done.filter((one) => one.done === "text").map(({ text }) => text);
    const isSilent = texts.length === 0 && done.some((one) => one.done === "nothing");
    if (!isShown) expect([seen, systemLine]).toEqual([[], null]);
    else if (texts.length > 0) {
      expect(texts).toContain(seen[0]?.text);
      expect(systemLine).toBeNull();
    } else expect([seen, systemLine]).toEqual([[], isSilent ? null : greyLine]);
    const lines = sandbox.core.conversation
      .of("shop", openid, 0, 10)
      .filter(({ via }) => via !== "follower");
    expect(lines).toHaveLength(isShown && !isSilent ? 1 : 0);
  }
});
