import type { LocalText } from "../engine/index.ts";
import { broadcastCodes } from "./broadcasts/own-codes.ts";
import { effectCodes } from "./effects/own-codes.ts";
import { httpCodes, httpStatusText, pluginCodes, storageCodes } from "./errors-calls.ts";
import { mapCodes, placeRowCodes } from "./maps/map-codes.ts";
import { payCodes } from "./pay/codes.ts";
import { orderCodes } from "./pay/order-codes.ts";
import { pictureCodes } from "./pictures/codes.ts";
import { rowOfErrcode } from "./wechat/error-codes.ts";
import { ownCodes } from "./wechat/own-codes.ts";
import { remedies } from "./wechat/remedies.ts";

/** What a code means, and what can be done about it. */
export interface CodeText {
  readonly means: LocalText;
  readonly remedy: LocalText;
}

/** Codes of ours that stand in a row of the outbox or an answer of the API; never reused. The platform's are `wechat-NUMBER`. */
const own: Readonly<Record<string, CodeText>> = {
  ...ownCodes,
  ...effectCodes,
  ...broadcastCodes,
  ...httpCodes,
  ...pluginCodes,
  ...pictureCodes,
  ...storageCodes,
  ...payCodes,
  ...mapCodes,
  ...orderCodes,
  ...placeRowCodes,
};

const HTTP_CODE = /^http-(\d{3})$/;
const REVIEW_CODE = /^mass-\d+$/;
const PLATFORM_CODE = /^wechat-(-?\d+)$/;

/** The text of a code; one that nobody listed is shown as it is. */
export const textOfCode = (code: string): CodeText => {
  const number = PLATFORM_CODE.exec(code)?.[1];
  if (number !== undefined) {
    const { means, remedy } = rowOfErrcode(Number(number));
    return { means, remedy: remedies[remedy] };
  }
  const status = HTTP_CODE.exec(code)?.[1];
  if (status !== undefined) return httpStatusText(status);
  // A verdict of the platform's review that nobody has listed.
  const listed = REVIEW_CODE.test(code) && !Object.hasOwn(own, code) ? "mass-21000" : code;
  const known = Object.hasOwn(own, listed) ? own[listed] : undefined;
  return known ?? { means: { "zh-CN": code, en: code }, remedy: remedies.later };
};

/** Every code of ours, for the reference page. */
export const ownErrorCodes: readonly string[] = Object.keys(own);
