import type { KeyObject } from "node:crypto";
import { isPaySignedBy, PAY_PROBE, signedBytes } from "../wechat/wire/pay.ts";

/** What came with a body to prove it (contract §6.2). */
export interface Proof {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly serial: string;
}
/** The key that a serial names; `null`: there is none; `"keys"`: it could not be looked up just now. */
export type KeyOf = (serial: string) => Promise<KeyObject | null | "keys">;
export type Unproven = "headers" | "probe" | "time" | "serial" | "signature" | "keys";

/** Older or newer than this, it may be an old one sent again. */
const TOLERANCE_MS = 300_000;
const SECONDS = /^\d{1,12}$/;
const MAX_HEADER = 1024;

const shapeOf = ({ timestamp, nonce, signature, serial }: Proof): "headers" | "probe" | null => {
  if (signature.startsWith(PAY_PROBE)) return "probe";
  const parts = [nonce, signature, serial];
  const isWhole = parts.every((part) => part !== "" && part.length <= MAX_HEADER);
  return isWhole && SECONDS.test(timestamp) ? null : "headers";
};

/** Why a body is not to be believed; `null` when WeChat Pay signed these very bytes just now. */
export const unproven = async (
  proof: Proof,
  body: Uint8Array,
  { keyOf, nowMs }: { readonly keyOf: KeyOf; readonly nowMs: number },
): Promise<Unproven | null> => {
  const shape = shapeOf(proof);
  if (shape !== null) return shape;
  if (Math.abs(nowMs - Number(proof.timestamp) * 1000) >= TOLERANCE_MS) return "time";
  const key = await keyOf(proof.serial);
  if (key === null) return "serial";
  if (key === "keys") return "keys";
  const bytes = signedBytes(proof.timestamp, proof.nonce, body);
  return isPaySignedBy(bytes, proof.signature, key) ? null : "signature";
};
