import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** What the browser may do on these pages; the same as the editor's policy. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; form-action 'self'";

const readInside = async (folder: string, name: string): Promise<Buffer | null> => {
  const file = path.resolve(folder, `.${path.posix.normalize(`/${name}`)}`);
  try {
    return await readFile(file);
  } catch {
    return null;
  }
};

/** Serves the phone: `/phone/ACCOUNT` is the page, `/assets/…` what it loads. `false`: not its path. */
export const answerPages = async (
  folder: string | null,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> => {
  const isPhone = /^\/phone(\/[^/]*)?$/.test(url.pathname);
  const isAsset = url.pathname.startsWith("/assets/");
  if (folder === null || request.method !== "GET" || !(isPhone || isAsset)) return false;
  const name = isPhone ? "/phone.html" : decodeURIComponent(url.pathname);
  const bytes = await readInside(folder, name);
  if (bytes === null) return false;
  response.writeHead(200, {
    "content-type": contentTypes[path.extname(name)] ?? "application/octet-stream",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
  });
  response.end(bytes);
  return true;
};
