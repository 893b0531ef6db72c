import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import { checkShape } from "../check-shape.ts";
import { refusedByPlatform, refusedByUs } from "./codes.ts";
import type { Merchant } from "./merchant.ts";
import type { PayAnswered, PayExchange } from "./pay-exchange.ts";
import type { Signer } from "./pay-params.ts";
import type { PayRefusal, PayResult } from "./pay-result.ts";
import { PlatformKeys } from "./platform-keys.ts";
import type { KeyOf } from "./prove.ts";
import { unproven } from "./prove.ts";
import { parseJson, proofIn } from "./read-answer.ts";
import { authorization } from "./signed-request.ts";
import type { SigningKeys } from "./signing-keys.ts";

/** Where WeChat Pay is reached, and where else when it cannot be reached there. */
export const PAY_URL = "https://api.mch.weixin.qq.com";
const BACKUP_URL = "https://api2.mch.weixin.qq.com";

/** Somebody looks at a page meanwhile. */
const TIMEOUT_MS = 8_000;
const DOWNLOAD_TIMEOUT_MS = 60_000;
const JSON_BYTES = 1024 * 1024;
const BILL_BYTES = 64 * 1024 * 1024;
/** Before the second and the third try. */
const WAITS_MS = [300, 1_500];
const WORDS = 300;

export interface PayWireDeps {
  readonly exchange: PayExchange;
  /** The process's clock: signatures go by it. */
  readonly nowMs: () => number;
  readonly nonce: () => string;
  readonly wait: (ms: number) => Promise<void>;
}
export interface PayRequest<S extends TSchema> {
  readonly method: "GET" | "POST";
  /** With its query, encoded. */
  readonly target: string;
  readonly json?: object;
  /** What a good answer looks like; `null`: it has no body. Unknown fields are let through. */
  readonly answer: S | null;
}
/** Signed requests of one merchant; answers are believed when they are proven. */
export interface PayWire {
  /** Tried three times while the platform is busy. */
  readonly ask: <S extends TSchema>(request: PayRequest<S>) => Promise<PayResult<Static<S>>>;
  /** A file the platform named; such answers are not signed: compare the hash that was. */
  readonly download: (url: URL) => Promise<PayResult<Uint8Array>>;
  readonly keyOf: KeyOf;
  readonly signer: Signer;
}

const Refused = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 64 }),
  message: Type.Optional(Type.String()),
  detail: Type.Optional(
    Type.Object({ field: Type.Optional(Type.String()), issue: Type.Optional(Type.String()) }),
  ),
});

const wordsOf = ({ message = "", detail }: Static<typeof Refused>): string =>
  [message, detail?.field, detail?.issue]
    .filter((part) => part !== undefined && part !== "")
    .join(" ")
    .slice(0, WORDS);

/** What a status other than 2xx says. Such answers are not always signed; they change nothing but our question. */
const refusalIn = (status: number, bytes: Uint8Array): PayRefusal => {
  const json = parseJson(bytes);
  if (checkShape(Refused)(json).length > 0) return refusedByUs("unreadable", `HTTP ${status}`);
  const refused = json as Static<typeof Refused>;
  return refusedByPlatform(refused.code, status, wordsOf(refused));
};

/** Opens the line to WeChat Pay for one merchant. */
export const openPayWire = (
  merchant: Merchant,
  { privateKey, platform }: SigningKeys,
  { exchange, nowMs, nonce, wait }: PayWireDeps,
): PayWire => {
  const { appid, mchid, serial, baseUrl, apiV3Key } = merchant;
  const signer = { appid, mchid, serial, privateKey, nowMs, nonce };
  const hosts = baseUrl === PAY_URL ? [PAY_URL, BACKUP_URL] : [baseUrl];
  const headers = (method: "GET" | "POST", target: string, body: string) => ({
    accept: "application/json",
    authorization: authorization(signer, { method, target, body }),
    ...(body === "" ? {} : { "content-type": "application/json" }),
    ...(platform === null ? {} : { "wechatpay-serial": platform.id }),
  });
  const send = (
    { method, target, json }: Pick<PayRequest<TSchema>, "method" | "target" | "json">,
    attempt: number,
  ): Promise<PayAnswered> => {
    const body = json === undefined ? "" : JSON.stringify(json);
    const url = new URL((hosts[attempt % hosts.length] ?? baseUrl) + target);
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: JSON_BYTES };
    const asked = { url, method, headers: headers(method, target, body), ...limits };
    return exchange(body === "" ? asked : { ...asked, body });
  };
  const { keyOf } = new PlatformKeys({
    apiV3Key,
    own: platform,
    download: () => send({ method: "GET", target: "/v3/certificates" }, 0),
    nowMs,
  });
  const once = async <S extends TSchema>(
    request: PayRequest<S>,
    attempt: number,
  ): Promise<PayResult<Static<S>>> => {
    const answered = await send(request, attempt);
    if (!answered.ok) return refusedByUs(answered.code, answered.detail);
    const { status, bytes, header } = answered;
    if (status < 200 || status > 299) return refusalIn(status, bytes);
    const wrong = await unproven(proofIn(header), bytes, { keyOf, nowMs: nowMs() });
    // The platform signs answers wrongly on purpose, too, to see whether anybody looks: asked again, it is right.
    if (wrong !== null) return refusedByUs("unproven", wrong);
    if (request.answer === null) return { ok: true, data: null as never };
    const json = parseJson(bytes);
    const [problem] = checkShape(request.answer)(json);
    if (problem === undefined) return { ok: true, data: json as never };
    return refusedByUs("unreadable", `${problem.keyword} at ${problem.at.join("/")}`);
  };
  return {
    signer,
    keyOf,
    ask: async (request) => {
      let result = await once(request, 0);
      for (const [place, ms] of WAITS_MS.entries()) {
        if (result.ok || result.retry === "never") return result;
        await wait(ms);
        result = await once(request, place + 1);
      }
      return result;
    },
    download: async (url) => {
      const target = url.pathname + url.search;
      const limits = { timeoutMs: DOWNLOAD_TIMEOUT_MS, maxBytes: BILL_BYTES };
      const answered = await exchange({
        url,
        method: "GET",
        headers: headers("GET", target, ""),
        ...limits,
      });
      if (!answered.ok) return refusedByUs(answered.code, answered.detail);
      if (answered.status !== 200) return refusalIn(answered.status, answered.bytes);
      return { ok: true, data: answered.bytes };
    },
  };
};
