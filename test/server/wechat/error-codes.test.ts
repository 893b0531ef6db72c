import { expect, test } from "vitest";
import { refusalPerformed } from "../../../server/effects/performed.ts";
import { ownErrorCodes, textOfCode } from "../../../server/errors.ts";
import { errorTexts } from "../../../server/sandbox/api/errors.ts";
import { sendCustomerMessage } from "../../../server/wechat/api/customer-messages.ts";
import {
  isListed,
  listedErrcodes,
  rowOfErrcode,
  TOKEN_CODES,
} from "../../../server/wechat/error-codes.ts";
import { shop, trySandbox } from "../sandbox/start.ts";
import { contractCodes } from "./contract-codes.ts";
import { clientOf, handClock, memoryLog, sharedStorage } from "./rig.ts";

const SEND = "/cgi-bin/message/custom/send";
const MINUTE_MS = 60_000;

const tryRefusals = async () => {
  const clock = handClock();
  const { sandbox } = await trySandbox({ clock: clock.nowMs });
  const open = await sharedStorage(clock.nowMs);
  const log = memoryLog();
  const client = clientOf(open(), sandbox.url, { ...clock, log });
  const openid = sandbox.core.followers.openidOf(shop.id, "小明");
  const send = () => sendCustomerMessage(client.api(shop.id), openid, { kind: "text", text: "好" });
  const force = (errcode: number, times?: number): void =>
    sandbox.core.faults.add({ path: SEND, errcode, ...(times === undefined ? {} : { times }) });
  return { sandbox, clock, client, send, force, log };
};

test("every code of the contract and of the sandbox has a row with words in both languages", () => {
  const codes = [...contractCodes, ...Object.keys(errorTexts).map(Number)].filter(
    (code) => code !== 0,
  );
  const missing = codes.filter((code) => !isListed(code));
  expect(missing).toEqual([]);
  for (const code of listedErrcodes()) {
    const { means, remedy } = textOfCode(`wechat-${code}`);
    for (const text of [means["zh-CN"], remedy["zh-CN"]]) expect(text).toMatch(/[\u4e00-\u9fff]/);
    for (const text of [means.en, remedy.en]) expect(text).toMatch(/^[^\u4e00-\u9fff]+$/);
  }
});

test("every code of ours has words in both languages, and an unknown one is shown as it is", () => {
  for (const code of ownErrorCodes) {
    const { means, remedy } = textOfCode(code);
    expect([means["zh-CN"], remedy["zh-CN"]].join("")).toMatch(/[\u4e00-\u9fff]/);
    expect([means.en, remedy.en].join("")).toMatch(/^[^\u4e00-\u9fff]+$/);
  }
  expect(textOfCode("http-404").means.en).toContain("404");
  expect(textOfCode("of-tomorrow").means.en).toBe("of-tomorrow");
});

test("each code the platform can answer becomes a result with that code, its retry and a remedy", async () => {
  const { sandbox, clock, client, send, force } = await tryRefusals();
  for (const errcode of contractCodes) {
    sandbox.core.faults.clear();
    force(errcode);
    const result = await send();
    const row = rowOfErrcode(errcode);
    expect(result).toMatchObject({
      ok: false,
      code: `wechat-${errcode}`,
      errcode,
      retry: row.retry,
    });
    if (result.ok) continue;
    const performed = refusalPerformed(result);
    expect(performed.kind).toBe(row.retry === "never" ? "never" : "later");
    await client.quotas.forget(shop.id);
    clock.ms += 3 * MINUTE_MS;
  }
}, 60_000);

test.each([...TOKEN_CODES])(
  "after %i the call is made once more with a new token, unseen by the caller",
  async (errcode) => {
    const { sandbox, send, force } = await tryRefusals();
    await sandbox.core.pusher.push({
      account: "shop",
      from: "小明",
      message: { kind: "text", text: "在吗" },
    });
    force(errcode, 1);
    expect(await send()).toEqual({ ok: true, data: { errcode: 0, errmsg: "ok" } });
  },
);

test("a token that is refused again and again ends after two calls", async () => {
  const { sandbox, send, force } = await tryRefusals();
  force(42001);
  expect(await send()).toMatchObject({ ok: false, code: "wechat-42001" });
  expect(sandbox.core.quotas.usedToday(shop.id, "stable-token")).toBeLessThanOrEqual(3);
});

test("a code nobody knows may be tried again later and breaks nothing", async () => {
  const { send, force } = await tryRefusals();
  force(99_999);
  const result = await send();
  expect(result).toMatchObject({ ok: false, code: "wechat-99999", retry: "later" });
  expect(textOfCode("wechat-99999").remedy["zh-CN"]).not.toBe("");
});

test("the minute's quota waits for the next minute, the day's for midnight in Beijing", async () => {
  const { clock, send, force, sandbox } = await tryRefusals();
  clock.ms += 20_000;
  force(45011, 1);
  expect(await send()).toMatchObject({ retry: "next-minute", afterMs: 40_000 });
  sandbox.core.faults.clear();
  clock.ms += 40_000;
  force(45009, 1);
  // 10:01 in Beijing: fourteen hours less a minute are left of the day.
  expect(await send()).toMatchObject({ retry: "tomorrow", afterMs: (14 * 60 - 1) * MINUTE_MS });
});

test("the platform's words are kept with their rid, and neither token nor secret is in them or in the log", async () => {
  const { client, sandbox, send, log } = await tryRefusals();
  const token = () => client.credentials.held({ account: shop.id, kind: "stable-token" });
  await send();
  const value = (await token())?.value ?? "none";
  expect(value).toMatch(/^[\w-]{64,}$/);
  sandbox.core.faults.add({ path: SEND, errcode: 40035, errmsg: `bad ${value} ${shop.appSecret}` });
  const result = await send();
  expect(result.ok ? "" : result.errmsg).toMatch(/bad \*\*\* \*\*\* .*rid: [0-9a-f]+-/);
  for (const line of log.lines) {
    expect(line).not.toContain(value);
    expect(line).not.toContain(shop.appSecret);
  }
});
