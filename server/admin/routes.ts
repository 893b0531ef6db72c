import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response, Router } from "express";
import { json, Router as newRouter } from "express";
import { rateLimit } from "express-rate-limit";
import type { Json } from "../../engine/index.ts";
import type { AuditEntry } from "../storage/audit.ts";
import type { Member } from "../storage/members.ts";
import { StorageError } from "../storage/storage-error.ts";
import type { Call, Handlers, SignedIn } from "./call.ts";
import type { ApiErrorCode } from "./contract/errors.ts";
import { API_ERRORS } from "./contract/errors.ts";
import type { Right, Route, RouteName } from "./contract.ts";
import { API } from "./contract.ts";
import { readSessionCookie, writeSessionCookie } from "./cookies.ts";
import type { People } from "./people.ts";
import { readRequest } from "./read-request.ts";
import { Refusal } from "./refusal.ts";
import { rightsOn, rightsOverall } from "./roles.ts";
import { isFromOurPage } from "./same-site.ts";

export interface RouterDeps {
  readonly people: People;
  readonly handlers: Handlers;
  readonly nowMs: () => number;
  readonly log: { readonly error: (fields: object, text: string) => void };
  /** Requests a minute from one address; for tests. */
  readonly perMinute?: number;
}
const BODY_BYTES = 1024 * 1024;
const PER_MINUTE = 1_200;
const MINUTE_MS = 60_000;

const refuse = (response: Response, code: ApiErrorCode, details?: unknown): void => {
  const { status, says } = API_ERRORS[code];
  const more = details === undefined ? {} : { details };
  response.status(status).json({ code, message: says, ...more });
};

/** Keys that would reach into an object's prototype when somebody copies them. */
const reviver = (key: string, value: unknown): unknown => {
  if (key === "__proto__" || key === "constructor" || key === "prototype")
    throw new SyntaxError("a key that is not allowed");
  return value;
};
const parserOf = (limit: number) => json({ limit, type: "application/json", reviver });
const parseJson = parserOf(BODY_BYTES);
const hasBody = ({ headers }: Request): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
/** One parser, one content type; a DELETE may come without a body. */
const readBody =
  (parse: typeof parseJson) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const type = (request.headers["content-type"] ?? "").toLowerCase().replaceAll(" ", "");
    const isJson = type === "application/json" || type === "application/json;charset=utf-8";
    if (request.method === "GET" || (request.method === "DELETE" && !hasBody(request))) next();
    else if (isJson) parse(request, response, next);
    else refuse(response, "wrong-type");
  };

/** What somebody may do here; refuses who may not. An account that is not theirs is as if it were not there. */
const admit = (route: Route, me: SignedIn | null, account: string | undefined) => {
  const nothing: ReadonlySet<Right> = new Set();
  if (route.needs === "open") return nothing;
  if (me === null) throw new Refusal("signed-out");
  const rights = account === undefined ? rightsOverall(me.member) : rightsOn(me.member, account);
  if (account !== undefined && !rights.has("read")) throw new Refusal("not-found");
  if (route.needs !== "session" && !rights.has(route.needs)) throw new Refusal("not-allowed");
  return rights;
};

let audited = 0;
/** Sorts as the rows were written, also within a millisecond. */
const newAuditId = (atMs: number): string => {
  audited = (audited + 1) % 1_000_000;
  return `${atMs}-${String(audited).padStart(6, "0")}-${randomUUID().slice(0, 8)}`;
};
const auditor =
  (from: {
    readonly what: string;
    readonly me: SignedIn | null;
    readonly account: string;
    readonly address: string;
    readonly nowMs: () => number;
  }) =>
  (
    subject: string,
    details: Readonly<Record<string, Json>> = {},
    as: Member | undefined = from.me?.member,
  ): AuditEntry => ({
    id: newAuditId(from.nowMs()),
    atMs: from.nowMs(),
    member: as?.id ?? "",
    memberName: as?.shownName ?? "",
    account: from.account,
    what: from.what,
    subject,
    address: from.address,
    details,
  });

/** Who asks, where and since when that may be asked at all. */
const whoAsks = async (
  request: Request,
  name: RouteName,
  people: People,
): Promise<SignedIn | null> => {
  if (request.method !== "GET" && !isFromOurPage(request)) throw new Refusal("bad-header");
  if (!isBeforeSetup(name) && !(await people.isSetUp())) throw new Refusal("not-set-up");
  return people.signedIn(readSessionCookie(request));
};
/** Large bodies are read only of who is signed in. */
const askFirst =
  (name: RouteName, { people }: RouterDeps) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    if ((await whoAsks(request, name, people)) === null) throw new Refusal("signed-out");
    next();
  };

const answerWith =
  (name: RouteName, { people, handlers, nowMs }: RouterDeps) =>
  async (request: Request, response: Response): Promise<void> => {
    const route: Route = API[name];
    const me = await whoAsks(request, name, people);
    const { account: named } = request.params;
    const account = typeof named === "string" ? named : undefined;
    const rights = admit(route, me, account);
    const { params, query, body } = readRequest(request, route);
    const address = request.ip ?? "";
    const agent = (request.headers["user-agent"] ?? "").slice(0, 200);
    const call = {
      ...{ params, query, body, me, address, agent },
      can: (right: Right) => rights.has(right),
      setCookie: (token: string | null) => writeSessionCookie(request, response, token),
      audit: auditor({ what: name, me, account: account ?? "", address, nowMs }),
    };
    const handle = handlers[name] as (call: Call<RouteName>) => Promise<unknown>;
    const answer = await handle(call as unknown as Call<RouteName>);
    response.json(answer);
  };
const isBeforeSetup = (name: RouteName): boolean =>
  name === "GET /session" || name === "POST /setup";

const typeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "type" in error ? String(error.type) : "";
const BODY_ERRORS: Readonly<Record<string, ApiErrorCode>> = {
  "entity.too.large": "too-large",
  "entity.parse.failed": "bad-request",
  "charset.unsupported": "wrong-type",
  "encoding.unsupported": "wrong-type",
  "request.size.invalid": "bad-request",
  "request.aborted": "bad-request",
};
const codeOf = (error: unknown): ApiErrorCode => {
  if (error instanceof Refusal) return error.code;
  if (error instanceof URIError) return "bad-request";
  if (error instanceof StorageError && error.code === "storage-busy") return "busy";
  return BODY_ERRORS[typeOf(error)] ?? "internal";
};
const failed =
  ({ log }: RouterDeps) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const code = codeOf(error);
    if (API_ERRORS[code].status >= 500)
      log.error({ err: error, method: request.method, path: request.path }, "the API failed");
    if (!response.headersSent)
      refuse(response, code, error instanceof Refusal ? error.details : undefined);
  };

/** Serves every route of the contract and no other. */
export const createRoutes = (deps: RouterDeps): Router => {
  const router = newRouter({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  router.use(
    rateLimit({
      windowMs: MINUTE_MS,
      limit: deps.perMinute ?? PER_MINUTE,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      handler: (_request, response) => refuse(response, "too-many-requests"),
    }),
  );
  for (const name of Object.keys(API) as RouteName[]) {
    const [method = "", path = ""] = name.split(" ");
    const at = method.toLowerCase() as "get" | "post" | "put" | "delete";
    const { bodyBytes }: Route = API[name];
    if (bodyBytes === undefined) router[at](path, readBody(parseJson), answerWith(name, deps));
    else
      router[at](path, askFirst(name, deps), readBody(parserOf(bodyBytes)), answerWith(name, deps));
  }
  router.use((_request, response) => refuse(response, "not-found"));
  router.use(failed(deps));
  return router;
};
