import type { LocalText } from "../../engine/index.ts";
import { PLATFORM_OFFSET_MS } from "../../engine/limits.ts";
import type { Retry } from "./error-codes.ts";
import { rowOfErrcode } from "./error-codes.ts";
import type { OwnCode } from "./own-codes.ts";
import { ownCodes } from "./own-codes.ts";
import { remedies } from "./remedies.ts";

/** Why a call came to nothing: never thrown. */
export interface ApiRefusal {
  readonly ok: false;
  /** `wechat-45015` for the platform's codes, otherwise a name of ours; stands in `server/errors.ts`. */
  readonly code: string;
  /** The platform's number, `null` when it never came to an answer. */
  readonly errcode: number | null;
  /** The platform's own words with the `rid`, tokens covered. */
  readonly errmsg: string;
  readonly retry: Retry;
  /** The least wait before the next try; 0 leaves it to whoever tries again. */
  readonly afterMs: number;
  readonly remedy: LocalText;
}
export type ApiResult<T> = { readonly ok: true; readonly data: T } | ApiRefusal;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Until the platform's day begins anew: 00:00 in Beijing (contract §4.1). */
export const untilTomorrowMs = (nowMs: number): number =>
  DAY_MS - ((nowMs + PLATFORM_OFFSET_MS) % DAY_MS);
export const untilNextMinuteMs = (nowMs: number): number => MINUTE_MS - (nowMs % MINUTE_MS);
/** The platform's day as `2026-11-23`. */
export const platformDay = (nowMs: number): string =>
  new Date(nowMs + PLATFORM_OFFSET_MS).toISOString().slice(0, 10);

const waitOf = (retry: Retry, nowMs: number): number => {
  if (retry === "tomorrow") return untilTomorrowMs(nowMs);
  return retry === "next-minute" ? untilNextMinuteMs(nowMs) : 0;
};

/** A refusal in the platform's words. */
export const refusedWith = (errcode: number, errmsg: string, nowMs: number): ApiRefusal => {
  const { retry, remedy } = rowOfErrcode(errcode);
  return {
    ok: false,
    code: `wechat-${errcode}`,
    errcode,
    errmsg,
    retry,
    afterMs: waitOf(retry, nowMs),
    remedy: remedies[remedy],
  };
};

/** A refusal of our own: nothing was answered, or nothing was asked. */
export const refusedBy = (code: OwnCode, detail: string, nowMs: number): ApiRefusal => {
  const { retry, remedy } = ownCodes[code];
  const afterMs = waitOf(retry, nowMs);
  return { ok: false, code, errcode: null, errmsg: detail, retry, afterMs, remedy };
};
