import type { IncomingMessage, ServerResponse } from "node:http";

/** Whether the browser came by TLS, here or at the proxy in front. */
export const isHttps = (request: IncomingMessage): boolean => {
  if ("encrypted" in request.socket && request.socket.encrypted === true) return true;
  const forwarded = request.headers["x-forwarded-proto"];
  const [first = ""] = (Array.isArray(forwarded) ? forwarded.join() : (forwarded ?? "")).split(",");
  return first.trim() === "https";
};
/** A browser takes `__Host-` from TLS alone. */
const nameFor = (request: IncomingMessage): string => (isHttps(request) ? "__Host-sid" : "sid");

/** The token of the session's cookie, `null` without one. */
export const readSessionCookie = (request: IncomingMessage): string | null => {
  const name = nameFor(request);
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key = "", value = ""] = pair.trim().split("=", 2);
    if (key === name && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
};
/** Sets the cookie, or ends it with `null`. */
export const writeSessionCookie = (
  request: IncomingMessage,
  response: ServerResponse,
  token: string | null,
): void => {
  const secure = isHttps(request) ? "; Secure" : "";
  const end = token === null ? "; Max-Age=0" : "";
  response.appendHeader(
    "Set-Cookie",
    `${nameFor(request)}=${token ?? ""}; Path=/; HttpOnly; SameSite=Lax${secure}${end}`,
  );
};
