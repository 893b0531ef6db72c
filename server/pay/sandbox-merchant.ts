import type { Static } from "typebox";
import { Type } from "typebox";
import { checkShape } from "../check-shape.ts";
import { refusedByUs } from "./codes.ts";
import type { Merchant } from "./merchant.ts";
import type { PayExchange } from "./pay-exchange.ts";
import type { PayResult } from "./pay-result.ts";
import { parseJson } from "./read-answer.ts";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

const Answer = Type.Object({
  mchid: Type.String(),
  appid: Type.String(),
  apiV3Key: Type.String(),
  privateKey: Type.String(),
  serial: Type.String(),
  publicKeyId: Type.String(),
  publicKey: Type.String(),
});

/** Asks the sandbox for a merchant of an account that lives on it: it makes one, with keys, where there is none. */
export const askSandboxMerchant = async (
  exchange: PayExchange,
  of: { readonly url: string; readonly account: string; readonly mchid: string | null },
): Promise<PayResult<Merchant>> => {
  const url = new URL(`${of.url}/sandbox/api/pay/merchant`);
  url.searchParams.set("account", of.account);
  if (of.mchid !== null) url.searchParams.set("mchid", of.mchid);
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const answered = await exchange({ url, method: "GET", headers: {}, ...limits });
  if (!answered.ok) return refusedByUs(answered.code, answered.detail);
  const json = parseJson(answered.bytes);
  if (answered.status !== 200 || checkShape(Answer)(json).length > 0)
    return refusedByUs("no-sandbox", of.account);
  const { publicKeyId, publicKey, ...merchant } = json as Static<typeof Answer>;
  const platformKey = { id: publicKeyId, pem: publicKey };
  return { ok: true, data: { ...merchant, platformKey, baseUrl: of.url } };
};
