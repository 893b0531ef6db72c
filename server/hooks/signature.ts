import { timingSafeEqual } from "node:crypto";
import { signHook } from "../callers/sign-hook.ts";

/** What is signed beside the body, as its headers say it (Standard Webhooks 1.0, https://www.standardwebhooks.com). */
export interface Stamp {
  readonly id: string;
  /** Whole seconds. */
  readonly timestamp: string;
}

const ID = /^[!-~]{1,128}$/;
const SECONDS = /^\d{1,12}$/;
const WINDOW_MS = 300_000;

const isEqual = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Whether a request came from who knows the secret, within five minutes; one of several signatures is enough, so that a secret can be changed. */
export const isSigned = (
  secret: string,
  given: { readonly stamp: Stamp; readonly signatures: string; readonly body: string },
  nowMs: number,
): boolean => {
  const { stamp, signatures, body } = given;
  if (secret === "" || !ID.test(stamp.id) || !SECONDS.test(stamp.timestamp)) return false;
  const atMs = Number(stamp.timestamp) * 1000;
  if (Math.abs(nowMs - atMs) > WINDOW_MS) return false;
  const expected = signHook(secret, { id: stamp.id, atMs, body })["webhook-signature"] ?? "";
  return signatures.split(" ").some((one) => isEqual(one, expected));
};
