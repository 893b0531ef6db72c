import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { refusalPerformed } from "../../../server/effects/performed.ts";
import { sendCustomerMessage } from "../../../server/wechat/api/customer-messages.ts";
import { Done } from "../../../server/wechat/api/done.ts";
import { downloadMedia, uploadMedia } from "../../../server/wechat/api/media.ts";
import { createQrCode, qrPicture } from "../../../server/wechat/api/qr-codes.ts";
import { listTags } from "../../../server/wechat/api/tags.ts";
import type { ApiResult } from "../../../server/wechat/refusal.ts";
import { sample, shop, trySandbox } from "../sandbox/start.ts";
import type { Fault } from "./fault-proxy.ts";
import { faultProxy, rawAnswer } from "./fault-proxy.ts";
import { clientOf, handClock, memoryLog, sharedStorage } from "./rig.ts";

const { id } = shop;
const TOKEN = "/cgi-bin/stable_token";

const tryFaults = async () => {
  const clock = handClock();
  const tried = await trySandbox({ clock: clock.nowMs });
  const proxy = await faultProxy(tried.sandbox.url);
  const open = await sharedStorage(clock.nowMs);
  const log = memoryLog();
  const client = clientOf(open(), proxy.url, { ...clock, log });
  const api = client.api(id);
  /** Breaks every answer but the token's. */
  const breakAnswers = (fault: Fault): void =>
    proxy.set((path) => (path.startsWith(TOKEN) ? null : fault));
  return { ...tried, clock, proxy, client, api, log, breakAnswers };
};
const isLater = (result: ApiResult<unknown>): boolean =>
  !result.ok && result.retry === "later" && refusalPerformed(result).kind === "later";

test.each([true, false])(
  "an answer cut at any byte is tried again later, and never taken for a whole one (length known: %s)",
  async (isLengthKnown) => {
    const { api, proxy, breakAnswers } = await tryFaults();
    breakAnswers({ cutAt: 1_000_000, isLengthKnown });
    expect(await listTags(api)).toMatchObject({ ok: true });
    const whole = proxy.seen.lastAnswerBytes;
    for (let cutAt = 0; cutAt < whole; cutAt += 1) {
      breakAnswers({ cutAt, isLengthKnown });
      const result = await listTags(api);
      expect([cutAt, isLater(result)]).toEqual([cutAt, true]);
    }
    expect(proxy.seen.faults).toBe(whole + 1);
  },
  60_000,
);

test("a token answer cut at any byte is asked for once more, and the call goes on", async () => {
  const { api, proxy, client } = await tryFaults();
  expect(await listTags(api)).toMatchObject({ ok: true });
  for (const cutAt of [0, 1, 15, 60, 90, 120, 200]) {
    const lent = await client.credentials.held({ account: id, kind: "stable-token" });
    await client.credentials.giveBack({ account: id, kind: "stable-token" }, lent?.generation ?? 0);
    let left = 1;
    proxy.set((path) => {
      if (!path.startsWith(TOKEN) || left === 0) return null;
      left -= 1;
      return { cutAt, isLengthKnown: true };
    });
    expect(await listTags(api)).toMatchObject({ ok: true });
    expect(left).toBe(0);
  }
});

test.each([
  ["500", rawAnswer("500 Internal Server Error", "text/html", "<h1>500</h1>"), "wechat-http"],
  ["502", rawAnswer("502 Bad Gateway", "text/html", "<h1>502</h1>"), "wechat-http"],
  ["503 with JSON", rawAnswer("503 Unavailable", "application/json", "{}"), "wechat-http"],
  ["429", rawAnswer("429 Too Many Requests", "text/plain", ""), "wechat-http"],
  ["404", rawAnswer("404 Not Found", "text/plain", "not found"), "wechat-http"],
  [
    "a redirect",
    "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
    "wechat-http",
  ],
  ["a page", rawAnswer("200 OK", "text/html", "<html>维护中</html>"), "wechat-unreadable"],
  ["nothing", rawAnswer("200 OK", "application/json", ""), "wechat-unreadable"],
  ["null", rawAnswer("200 OK", "application/json", "null"), "wechat-unreadable"],
  ["a list", rawAnswer("200 OK", "application/json", "[]"), "wechat-unreadable"],
  ["a number", rawAnswer("200 OK", "application/json", "42"), "wechat-unreadable"],
  [
    "another object",
    rawAnswer("200 OK", "application/json", '{"tags":[{"id":"1"}]}'),
    "wechat-unreadable",
  ],
  [
    "no UTF-8",
    rawAnswer("200 OK", "application/json", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    "wechat-unreadable",
  ],
  ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "wechat-unreachable"],
])("when the platform answers with %s, the call is tried again later", async (_, answer, code) => {
  const { api, breakAnswers } = await tryFaults();
  breakAnswers({ answer });
  const result = await listTags(api);
  expect(result).toMatchObject({ ok: false, code });
  expect(isLater(result)).toBe(true);
  breakAnswers(null);
  expect(await listTags(api)).toMatchObject({ ok: true });
});

test("a platform that says nothing is given up at the deadline, or when the caller has had enough", async () => {
  const { api, client, breakAnswers } = await tryFaults();
  await listTags(api);
  breakAnswers({ silence: true });
  const request = { method: "GET", path: "/cgi-bin/getcallbackip", answer: Done } as const;
  expect(await api.call({ ...request, timeoutMs: 50 })).toMatchObject({ code: "wechat-timeout" });
  const gone = new AbortController();
  const waiting = client.api(id, { signal: gone.signal }).call(request);
  setImmediate(() => gone.abort());
  expect(await waiting).toMatchObject({ code: "wechat-timeout", retry: "later" });
});

test("a platform that is not there is tried again later", async () => {
  const open = await sharedStorage(Date.now);
  const gone = createServer().listen(0, "127.0.0.1");
  await once(gone, "listening");
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const client = clientOf(open(), `http://127.0.0.1:${port}`);
  expect(await listTags(client.api(id))).toMatchObject({
    ok: false,
    code: "wechat-unreachable",
    errmsg: "ECONNREFUSED",
    retry: "later",
  });
});

test("an answer without end is refused before it fills the memory", async () => {
  const { api, breakAnswers } = await tryFaults();
  const large = Buffer.alloc(9 * 1024 * 1024, "x");
  breakAnswers({ answer: rawAnswer("200 OK", "application/json", large) });
  expect(await listTags(api)).toMatchObject({ code: "wechat-too-large", retry: "never" });
});

test("an account nobody knows, and one without a secret, are refused without a call", async () => {
  const { client, proxy } = await tryFaults();
  expect(await listTags(client.api("nobody"))).toMatchObject({ code: "wechat-no-account" });
  const open = await sharedStorage(Date.now);
  const hosts = { api: proxy.url, open: proxy.url, mp: proxy.url };
  const account = async () => ({ id, appId: "wx0123456789abcdef", appSecret: "", hosts });
  const secretless = clientOf(open(), proxy.url, { account });
  expect(await listTags(secretless.api(id))).toMatchObject({ code: "wechat-no-secret" });
  expect(proxy.seen.requests).toBe(0);
});

test("a wrong secret is asked for once in a while, not with every call", async () => {
  const { client, sandbox, clock, proxy } = await tryFaults();
  sandbox.addAccounts([{ id, appSecret: "another" }]);
  const results = await Promise.all(Array.from({ length: 20 }, () => listTags(client.api(id))));
  expect(results.every((result) => !result.ok && result.code === "wechat-40125")).toBe(true);
  expect(isLater(results[0] as ApiResult<unknown>)).toBe(true);
  expect(await listTags(client.api(id))).toMatchObject({ code: "wechat-40125" });
  expect(proxy.seen.requests).toBe(1);
  clock.ms += 3_000;
  sandbox.addAccounts([shop]);
  expect(await listTags(client.api(id))).toMatchObject({ ok: true });
});

test("files: a cut upload or download is tried again later, an error in place of a file is read", async () => {
  const { api, breakAnswers } = await tryFaults();
  const file = { name: "a.png", contentType: "image/png", bytes: sample.png.bytes };
  breakAnswers({ cutAt: 100, isLengthKnown: true });
  expect(isLater(await uploadMedia(api, "image", file))).toBe(true);
  breakAnswers(null);
  expect(await downloadMedia(api, "no-such-id")).toMatchObject({ code: "wechat-40007" });
  const code = await createQrCode(api, "poster", 60_000);
  if (!code.ok) throw new Error(code.code);
  breakAnswers({ cutAt: 200, isLengthKnown: true });
  expect(isLater(await qrPicture(api, code.data.ticket))).toBe(true);
  breakAnswers({ answer: rawAnswer("200 OK", "application/json", "{}") });
  expect(await qrPicture(api, code.data.ticket)).toMatchObject({ code: "wechat-unreadable" });
});

test("a message whose answer was cut may have been sent: it is tried again, as promised at least once", async () => {
  const { api, breakAnswers, person, sandbox } = await tryFaults();
  const openid = await person("小明");
  breakAnswers({ cutAt: 30, isLengthKnown: true });
  expect(isLater(await sendCustomerMessage(api, openid, { kind: "text", text: "好" }))).toBe(true);
  breakAnswers(null);
  expect(await sendCustomerMessage(api, openid, { kind: "text", text: "好" })).toMatchObject({
    ok: true,
  });
  expect(sandbox.core.windows.of("shop", openid)[0]?.left).toBe(3);
});

test("neither token nor secret is ever in the log", async () => {
  const { api, breakAnswers, log, client } = await tryFaults();
  await listTags(api);
  for (const answer of [
    "garbage",
    rawAnswer("500 x", "text/html", ""),
    rawAnswer("200 OK", "text/html", "x"),
  ]) {
    breakAnswers({ answer });
    await listTags(api);
  }
  const token = await client.credentials.held({ account: id, kind: "stable-token" });
  expect(log.lines.length).toBeGreaterThanOrEqual(3);
  for (const line of log.lines)
    for (const secret of [token?.value ?? "none", shop.appSecret ?? "none"])
      expect(line).not.toContain(secret);
});
