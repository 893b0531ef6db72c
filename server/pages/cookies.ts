import type { IncomingMessage, ServerResponse } from "node:http";
import type { AccountId } from "../../engine/index.ts";

/** `going`: on the way through the platform's sign-in · `sid`: signed in · `seen`: tells browsers apart, nothing else. */
export type CookieKind = "going" | "sid" | "seen";

const isHttps = ({ socket, headers }: IncomingMessage): boolean => {
  if ("encrypted" in socket && socket.encrypted === true) return true;
  const forwarded = headers["x-forwarded-proto"];
  const [first = ""] = (Array.isArray(forwarded) ? forwarded.join() : (forwarded ?? "")).split(",");
  return first.trim() === "https";
};

/** A browser takes `__Host-` from TLS alone: there, no neighbouring host can plant one. */
const nameFor = (request: IncomingMessage, account: AccountId, kind: CookieKind): string =>
  `${isHttps(request) ? "__Host-" : ""}page-${kind}-${account}`;

/** A cookie of ours, `null` without one. */
export const readCookie = (
  request: IncomingMessage,
  account: AccountId,
  kind: CookieKind,
): string | null => {
  const name = nameFor(request, account, kind);
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key = "", value = ""] = pair.trim().split("=", 2);
    if (key === name && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
};

/** Sets a cookie for as long as the browser stays open, or ends it with `null`. `Lax`: it comes along when the platform leads back. */
export const writeCookie = (
  request: IncomingMessage,
  response: ServerResponse,
  { account, kind, value }: { account: AccountId; kind: CookieKind; value: string | null },
): void => {
  const secure = isHttps(request) ? "; Secure" : "";
  const end = value === null ? "; Max-Age=0" : "";
  const name = nameFor(request, account, kind);
  response.appendHeader(
    "Set-Cookie",
    `${name}=${value ?? ""}; Path=/; HttpOnly; SameSite=Lax${secure}${end}`,
  );
};
