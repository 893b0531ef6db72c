import type { IncomingHttpHeaders } from "node:http";
import type { RightName } from "../../../engine/limits.ts";
import type { ControlRoute } from "../control/route.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { FormPart } from "./multipart.ts";

/** A request that no token guards. */
export interface OpenCall {
  readonly core: Core;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  /** Path and query exactly as they came: what a merchant signs. */
  readonly target: string;
  readonly query: URLSearchParams;
  /** `{}` when the route takes no JSON. */
  readonly body: Body;
  /** Fields and files of a form, by name. */
  readonly form: ReadonlyMap<string, FormPart>;
  readonly raw: Buffer;
  readonly ip: string;
  readonly cookies: ReadonlyMap<string, string>;
}
/** A request of an account, known by its token. */
export interface Call extends OpenCall {
  readonly account: SandboxAccount;
}

/** Anything but JSON. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: Buffer | string) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** JSON, or anything else as it stands. */
export type ApiAnswer = object | RawAnswer;

interface RouteTraits {
  readonly method: "GET" | "POST" | "ANY";
  readonly path: string;
  readonly takes: "json" | "form" | "raw" | "nothing";
}
/** One path of the API. `path` may end in `/*`: every path below. */
export type Route =
  | (RouteTraits & {
      readonly guard: "token";
      readonly right: RightName;
      readonly quota: string | null;
      readonly answer: (call: Call) => ApiAnswer | Promise<ApiAnswer>;
    })
  | (RouteTraits & {
      readonly guard: "none";
      readonly answer: (call: OpenCall) => ApiAnswer | Promise<ApiAnswer>;
    });

/** A part of the API: one file, one line in the list of groups. */
export interface ApiGroup {
  readonly name: string;
  /** Its own tables (repeatable SQL). */
  readonly tables?: string;
  readonly routes: readonly Route[];
  /** What the control API can do with it. */
  readonly control?: readonly ControlRoute[];
  /** What the control API shows of it under `/sandbox/api/state/NAME?account=ID`. */
  readonly reads?: Readonly<Record<string, (core: Core, account: SandboxAccount) => unknown>>;
}

type Answering = Extract<Route, { guard: "token" }>["answer"];
interface Guarded {
  readonly right: RightName;
  readonly quota?: string;
}

/** A GET of an account. */
export const get = (path: string, { right, quota }: Guarded, answer: Answering): Route => ({
  guard: "token",
  method: "GET",
  path,
  takes: "nothing",
  right,
  quota: quota ?? null,
  answer,
});
/** A POST of an account, with JSON unless said otherwise. */
export const post = (
  path: string,
  { right, quota, takes }: Guarded & { readonly takes?: Route["takes"] },
  answer: Answering,
): Route => ({
  guard: "token",
  method: "POST",
  path,
  takes: takes ?? "json",
  right,
  quota: quota ?? null,
  answer,
});
/** A path without a token. */
export const open = (
  method: Route["method"],
  path: string,
  answer: (call: OpenCall) => ApiAnswer | Promise<ApiAnswer>,
): Route => ({
  guard: "none",
  method,
  path,
  takes: method === "POST" ? "json" : "nothing",
  answer,
});

/** What a write answers when all went well. */
export const ok = { errcode: 0, errmsg: "ok" } as const;
