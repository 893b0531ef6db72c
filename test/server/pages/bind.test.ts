import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { CODE_MS, readNumber, SENT_MOST } from "../../../server/pages/bind-code.ts";
import { TRIES } from "../../../server/pages/bind-page.ts";
import { isNobodys } from "../../../server/pages/hook.ts";
import type { Rig } from "./rig.ts";
import { openRig, send, tokenIn, walk } from "./rig.ts";

const CARD = "6222 0200 1234 5678";
const SANDBOX_HOOK = { url: "https://bank.example/bind", secret: "" };

/** A follower on the page, and their way through its steps. */
const onPage = async (rig: Rig, name = "小明") => {
  const { browser, openid } = await rig.phoneOf(name);
  const url = `${rig.url}/p/shop/bind`;
  const first = await walk(browser, url);
  const token = tokenIn(first);
  const step = (name: string, fields: Readonly<Record<string, string>> = {}) =>
    send(browser, url, { token, step: name, ...fields });
  return { browser, openid, url, first, step };
};
type OnPage = Awaited<ReturnType<typeof onPage>>;
const bindCard = async ({ step }: OnPage, number = CARD) => {
  await step("number", { number });
  return step("code", { code: "123456" });
};
interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** A bank's own system, which remembers what it was told. */
const bankHook = async (answer: { readonly status?: number; readonly customer?: string } = {}) => {
  const received: Posted[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    received.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
    const { status = 200, customer } = answer;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(customer === undefined ? {} : { customer }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bind`;
  return { target: { url, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }, received };
};

describe("binding a card or phone number", () => {
  test("a card is bound with the code that the bank sends, and the rules learn tail and customer, never the number", async () => {
    const { target, received } = await bankHook({ customer: "C-1001" });
    const rig = await openRig({ hook: target });
    const page = await onPage(rig);
    expect(page.first.text).toContain("绑定账户");
    const sent = await page.step("number", { number: CARD });
    expect(sent.text).toContain("尾号 5678");
    expect(sent.text).not.toContain("123456");
    const posted = JSON.parse(received[0]?.body ?? "{}");
    expect(posted).toMatchObject({
      type: "bind.code",
      data: {
        account: "shop",
        openid: page.openid,
        kind: "card",
        number: "6222020012345678",
        code: "123456",
      },
    });
    const done = await page.step("code", { code: "123456" });
    expect(done.text).toContain("绑定成功");
    const [event] = await rig.happened();
    expect(event).toMatchObject({
      kind: "event",
      name: "bound",
      follower: page.openid,
      fields: { bound: "card", tail: "5678", customer: "C-1001" },
    });
    expect(JSON.stringify(event)).not.toContain("62220200");
    expect((await page.browser.open(page.url)).text).toContain("已绑定");
    const numberKey = rig.mark("number", "shop", "card", "6222020012345678");
    expect(await rig.library.bindings.holder("shop", { kind: "card", numberKey })).toBe(
      page.openid,
    );
  });

  test("a phone number is told to the rules in full", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const page = await onPage(rig);
    expect((await page.step("number", { number: "138-0013-8000" })).text).toContain(
      "本机沙盒不发短信，验证码是 123456",
    );
    await page.step("code", { code: "123456" });
    expect(await rig.happened()).toMatchObject([
      { fields: { bound: "phone", tail: "8000", phone: "13800138000" } },
    ]);
  });

  test("unbinding asks once more, then tells the rules and forgets the number", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const page = await onPage(rig);
    await bindCard(page);
    await rig.happened();
    expect((await page.step("unbind")).text).toContain("确定要解除吗");
    expect(await rig.library.bindings.count("shop")).toBe(1);
    rig.clock.ms += 1;
    expect((await page.step("sure")).text).toContain("已解除绑定");
    expect(await rig.library.bindings.count("shop")).toBe(0);
    expect(await rig.happened()).toMatchObject([{ name: "unbound", follower: page.openid }]);
    expect(await rig.library.privacy.consents("shop", page.openid)).toMatchObject([
      { what: "card", isGiven: false },
      { what: "card", isGiven: true },
    ]);
    expect((await bindCard(page)).text).toContain("绑定成功");
  });

  test("a number that somebody else has bound stays theirs", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const first = await onPage(rig);
    await bindCard(first);
    const second = await onPage(rig, "小红");
    const seen = await bindCard(second);
    expect(seen.status).toBe(422);
    expect(seen.text).toContain("已经绑定了别的微信");
    const events = await rig.happened();
    expect(events.map(({ follower }) => follower)).toEqual([first.openid]);
  });

  test("two that bind one number at once: one has it", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const pages = await Promise.all(["小明", "小红", "小刚"].map((name) => onPage(rig, name)));
    for (const { step } of pages) await step("number", { number: CARD });
    const seen = await Promise.all(pages.map(({ step }) => step("code", { code: "123456" })));
    expect(seen.filter(({ text }) => text.includes("绑定成功"))).toHaveLength(1);
    expect(await rig.library.bindings.count("shop")).toBe(1);
    expect(await rig.happened()).toHaveLength(1);
  });
});

describe("the code", () => {
  test("serves five guesses, then not even the right one", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const { step } = await onPage(rig);
    await step("number", { number: CARD });
    for (let guess = 0; guess < TRIES; guess += 1)
      expect((await step("code", { code: String(guess) })).text).toContain("验证码不对");
    const late = await step("code", { code: "123456" });
    expect(late.text).toContain("验证码已失效");
    expect(await rig.happened()).toEqual([]);
  });

  test("counts guesses made at once", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const { step } = await onPage(rig);
    await step("number", { number: CARD });
    const guesses = Array.from({ length: 30 }, (_, at) => step("code", { code: `9${at}` }));
    const seen = await Promise.all(guesses);
    expect(seen.filter(({ text }) => text.includes("验证码不对"))).toHaveLength(TRIES);
  });

  test("is worth nothing after ten minutes, and when another number was asked for", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    const { step } = await onPage(rig);
    await step("number", { number: CARD });
    rig.clock.ms += CODE_MS;
    expect((await step("code", { code: "123456" })).text).toContain("验证码已失效");
    await step("number", { number: CARD });
    expect((await step("again")).text).toContain("绑定账户");
    expect((await step("code", { code: "123456" })).text).toContain("验证码已失效");
    expect(await rig.happened()).toEqual([]);
  });

  test("of one follower serves no other", async () => {
    const rig = await openRig({ hook: SANDBOX_HOOK });
    await (await onPage(rig)).step("number", { number: CARD });
    const other = await onPage(rig, "小红");
    expect((await other.step("code", { code: "123456" })).text).toContain("验证码已失效");
  });

  test("is not sent to one number more than three times an hour, whoever asks, nor by one follower more than ten", async () => {
    const { target, received } = await bankHook();
    const rig = await openRig({ hook: target });
    for (let one = 0; one < SENT_MOST.perNumber; one += 1)
      expect((await (await onPage(rig, `人${one}`)).step("number", { number: CARD })).status).toBe(
        200,
      );
    const next = await onPage(rig, "又一人");
    expect((await next.step("number", { number: CARD })).text).toContain("发送太频繁");
    for (let at = 0; at < 12; at += 1)
      await next.step("number", { number: `62220200000000${10 + at}` });
    expect(received).toHaveLength(SENT_MOST.perNumber + SENT_MOST.byFollower - 1);
    rig.clock.ms += 3_600_000;
    expect((await next.step("number", { number: CARD })).text).not.toContain("发送太频繁");
  });
});

describe("the hook", () => {
  test("is posted to with a signature that the other side can check", async () => {
    const { target, received } = await bankHook();
    const rig = await openRig({ hook: target });
    const { step } = await onPage(rig);
    await step("number", { number: CARD });
    const [post] = received;
    const { "webhook-id": id, "webhook-timestamp": at, ...headers } = post?.headers ?? {};
    expect(headers["content-type"]).toBe("application/json");
    expect(at).toBe(String(Math.floor(rig.clock.ms / 1000)));
    // Standard Webhooks: the text behind `whsec_` is the key in base64.
    const key = Buffer.from(target.secret.slice("whsec_".length), "base64");
    const signed = `${id}.${at}.${post?.body}`;
    const mac = createHmac("sha256", key).update(signed).digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${mac}`);
  });

  test.each([
    [404, "没有查到这个号码"],
    [500, "验证码暂时发不出去"],
  ])("that answers %s ends in words for the follower", async (status, words) => {
    const { target } = await bankHook({ status });
    const rig = await openRig({ hook: target });
    const { step } = await onPage(rig);
    const seen = await step("number", { number: CARD });
    expect(seen).toMatchObject({ status: 422 });
    expect(seen.text).toContain(words);
    expect((await step("code", { code: "123456" })).text).toContain("验证码已失效");
  });

  test("that is missing, unreachable or inside the network is told to the log, and the follower to come later", async () => {
    for (const hook of [
      undefined,
      { url: "http://127.0.0.1:1/x", secret: "" },
      { url: "http://127.0.0.1/x", secret: "" },
    ]) {
      const rig = await openRig(hook === undefined ? {} : { hook });
      const { step } = await onPage(rig);
      expect((await step("number", { number: CARD })).text).toContain("暂时发不出去");
      expect(rig.log.lines.join()).toMatch(/hook/);
    }
  });
});

test.each([
  "",
  "abc",
  "12345",
  "1".repeat(31),
  "6222<script>",
  "６２２２０２００１２３４５６７８x",
])("“%s” is no number", (written) => {
  expect(readNumber(written)).toBeNull();
});
test("a number may be written with blanks, dashes and full-width digits", () => {
  expect(readNumber("６２２２ 0200-1234 5678")).toEqual({
    kind: "card",
    number: "6222020012345678",
  });
  expect(readNumber(" 138 0013 8000 ")).toEqual({ kind: "phone", number: "13800138000" });
});
test("only names that belong to nobody stand for a bank that is not there", () => {
  expect(isNobodys("https://bank.example/x")).toBe(true);
  expect(isNobodys("https://example.com/x")).toBe(true);
  expect(isNobodys("https://bank.example.evil.cn/x")).toBe(false);
  expect(isNobodys("https://notexample.com/x")).toBe(false);
});

test("no number stands in the database, nor what could stand for it", async () => {
  const rig = await openRig({ hook: SANDBOX_HOOK });
  const page = await onPage(rig);
  await bindCard(page);
  const binding = await rig.library.bindings.find("shop", page.openid);
  expect(JSON.stringify(binding)).not.toContain("12345678");
  expect(binding).toMatchObject({ kind: "card", tail: "5678", customer: "" });
});
