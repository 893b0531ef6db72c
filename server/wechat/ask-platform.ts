import type { Static, TSchema } from "typebox";
import { checkShape } from "../check-shape.ts";
import type { NowMs } from "../clock.ts";
import type { ApiAccount } from "./api-account.ts";
import type { Answered, Exchange } from "./exchange.ts";
import type { ApiResult } from "./refusal.ts";
import { refusedBy, refusedWith } from "./refusal.ts";
import type { ApiRequest, Downloaded, DownloadRequest } from "./request.ts";

const TIMEOUT_MS = 8_000;
const JSON_BYTES = 8 * 1024 * 1024;
/** The largest media is a video of 10 MB. */
const MEDIA_BYTES = 16 * 1024 * 1024;

/** How one request is made: as whom, with which token, until when. */
export interface Way {
  readonly account: ApiAccount;
  readonly token: string | null;
  readonly signal?: AbortSignal;
}
export interface PlatformDeps {
  readonly exchange: Exchange;
  readonly nowMs: NowMs;
}
/** Asks once, without quotas and without trying again. */
export interface Platform {
  readonly ask: <S extends TSchema>(
    request: ApiRequest<S>,
    way: Way,
  ) => Promise<ApiResult<Static<S>>>;
  readonly download: (request: DownloadRequest, way: Way) => Promise<ApiResult<Downloaded>>;
}

const addressOf = (
  { path, query, guard }: Pick<DownloadRequest, "path" | "query" | "guard">,
  { account, token }: Way,
  host: "api" | "mp" = "api",
): URL => {
  const url = new URL(account.hosts[host] + path);
  if (guard === "secret") {
    url.searchParams.set("appid", account.appId);
    url.searchParams.set("secret", account.appSecret);
  }
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  if (token !== null) url.searchParams.set("access_token", token);
  return url;
};

/** Half a character would be written as `\uD83D`, and control characters as `\u0001`: the platform refuses both (40033). */
const clean = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, "") : value;

const contentOf = ({ json, form }: { json?: object; form?: FormData }) => {
  if (form !== undefined) return { body: form };
  if (json === undefined) return {};
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { headers, body: JSON.stringify(json, clean) };
};

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};

interface Refused {
  readonly errcode: number;
  readonly errmsg: string;
}
const refusalIn = (json: object, good: readonly number[]): Refused | null => {
  if (!("errcode" in json) || typeof json.errcode !== "number") return null;
  if (json.errcode === 0 || good.includes(json.errcode)) return null;
  const errmsg = "errmsg" in json && typeof json.errmsg === "string" ? json.errmsg : "";
  return { errcode: json.errcode, errmsg };
};

/** A person's own tokens travel in the query, too. */
const SECRET_QUERY = ["access_token", "refresh_token", "code"];

/** The platform repeats what it was given in some of its texts. */
const covered = (
  text: string,
  { account, token }: Way,
  query: Readonly<Record<string, string>> = {},
): string =>
  [token, account.appSecret, ...SECRET_QUERY.map((name) => query[name])]
    .filter((secret) => typeof secret === "string" && secret !== "")
    .reduce<string>((left, secret) => left.replaceAll(String(secret), "***"), text)
    .slice(0, 300);

/** Looks like JSON: an answer that should have been bytes. */
const isJson = ({ contentType, bytes }: Extract<Answered, { ok: true }>): boolean =>
  /\bjson\b/.test(contentType) || (bytes[0] === 0x7b && /^text\//.test(contentType));

/** The platform over HTTP: every way an answer can be missing, cut or strange is a refusal. */
export const createPlatform = ({ exchange, nowMs }: PlatformDeps): Platform => {
  const readObject = (
    bytes: Uint8Array,
    way: Way,
    { query, alsoGood = [] }: Pick<ApiRequest<TSchema>, "query" | "alsoGood">,
  ): ApiResult<object> => {
    const json = parse(bytes);
    if (typeof json !== "object" || json === null || Array.isArray(json))
      return refusedBy("wechat-unreadable", "no JSON object", nowMs(way.account.id));
    const refused = refusalIn(json, alsoGood);
    if (refused === null) return { ok: true, data: json };
    return refusedWith(refused.errcode, covered(refused.errmsg, way, query), nowMs(way.account.id));
  };
  return {
    ask: async (request, way) => {
      const answered = await exchange({
        url: addressOf(request, way),
        method: request.method,
        ...contentOf(request),
        timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
        maxBytes: JSON_BYTES,
        ...(way.signal === undefined ? {} : { signal: way.signal }),
      });
      if (!answered.ok) return refusedBy(answered.code, answered.detail, nowMs(way.account.id));
      const read = readObject(answered.bytes, way, request);
      if (!read.ok) return read;
      const [problem] = checkShape(request.answer)(read.data);
      if (problem === undefined) return { ok: true, data: read.data as never };
      const detail = `${problem.keyword} at ${problem.at.join("/")}`;
      return refusedBy("wechat-unreadable", detail, nowMs(way.account.id));
    },
    download: async (request, way) => {
      const answered = await exchange({
        url: addressOf(request, way, request.host),
        method: request.method,
        ...contentOf(request),
        timeoutMs: 3 * TIMEOUT_MS,
        maxBytes: MEDIA_BYTES,
        ...(way.signal === undefined ? {} : { signal: way.signal }),
      });
      if (!answered.ok) return refusedBy(answered.code, answered.detail, nowMs(way.account.id));
      const { contentType, bytes } = answered;
      if (!isJson(answered)) return { ok: true, data: { kind: "bytes", contentType, bytes } };
      const read = readObject(bytes, way, request);
      return read.ok ? { ok: true, data: { kind: "json", json: read.data } } : read;
    },
  };
};
