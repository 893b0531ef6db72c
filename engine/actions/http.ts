import type { Static } from "typebox";
import { Type } from "typebox";
import type { ActionResult } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { Actions, FreeData, SaveName } from "../definitions/shapes.ts";
import type { Json } from "../schema/words.ts";
import { durationMs } from "../time/durations.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
/** Headers that the connection itself sets. */
const OWN_HEADERS =
  "^([Hh]ost|[Cc]onnection|[Cc]ontent-[Ll]ength|[Tt]ransfer-[Ee]ncoding|[Uu]pgrade)$";
const Headers = Type.Unsafe<Readonly<Record<string, string>>>({
  type: "object",
  maxProperties: 20,
  propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9-]{0,63}$", not: { pattern: OWN_HEADERS } },
  additionalProperties: { type: "string", "x-template": "text" },
});
const Written = Type.Object(
  {
    url: Type.String({ pattern: "^https?://", "x-template": "url", "x-bytes": 2_048 }),
    method: Type.Optional(
      Type.Unsafe<(typeof METHODS)[number]>({ type: "string", enum: [...METHODS] }),
    ),
    headers: Type.Optional(Headers),
    body: Type.Optional(FreeData),
    save: Type.Optional(SaveName),
    timeout: Type.Optional(Type.String({ pattern: "^([1-9]|[12][0-9]|30)s$", default: "3s" })),
    else: Type.Optional(Actions),
  },
  { additionalProperties: false },
);
/** The normal form: what has a default is filled in. */
type Params = Static<typeof Written> & { readonly timeout: string };
const Params = Type.Unsafe<Params>(Written);

/** A header is one line: what a follower wrote must not begin another one. */
const oneLine = (value: string): string => value.replaceAll(/\p{Cc}+/gu, " ").trim();
/** `save` is no part of the request: a test names its stubs by it. */
const argsOf = ({ url, method, headers, body, save }: Params): Json => ({
  url,
  method: method ?? (body === undefined ? "GET" : "POST"),
  headers: Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, oneLine(value)]),
  ),
  body: body ?? null,
  save: save ?? null,
});

const PREFIX = "follower.";
const saved = (name: string | undefined, value: Json): ActionResult => {
  if (name === undefined) return {};
  if (!name.startsWith(PREFIX)) return { captured: { [name]: value } };
  return { changes: [{ kind: "set", name: name.slice(PREFIX.length), value }] };
};

/** Asks a system of the account's own; the rest of the list sees the answer under `save`. */
export const http = defineAction({
  name: "http",
  title: { "zh-CN": "调用接口", en: "Call an interface" },
  help: {
    "zh-CN":
      "请求自己的系统（主机须列在 account.yaml 的 hosts 里），把 2xx 的 JSON 或文本存到 save 的名字下。失败、超时（timeout，最多 30s）或超过 64 kB 就做 else；没写 else 则以 texts.failed 结束。",
    en: "Asks one of your own systems (its host stands under hosts in account.yaml) and keeps the JSON or text of a 2xx answer under save. Failure, timeout (30s at most) or more than 64 kB runs else; without else the list ends with texts.failed.",
  },
  group: "data",
  params: Params,
  sentence: { "zh-CN": "请求 {params.url}", en: "request {params.url}" },
  needs: [],
  example: 'http: { url: "https://api.coffee.example/cups/{{ scan.result }}", save: cup }',
  traits: ["without-follower"],
  lists: ({ else: instead }): Readonly<Record<string, NonNullable<Params["else"]>>> =>
    instead === undefined ? {} : { else: instead },
  run: ({ params, answer, settings }) => {
    const args = argsOf(params);
    const got = answer({ kind: "http", args, deadlineMs: durationMs(params.timeout) });
    if (got.ok) return saved(params.save, got.value);
    if (params.else !== undefined) return { next: { list: "else", instead: true } };
    return { say: [{ kind: "text", text: settings.texts.failed }], next: "end" };
  },
});
