import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import type { MapQuota } from "../../engine/limits.ts";
import { checkShape } from "../check-shape.ts";
import type { Answered, Exchange } from "../wechat/exchange.ts";
import type { MapAccount } from "./map-account.ts";
import { mapCodeOf } from "./map-codes.ts";
import type { MapResult } from "./map-result.ts";
import { found, mapRefusal } from "./map-result.ts";
import { signMapRequest } from "./sign-request.ts";

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** One question to the map services, as its group writes it. */
export interface MapRequest {
  /** `/ws/…` or `/place_cloud/…`. */
  readonly path: string;
  readonly quota: MapQuota;
  readonly params: Readonly<Record<string, string>>;
  /** Given: the call is a POST of `params` and this. */
  readonly json?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}
export interface MapPicture {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const postText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

const send = (
  exchange: Exchange,
  { base, key, secret }: MapAccount,
  { path, params, json, signal }: MapRequest,
): Promise<Answered> => {
  const common = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...(signal ? { signal } : {}) };
  const keyed = { ...params, key };
  if (json === undefined) {
    const sig = secret === "" ? {} : { sig: signMapRequest(path, keyed, secret) };
    const url = new URL(`${base}${path}?${new URLSearchParams({ ...keyed, ...sig })}`);
    return exchange({ url, method: "GET", ...common });
  }
  const body: Record<string, unknown> = { ...keyed, ...json };
  const texts = Object.fromEntries(Object.entries(body).map(([name, v]) => [name, postText(v)]));
  const url = new URL(base + path);
  if (secret !== "") url.searchParams.set("sig", signMapRequest(path, texts, secret));
  const headers = { "content-type": "application/json; charset=utf-8" };
  return exchange({ url, method: "POST", headers, body: JSON.stringify(body), ...common });
};

const failureOf = ({ code, detail }: Extract<Answered, { ok: false }>) => {
  if (code === "wechat-timeout") return mapRefusal("map-timeout");
  if (code === "wechat-too-large") return mapRefusal("map-unreadable", "too large");
  return mapRefusal("map-unreachable", detail);
};

const Envelope = Type.Object({
  status: Type.Integer(),
  message: Type.Optional(Type.String()),
});
const isEnvelope = checkShape(Envelope);
const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};
/** What JSON says: an answer of status 0, or why there is none. */
const opened = (bytes: Uint8Array, key: string): MapResult<unknown> => {
  const json = parse(bytes);
  if (isEnvelope(json).length > 0) return mapRefusal("map-unreadable");
  const { status, message = "" } = json as Static<typeof Envelope>;
  if (status === 0) return found(json);
  return mapRefusal(mapCodeOf(status), `${status} ${message.replaceAll(key, "…")}`.slice(0, 200));
};

/** Asks once; what is not of the shape `answer` is unreadable. Never throws. */
export const askMaps = async <S extends TSchema>(
  exchange: Exchange,
  account: MapAccount,
  request: MapRequest,
  answer: S,
): Promise<MapResult<Static<S>>> => {
  const answered = await send(exchange, account, request);
  if (!answered.ok) return failureOf(answered);
  const json = opened(answered.bytes, account.key);
  if (!json.ok) return json;
  if (checkShape(answer)(json.data).length > 0) return mapRefusal("map-unreadable");
  return found(json.data as Static<S>);
};

/** Asks once for a picture; JSON in its place says why there is none. Never throws. */
export const askPicture = async (
  exchange: Exchange,
  account: MapAccount,
  request: MapRequest,
): Promise<MapResult<MapPicture>> => {
  const answered = await send(exchange, account, request);
  if (!answered.ok) return failureOf(answered);
  const { contentType, bytes } = answered;
  if (/^image\/(?:png|jpeg|gif)\b/.test(contentType)) return found({ contentType, bytes });
  const json = opened(bytes, account.key);
  return json.ok ? mapRefusal("map-unreadable") : json;
};
