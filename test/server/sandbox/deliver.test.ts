import { expect, test } from "vitest";
import {
  decodeAesKey,
  openMessage,
  sealMessage,
  writeEnvelope,
} from "../../../server/wechat/wire/envelope.ts";
import { isSealSignedBy, isSignedBy } from "../../../server/wechat/wire/signature.ts";
import { childOf, parseXml, textOf } from "../../../server/wechat/wire/xml.ts";
import { listen, shop, textAnswer, trySandbox } from "./start.ts";

const token = "sandbox_token_01";
const aesKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
const key = decodeAesKey(aesKey);
const appId = "wx0123456789abcdef";
const greyLine = "该公众号暂时无法提供服务，请稍后再试";

const triple = (url: URL) => ({
  token,
  timestamp: url.searchParams.get("timestamp") ?? "",
  nonce: url.searchParams.get("nonce") ?? "",
});
const hello = (options = {}) => ({
  account: "shop",
  from: "小明",
  message: { kind: "text", text: "你好" },
  options,
});

test("a plain push is signed, complete, and its answer is what the follower sees", async () => {
  const bot = await listen(({ body }) => textAnswer(body, "您好"));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const result = await control("/push", hello());
  expect(result.deliveries).toMatchObject([{ status: 200, failure: null }]);
  expect(result.seen).toEqual([{ kind: "text", text: "您好" }]);
  expect(result.systemLine).toBeNull();
  const [got] = bot.received;
  if (got === undefined) throw new Error("nothing was received");
  expect(got.contentType).toBe("text/xml");
  expect(isSignedBy(triple(got.url), got.url.searchParams.get("signature") ?? "")).toBe(true);
  expect(got.url.searchParams.get("openid")).toBe(result.openid);
  const xml = parseXml(got.body);
  expect(textOf(xml, "Content")).toBe("你好");
  expect(textOf(xml, "ToUserName")).toBe("gh_1f2e3d4c5b6a");
  expect(textOf(xml, "MsgId")).toMatch(/^\d{17}$/);
  expect(result.openid).toMatch(/^o[\w-]{27}$/);
});

test("in compatible mode the plain fields and the sealed ones travel together", async () => {
  const bot = await listen(({ body }) => textAnswer(body, "好"));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url, mode: "compatible", aesKey }]);
  const result = await control("/push", hello());
  const xml = parseXml(bot.received[0]?.body ?? "");
  expect(textOf(xml, "Content")).toBe("你好");
  expect(openMessage({ sealed: textOf(xml, "Encrypt") ?? "", appId, keys: [key] })).not.toBeNull();
  expect(result.seen).toEqual([{ kind: "text", text: "好" }]);
});

test("in safe mode only the envelope travels, and a sealed answer is opened", async () => {
  const bot = await listen(({ body, url }) => {
    const sealed = textOf(parseXml(body), "Encrypt") ?? "";
    const isSigned = isSealSignedBy(
      triple(url),
      sealed,
      url.searchParams.get("msg_signature") ?? "",
    );
    const opened = openMessage({ sealed, appId, keys: [key] });
    if (!isSigned || opened === null) return 403;
    const text = textAnswer(opened.toString("utf8"), "密");
    return writeEnvelope(triple(url), sealMessage({ text, appId, key }));
  });
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url, mode: "safe", aesKey }]);
  const result = await control("/push", hello());
  expect(result.seen).toEqual([{ kind: "text", text: "密" }]);
  const xml = parseXml(bot.received[0]?.body ?? "");
  expect(childOf(xml, "Content")).toBeUndefined();
  expect(bot.received[0]?.url.searchParams.get("encrypt_type")).toBe("aes");
});

test("a plain answer in safe mode, and one with a wrong signature, leave the grey line", async () => {
  const answers = [
    (body: string) => textAnswer(body, "x"),
    () =>
      writeEnvelope(
        { token: "other", timestamp: "1", nonce: "2" },
        sealMessage({ text: "x", appId, key }),
      ),
    () =>
      writeEnvelope(
        { token, timestamp: "1", nonce: "2" },
        sealMessage({ text: "x", appId: "wxother", key }),
      ),
  ];
  const bot = await listen(({ body }, place) => answers[place]?.(body) ?? "");
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url, mode: "safe", aesKey }]);
  for (const why of ["plain answer", "MsgSignature", "cannot be opened"]) {
    const result = await control("/push", hello());
    expect(result.systemLine).toBe(greyLine);
    expect(result.refused).toContain(why);
  }
});

test("a delivery that is not answered in time comes again with the same body, three times in all", async () => {
  const bot = await listen(() => new Promise(() => undefined));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const result = await control("/push", hello({ timeoutMs: 40 }));
  expect(result.deliveries.map((one: { failure: string }) => one.failure)).toEqual([
    "timeout",
    "timeout",
    "timeout",
  ]);
  expect(new Set(bot.received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(bot.received.map(({ url }) => url.searchParams.get("nonce"))).size).toBe(3);
  expect(result.systemLine).toBe(greyLine);
});

test("the last delivery may still be answered, and an answer that is not 200 counts as none", async () => {
  const bot = await listen(({ body }, place) => (place < 2 ? 500 : textAnswer(body, "终于")));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const result = await control("/push", hello());
  expect(result.deliveries.map((one: { status: number }) => one.status)).toEqual([500, 500, 200]);
  expect(result.seen).toEqual([{ kind: "text", text: "终于" }]);
});

test("success and an empty body end the deliveries in silence", async () => {
  const bot = await listen((_, place) => (place === 0 ? "success" : ""));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  for (const _ of [1, 2]) {
    const result = await control("/push", hello());
    expect(result).toMatchObject({ seen: [], systemLine: null, deliveries: [{ status: 200 }] });
  }
});

const envelope = (inner: string): string =>
  `<xml><ToUserName><![CDATA[OPENID]]></ToUserName><FromUserName><![CDATA[gh_1f2e3d4c5b6a]]></FromUserName><CreateTime>1</CreateTime>${inner}</xml>`;
const item = "<item><Title><![CDATA[一]]></Title></item>";

test.each([
  ["JSON", '{"MsgType":"text"}', "not the XML"],
  ["half an element", "<xml><ToUserName>", "not the XML"],
  ["another root", "<html/>", "the root is html"],
  ["no MsgType", envelope(""), "MsgType is missing"],
  ["an unknown MsgType", envelope("<MsgType>dance</MsgType>"), "unknown MsgType dance"],
  ["an empty text", envelope("<MsgType>text</MsgType><Content></Content>"), "Content is missing"],
  [
    "a long text",
    envelope(`<MsgType>text</MsgType><Content>${"长".repeat(683)}</Content>`),
    "2048",
  ],
  [
    "a wrong count",
    envelope(`<MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles>${item}</Articles>`),
    "ArticleCount",
  ],
  [
    "an unknown media id",
    envelope("<MsgType>image</MsgType><Image><MediaId>nope</MediaId></Image>"),
    "no image",
  ],
  [
    "another account",
    envelope("<MsgType>text</MsgType><Content>x</Content>").replace("gh_1f2e3d4c5b6a", "gh_other"),
    "FromUserName",
  ],
  [
    "another follower",
    "<xml><ToUserName>x</ToUserName><FromUserName>gh_1f2e3d4c5b6a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>x</Content></xml>",
    "ToUserName",
  ],
])("an answer with %s is refused and leaves the grey line at once", async (_, answer, why) => {
  const bot = await listen(({ url }) =>
    answer.replace("OPENID", url.searchParams.get("openid") ?? ""),
  );
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const result = await control("/push", hello());
  expect(result.refused).toContain(why);
  expect(result.systemLine).toBe(greyLine);
  expect(bot.received).toHaveLength(1);
});

test("a message is answered by one article, an event by up to eight", async () => {
  const news = `<MsgType>news</MsgType><ArticleCount>9</ArticleCount><Articles>${item.repeat(9)}</Articles>`;
  const bot = await listen(({ url }) =>
    envelope(news).replace("OPENID", url.searchParams.get("openid") ?? ""),
  );
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const toMessage = await control("/push", hello());
  expect(toMessage.seen[0].articles).toHaveLength(1);
  const toTap = await control("/push", { ...hello(), message: { kind: "CLICK", key: "NEWS" } });
  expect(toTap.seen[0].articles).toHaveLength(8);
});

test("pictures, voices, videos and music are shown when their media exist", async () => {
  const { sandbox, control } = await trySandbox();
  const keep = (type: string): string =>
    sandbox.core.media.put({
      account: "shop",
      type,
      name: type,
      contentType: "x/y",
      bytes: Buffer.from("x"),
    }).mediaId;
  const inner = [
    `<MsgType>image</MsgType><Image><MediaId>${keep("image")}</MediaId></Image>`,
    `<MsgType>voice</MsgType><Voice><MediaId>${keep("voice")}</MediaId></Voice>`,
    `<MsgType>video</MsgType><Video><MediaId>${keep("video")}</MediaId><Title>片</Title></Video>`,
    `<MsgType>music</MsgType><Music><ThumbMediaId>${keep("thumb")}</ThumbMediaId><MusicUrl>http://m</MusicUrl></Music>`,
  ];
  const bot = await listen(({ url }, place) =>
    envelope(inner[place] ?? "").replace("OPENID", url.searchParams.get("openid") ?? ""),
  );
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  for (const kind of ["image", "voice", "video", "music"]) {
    const result = await control("/push", hello());
    expect(result).toMatchObject({ refused: null, seen: [{ kind }] });
  }
});

test("a duplicate reaches the address twice, and what one of them says is seen once", async () => {
  const bot = await listen(({ body }, place) => (place === 0 ? "success" : textAnswer(body, "二")));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const result = await control("/push", hello({ duplicates: 1 }));
  expect(bot.received).toHaveLength(2);
  expect(result.seen).toEqual([{ kind: "text", text: "二" }]);
  const again = await control("/resend", { push: result.push });
  expect(bot.received[2]?.body).toBe(bot.received[0]?.body);
  expect(again.seen).toEqual([{ kind: "text", text: "二" }]);
});

test("the options spoil signatures, names of events, and recognition", async () => {
  const bot = await listen(() => "success");
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  await control("/push", hello({ wrongSignature: true }));
  await control("/push", {
    ...hello({ eventCase: "lower" }),
    message: { kind: "SCAN", channel: "a" },
  });
  await control("/push", {
    ...hello({ eventCase: "swapped" }),
    message: { kind: "view", url: "http://x" },
  });
  await control("/push", { ...hello(), message: { kind: "voice", recognised: "天气" } });
  await control("/push", {
    ...hello({ noRecognition: true }),
    message: { kind: "voice", recognised: "天气" },
  });
  const [wrong, lower, swapped, heard, unheard] = bot.received;
  if (wrong === undefined) throw new Error("nothing was received");
  expect(isSignedBy(triple(wrong.url), wrong.url.searchParams.get("signature") ?? "")).toBe(false);
  expect(lower?.body).toContain("<Event><![CDATA[scan]]></Event>");
  expect(swapped?.body).toContain("<Event><![CDATA[view]]></Event>");
  expect(heard?.body).toContain("<Recognition><![CDATA[天气]]></Recognition>");
  expect(unheard?.body).not.toContain("Recognition");
});

test("a slow body arrives whole, and counts against the five seconds", async () => {
  const bot = await listen(({ body }) => textAnswer(body, "慢"));
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const slow = await control("/push", hello({ slowMs: 30 }));
  expect(slow.seen).toEqual([{ kind: "text", text: "慢" }]);
  const tooSlow = await control("/push", hello({ slowMs: 300, timeoutMs: 30, deliveries: 1 }));
  expect(tooSlow).toMatchObject({ systemLine: greyLine, deliveries: [{ failure: "timeout" }] });
});

test("every kind of push is well-formed and names itself", async () => {
  const bot = await listen(() => "success");
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const { kinds } = await control("/kinds");
  expect(kinds.length).toBeGreaterThan(70);
  const pushes = kinds.map((kind: string) => ({
    account: "shop",
    from: "小明",
    message: { kind },
  }));
  const { results } = await control("/push", { pushes });
  expect(
    results.every((one: { deliveries: { status: number }[] }) => one.deliveries[0]?.status === 200),
  ).toBe(true);
  const named = bot.received.map(({ body }) => {
    const xml = parseXml(body);
    return textOf(xml, "Event") ?? textOf(xml, "MsgType");
  });
  expect(named).toEqual(kinds);
});

test("several pushes can arrive in another order than they were made, the same for the same seed", async () => {
  const orders = [];
  for (const _ of [1, 2]) {
    const bot = await listen(() => "success");
    const { sandbox, control } = await trySandbox();
    sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
    const pushes = Array.from({ length: 8 }, (_, place) => ({
      ...hello(),
      message: { kind: "text", text: `${place}` },
    }));
    orders.push((await control("/push", { pushes, reorder: true })).order);
  }
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test("the address is verified by its echo", async () => {
  const bot = await listen(({ url }) =>
    isSignedBy(triple(url), url.searchParams.get("signature") ?? "")
      ? (url.searchParams.get("echostr") ?? "")
      : 403,
  );
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  expect(await control("/verify-url", { account: "shop" })).toMatchObject({
    ok: true,
    status: 200,
  });
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url, token: "another" }]);
  expect(await control("/verify-url", { account: "shop" })).toMatchObject({
    ok: false,
    status: 403,
  });
});

test("what nobody listens to, an unknown account and an unknown kind are said plainly", async () => {
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: "http://127.0.0.1:1/" }]);
  const result = await control("/push", hello());
  expect(result.systemLine).toBe(greyLine);
  expect(result.deliveries).toHaveLength(3);
  expect(await control("/push", { ...hello(), account: "nobody" })).toEqual({
    error: "no account nobody",
  });
  expect(await control("/push", { ...hello(), message: { kind: "dance" } })).toEqual({
    error: "no kind of push dance",
  });
});

test("after a hand-over messages go to the agent and events to the developer", async () => {
  const transfer = envelope("<MsgType>transfer_customer_service</MsgType>");
  const bot = await listen(({ url, body }) =>
    body.includes("人工")
      ? transfer.replace("OPENID", url.searchParams.get("openid") ?? "")
      : "success",
  );
  const { sandbox, control } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const first = await control("/push", { ...hello(), message: { kind: "text", text: "人工" } });
  expect(first.agent).toBe("");
  const second = await control("/push", hello());
  expect(second).toMatchObject({ deliveries: [], agent: "" });
  const tap = await control("/push", { ...hello(), message: { kind: "CLICK", key: "A" } });
  expect(tap.deliveries).toHaveLength(1);
});
