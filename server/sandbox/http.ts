import type { IncomingMessage, ServerResponse } from "node:http";

/** Longest request body that is read: the largest media and its form. */
const maxBodyBytes = 12 * 1024 * 1024;

/** A body over the limit. */
export class BodyTooLarge extends Error {}

/** Reads a request's body; throws `BodyTooLarge`. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= maxBodyBytes) parts.push(part);
    else parts.length = 0; // the rest is read, so that the refusal arrives, and dropped
  }
  if (size > maxBodyBytes) throw new BodyTooLarge(`a body over ${maxBodyBytes} bytes`);
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
};

/** Answers with JSON. */
export const writeJson = (response: ServerResponse, status: number, value: unknown): void => {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
};

/** The address of who asks, IPv4 without the IPv6 wrapping. */
export const addressOf = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");

/** The request's cookies by name. */
export const cookiesOf = (request: IncomingMessage): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0) cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return cookies;
};
