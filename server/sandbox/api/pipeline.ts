import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { hasRight } from "../../../engine/limits.ts";
import type { Core } from "../core.ts";
import { addressOf, BodyTooLarge, cookiesOf, readBody, writeJson } from "../http.ts";
import type { Body } from "../json.ts";
import { isBody } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { Refusal, refuse } from "./errors.ts";
import type { Fault } from "./faults.ts";
import { apiGroups } from "./groups.ts";
import { parseForm } from "./multipart.ts";
import type { ApiAnswer, OpenCall, Route } from "./route.ts";
import { RawAnswer } from "./route.ts";

const exact = new Map<string, Route[]>();
const below: Route[] = [];
for (const route of apiGroups.flatMap((group) => group.routes)) {
  if (route.path.endsWith("/*")) below.push(route);
  else exact.set(route.path, [...(exact.get(route.path) ?? []), route]);
}

const routesAt = (path: string): readonly Route[] =>
  exact.get(path) ?? below.filter((route) => path.startsWith(route.path.slice(0, -1)));

/** The quota a path counts under: `undefined` when no such path is known, `null` when none is kept. */
export const quotaOf = (path: string): string | null | undefined => {
  const [route] = routesAt(path);
  if (route === undefined) return undefined;
  return route.guard === "token" ? route.quota : null;
};

const routeFor = (method: string, path: string): Route => {
  const routes = routesAt(path);
  if (routes.length === 0) return refuse(40066);
  const asked = method === "HEAD" ? "GET" : method;
  const route = routes.find((one) => one.method === asked || one.method === "ANY");
  return route ?? refuse(routes[0]?.method === "GET" ? 43001 : 43002);
};

const accountOf = (core: Core, query: URLSearchParams): SandboxAccount => {
  const token = query.get("access_token") ?? "";
  if (token === "") return refuse(41001);
  const found = core.tokens.check(token);
  if ("code" in found) return refuse(found.code);
  return core.accounts.get(found.account) ?? refuse(40001);
};

/** Text that was escaped although UTF-8 is asked for, except control characters and quotes. */
const escapedText = /\\u(?!00[0-7])[0-9a-fA-F]{4}/;

const parseJson = (raw: Buffer): Body => {
  if (raw.length === 0) return refuse(44002);
  const text = raw.toString("utf8");
  if (escapedText.test(text)) return refuse(40033);
  try {
    const value: unknown = JSON.parse(text);
    if (isBody(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return refuse(47001);
};

const callOf = (
  core: Core,
  route: Route,
  request: IncomingMessage,
  url: URL,
  raw: Buffer,
): OpenCall => {
  const call = {
    core,
    method: request.method ?? "GET",
    headers: request.headers,
    path: url.pathname,
    target: request.url ?? "/",
    query: url.searchParams,
    body: {},
    form: new Map(),
    raw,
    ip: addressOf(request),
    cookies: cookiesOf(request),
  };
  if (route.takes === "json" && request.method === "POST") return { ...call, body: parseJson(raw) };
  if (route.takes !== "form") return call;
  const form = parseForm(request.headers["content-type"] ?? "", raw);
  return form === null ? call : { ...call, form };
};

interface Request {
  readonly core: Core;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly raw: Buffer;
}

/** Checks in the platform's order: token, fault, right, quota, form of the data; then the route answers. */
const answerGuarded = async (
  { core, request, url, raw }: Request,
  route: Extract<Route, { guard: "token" }>,
): Promise<ApiAnswer> => {
  const account = accountOf(core, url.searchParams);
  const fault = await applyFault(core.faults.meet(url.pathname, account.id));
  if (fault !== null) return fault;
  if (!hasRight(account, route.right)) refuse(48001);
  if (route.quota !== null) {
    const code = core.quotas.use(account.id, route.quota);
    if (code !== 0) refuse(code);
  }
  const call = { ...callOf(core, route, request, url, raw), account };
  return route.answer(call);
};

const answerOpen = async (
  { core, request, url, raw }: Request,
  route: Extract<Route, { guard: "none" }>,
): Promise<ApiAnswer> => {
  const fault = await applyFault(core.faults.meet(url.pathname, null));
  return fault ?? route.answer(callOf(core, route, request, url, raw));
};

class Cut extends Error {}

const applyFault = async (fault: Fault | null): Promise<RawAnswer | null> => {
  if (fault === null) return null;
  if (fault.delayMs !== undefined) await wait(fault.delayMs);
  if (fault.cut === true) throw new Cut("the connection is cut on purpose");
  if (fault.errcode !== undefined) throw new Refusal(fault.errcode, fault.errmsg);
  if (fault.status === undefined) return null;
  return new RawAnswer(fault.status, { "content-type": "text/html" }, fault.body ?? "");
};

const writeAnswer = (response: ServerResponse, answer: ApiAnswer): void => {
  if (!(answer instanceof RawAnswer)) {
    writeJson(response, 200, answer);
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
};

const rememberRid = (asked: Request, rid: string, answer: string): void => {
  const { core, request, url, raw } = asked;
  core.database.run(
    "INSERT INTO rids (rid, atMs, url, body, answer, ip) VALUES (?, ?, ?, ?, ?, ?)",
    rid,
    core.time.nowMs(),
    url.pathname,
    raw.toString("utf8", 0, 2048),
    answer,
    addressOf(request),
  );
};

/** Tencent's maps have an envelope of their own. */
const isMapPath = (path: string): boolean => /^\/(?:ws|place_cloud)\//.test(path);

const refusalOf = (asked: Request, error: Refusal): object => {
  const { ids, time } = asked.core;
  if (isMapPath(asked.url.pathname)) return { status: error.code, message: error.message };
  const rid = [time.nowS().toString(16), ids.hex("rid", 8), ids.hex("rid", 8)].join("-");
  const answer = { errcode: error.code, errmsg: `${error.message} rid: ${rid}` };
  rememberRid(asked, rid, JSON.stringify(answer));
  return answer;
};

/** Answers one request of the API. A failure of the sandbox itself is thrown. */
export const answerApi = async (
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  let asked: Request = { core, request, url, raw: Buffer.alloc(0) };
  try {
    asked = { ...asked, raw: await readBody(request) };
    const route = routeFor(request.method ?? "GET", url.pathname);
    const answer =
      route.guard === "token" ? await answerGuarded(asked, route) : await answerOpen(asked, route);
    writeAnswer(response, answer);
  } catch (error) {
    if (error instanceof Cut) request.socket.destroy();
    else if (error instanceof Refusal) writeJson(response, 200, refusalOf(asked, error));
    else if (error instanceof BodyTooLarge)
      writeJson(response, 200, refusalOf(asked, new Refusal(45001)));
    else throw error;
  }
};
