import { PLATFORM_OFFSET_MS } from "../../engine/limits.ts";
import type { Proof } from "./prove.ts";

/** The JSON of a body; `undefined` when it is none. */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};

/** The four headers that prove an answer or a notification; missing ones are empty. */
export const proofIn = (header: (name: string) => string): Proof => ({
  timestamp: header("wechatpay-timestamp"),
  nonce: header("wechatpay-nonce"),
  signature: header("wechatpay-signature"),
  serial: header("wechatpay-serial"),
});

/** `2026-11-23T10:34:56+08:00` as ms since 1970; `null` for anything else. */
export const timeIn = (text: string | undefined): number | null => {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};

/** Ms since 1970 as the platform writes times, in Beijing time, whole seconds. */
export const beijingTime = (ms: number): string =>
  `${new Date(Math.floor(ms / 1000) * 1000 + PLATFORM_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
