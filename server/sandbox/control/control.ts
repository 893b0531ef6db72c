import type { IncomingMessage, ServerResponse } from "node:http";
import { apiGroups } from "../api/groups.ts";
import type { Core } from "../core.ts";
import { BodyTooLarge, cookiesOf, readBody, writeJson } from "../http.ts";
import type { Body } from "../json.ts";
import { isBody } from "../json.ts";
import { PushRefused } from "../push/order.ts";
import { followerRoutes } from "./followers.ts";
import { pushRoutes } from "./pushes.ts";
import type { ControlRoute } from "./route.ts";
import { ControlRefused } from "./route.ts";
import { worldRoutes } from "./world.ts";

/** Where the control API stands. */
export const controlPrefix = "/sandbox/api";

const routes: readonly ControlRoute[] = [
  ...pushRoutes,
  ...followerRoutes,
  ...worldRoutes,
  ...apiGroups.flatMap((group) => group.control ?? []),
];
const byPath = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

const parseBody = async (request: IncomingMessage): Promise<Body> => {
  const raw = await readBody(request);
  if (raw.length === 0) return {};
  // Another content type could be sent by any web page without asking first.
  if (!(request.headers["content-type"] ?? "").startsWith("application/json"))
    throw new ControlRefused("content-type: expected application/json");
  const value: unknown = JSON.parse(raw.toString("utf8"));
  if (!isBody(value)) throw new ControlRefused("expected a JSON object");
  return value;
};

/** A page of another site may not steer the sandbox of who looks at it. */
const isForeign = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host !== host;
};

const isMistake = (error: unknown): error is Error =>
  error instanceof ControlRefused ||
  error instanceof PushRefused ||
  error instanceof SyntaxError ||
  error instanceof BodyTooLarge;

const help = {
  says: "The sandbox's control API; see server/sandbox/README.md.",
  routes: routes.map((route) => `${route.method} ${controlPrefix}${route.path}`),
};

/** Answers one request of the control API: 400 with `{ error }` for a mistake, 404 for an unknown path. */
export const answerControl = async (
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const path = url.pathname.slice(controlPrefix.length);
  const route = byPath.get(`${request.method ?? "GET"} ${path}`);
  if (isForeign(request)) return writeJson(response, 403, { error: "another site's page" });
  if (route === undefined) return writeJson(response, path === "" ? 200 : 404, help);
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  try {
    const body = await parseBody(request);
    const cookies = cookiesOf(request);
    const call = { core, query: url.searchParams, body, cookies, response, signal: gone.signal };
    const answer = await route.answer(call);
    if (answer !== undefined) writeJson(response, 200, answer);
  } catch (error) {
    if (!isMistake(error)) throw error;
    writeJson(response, 400, { error: error.message });
  }
};
