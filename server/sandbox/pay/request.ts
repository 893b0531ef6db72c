import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { refusePay } from "./errors.ts";
import type { SandboxMerchant } from "./merchants.ts";

/** A request of a merchant whose signature holds. */
export interface PayCall {
  readonly core: Core;
  readonly merchant: SandboxMerchant;
  /** Whose merchant it is. */
  readonly account: SandboxAccount;
  readonly query: URLSearchParams;
  /** `{}` for a GET. */
  readonly body: Body;
  /** What stands in the path in place of `{name}`, decoded. */
  readonly parts: readonly string[];
}
/** An answer: JSON, nothing (204), or a file, which is not signed. */
export type PayAnswer =
  | { readonly json: object }
  | { readonly json: null }
  | { readonly file: Buffer; readonly type: string };
/** One path of WeChat Pay; `{name}` in it is any one part. */
export interface PayRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly answer: (call: PayCall) => PayAnswer | Promise<PayAnswer>;
}

const wrong = (field: string, value: unknown, issue: string): never =>
  refusePay("PARAM_ERROR", `参数错误：${issue}`, {
    field: `/${field.replaceAll(".", "/")}`,
    ...(typeof value === "string" || typeof value === "number" ? { value } : {}),
    issue,
    location: "body",
  });

const at = (body: Body, field: string): unknown =>
  field
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, name)
          ? (value as Body)[name]
          : undefined,
      body,
    );

/** The text of a field (`payer.openid`); refused when it is missing, too long, or not of the pattern. */
export const payText = (
  body: Body,
  field: string,
  { max, pattern }: { readonly max: number; readonly pattern?: RegExp },
): string => {
  const value = at(body, field);
  if (typeof value !== "string" || value === "") return wrong(field, value, `${field} 必填`);
  if ([...value].length > max) return wrong(field, value, `${field} 长度超过 ${max}`);
  if (pattern !== undefined && !pattern.test(value))
    return wrong(field, value, `${field} 格式不正确`);
  return value;
};

/** As `payText`; `""` when it is not there. */
export const payTextOr = (body: Body, field: string, max: number): string => {
  const value = at(body, field);
  return value === undefined || value === "" ? "" : payText(body, field, { max });
};

const MOST_FEN = 10_000_000_000;
/** An amount in whole fen, at least 1. */
export const payFen = (body: Body, field: string): number => {
  const value = at(body, field);
  const isFen = typeof value === "number" && Number.isInteger(value) && value >= 1;
  return isFen && value <= MOST_FEN ? value : wrong(field, value, `${field} 必须是正整数（分）`);
};

/** A time as the platform writes it, ms since 1970; `null` when it is not there. */
export const payTimeIn = (body: Body, field: string): number | null => {
  const value = payTextOr(body, field, 64);
  if (value === "") return null;
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const ms = Date.parse(value);
  return isTime && !Number.isNaN(ms) ? ms : wrong(field, value, `${field} 不是 RFC 3339 时间`);
};

/** An address that notifications may go to: https without a query; http as well here, where no address has a certificate. */
export const payUrl = (body: Body, field: string): string => {
  const value = payText(body, field, { max: 255 });
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    return wrong(field, value, `${field} 不是网址`);
  return url.search === "" && url.hash === ""
    ? value
    : wrong(field, value, `${field} 不能携带参数`);
};
