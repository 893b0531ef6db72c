import type { IncomingHttpHeaders } from "node:http";
import { isPaySignedBy, payMessage } from "../../wechat/wire/pay.ts";
import type { ApiAnswer, OpenCall } from "../api/route.ts";
import { RawAnswer } from "../api/route.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import { isBody } from "../json.ts";
import { billRoutes } from "./bills.ts";
import { PayError, refusePay } from "./errors.ts";
import { keysOf } from "./keys.ts";
import type { SandboxMerchant } from "./merchants.ts";
import { prepayRoutes } from "./prepay.ts";
import type { PayAnswer, PayRoute } from "./request.ts";
import { PROBE_SIGNATURE, signedHeaders } from "./sign-answer.ts";
import { tradeRoutes } from "./trades.ts";

const SKEW_S = 300;
const SCHEME = "WECHATPAY2-SHA256-RSA2048 ";

interface Matched {
  readonly route: PayRoute;
  readonly parts: readonly string[];
}
const patterns = [...prepayRoutes, ...tradeRoutes, ...billRoutes].map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, "([^/]+)")}$`),
}));

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
};
const routeFor = (method: string, path: string): Matched => {
  for (const { route, pattern } of patterns) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found !== null) return { route, parts: found.slice(1).map(decoded) };
  }
  return refusePay("RESOURCE_NOT_EXISTS", "找不到请求的资源");
};

const badSign = (issue: string): never =>
  refusePay("SIGN_ERROR", `签名错误：${issue}`, { location: "authorization", issue });

/** Who asks, and that they signed these very bytes just now (contract §6.1). */
const signerOf = (core: Core, { method, target, headers, raw }: OpenCall): SandboxMerchant => {
  const text = headers.authorization ?? "";
  if (!text.startsWith(SCHEME)) return badSign("Http头缺少Authorization或认证类型不正确");
  const fields = new Map(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const field = (name: string): string => fields.get(name) || badSign(`缺少 ${name}`);
  const merchant = core.pay.merchants.find(field("mchid"));
  if (merchant === undefined) return badSign("商户号不存在");
  if (field("serial_no").toUpperCase() !== merchant.serial) return badSign("商户证书序列号有误");
  const timestamp = field("timestamp");
  if (!(Math.abs(core.time.realMs() / 1000 - Number(timestamp)) < SKEW_S))
    return badSign("时间戳与微信支付的时间相差过大");
  const head = payMessage(method, target, timestamp, field("nonce_str"));
  const message = Buffer.concat([Buffer.from(head), raw, Buffer.from("\n")]);
  const { publicKey } = keysOf(merchant);
  return isPaySignedBy(message, field("signature"), publicKey) ? merchant : badSign("验签不通过");
};

const bodyOf = ({ raw }: OpenCall, { method }: PayRoute): Body => {
  if (method === "GET") return {};
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    if (isBody(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return refusePay("PARAM_ERROR", "请求体不是合法的 JSON 对象");
};

/** Whether this answer is one of those that only test whether anybody looks at signatures. */
const isProbe = (core: Core, status: number, mchid: string | undefined): boolean => {
  const merchant = mchid === undefined ? undefined : core.pay.merchants.find(mchid);
  if (merchant === undefined || status >= 400 || !(merchant.probeAnswers > 0)) return false;
  core.pay.merchants.change(merchant, { probeAnswers: merchant.probeAnswers - 1 });
  return true;
};

/** Signs with the key that was asked for, or with the merchant's usual one. */
const sealed = async (
  core: Core,
  headers: IncomingHttpHeaders,
  { status, body, merchant }: { status: number; body: string; merchant: SandboxMerchant | null },
): Promise<RawAnswer> => {
  const asked = headers["wechatpay-serial"];
  const isKey = typeof asked === "string" ? asked.startsWith("PUB_KEY_ID_") : null;
  const usual = merchant?.proof ?? "certificate";
  const kind = isKey === null ? usual : isKey ? "public-key" : "certificate";
  const by = await core.pay.merchants.platformKey(kind);
  const signed = signedHeaders(body, {
    serial: by.serial,
    key: keysOf(by).privateKey,
    nowMs: core.time.realMs(),
    nonce: core.ids.hex("pay-nonce", 32).toUpperCase(),
    requestId: core.ids.hex("pay-request", 32).toUpperCase(),
  });
  const type: Record<string, string> =
    body === "" ? {} : { "content-type": "application/json; charset=utf-8" };
  const probe: Record<string, string> = isProbe(core, status, merchant?.mchid)
    ? { "wechatpay-signature": PROBE_SIGNATURE }
    : {};
  return new RawAnswer(status, { ...type, ...signed, ...probe }, body);
};

const errorText = ({ code, message, detail }: PayError): string =>
  JSON.stringify({ code, message, ...(detail === undefined ? {} : { detail }) });

const answerSigned = async (call: OpenCall, merchant: SandboxMerchant): Promise<PayAnswer> => {
  const { core, method, path, query } = call;
  const { route, parts } = routeFor(method, path);
  const account = core.accounts.get(merchant.account) ?? refusePay("NO_AUTH");
  return route.answer({ core, merchant, account, query, parts, body: bodyOf(call, route) });
};

/** Answers one request to WeChat Pay; every answer but a file is signed, also one that says no. */
export const answerPay = async (call: OpenCall): Promise<ApiAnswer> => {
  const { core, headers } = call;
  let merchant: SandboxMerchant | null = null;
  try {
    merchant = signerOf(core, call);
    const answer = await answerSigned(call, merchant);
    if ("file" in answer) return new RawAnswer(200, { "content-type": answer.type }, answer.file);
    const body = answer.json === null ? "" : JSON.stringify(answer.json);
    return await sealed(core, headers, { status: body === "" ? 204 : 200, body, merchant });
  } catch (error) {
    if (!(error instanceof PayError)) throw error;
    return sealed(core, headers, { status: error.status, body: errorText(error), merchant });
  }
};
