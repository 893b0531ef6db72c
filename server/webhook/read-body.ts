import type { IncomingMessage } from "node:http";

/** What a body parser mounted before us may have left. */
interface ReadAlready {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}
export type Body =
  | { readonly kind: "read"; readonly bytes: Buffer | string }
  | { readonly kind: "too-large" }
  /** Someone else read the stream and kept nothing of it that a signature could be checked against. */
  | { readonly kind: "gone" }
  /** The connection ended before the body did. */
  | { readonly kind: "broken" };

const isBytes = (value: unknown): value is Buffer | string =>
  typeof value === "string" || Buffer.isBuffer(value);

const measured = (bytes: Buffer | string, limit: number): Body =>
  Buffer.byteLength(bytes) > limit ? { kind: "too-large" } : { kind: "read", bytes };

/** The body as somebody before us left it; `null` when nobody touched the stream. */
const takeRead = (req: IncomingMessage & ReadAlready, limit: number): Body | null => {
  if (isBytes(req.rawBody)) return measured(req.rawBody, limit);
  if (isBytes(req.body)) return measured(req.body, limit);
  return req.readableDidRead ? { kind: "gone" } : null;
};

const readStream = (req: IncomingMessage, limit: number, done: (body: Body) => void): void => {
  let only: Buffer | null = null;
  let chunks: Buffer[] | null = null;
  let bytes = 0;
  req.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limit) {
      // The listener stays, so that the rest is read and thrown away and the answer can arrive.
      chunks = null;
      only = null;
      done({ kind: "too-large" });
    } else if (only === null) only = chunk;
    else if (chunks === null) chunks = [only, chunk];
    else chunks.push(chunk);
  });
  req.on("end", () => {
    if (bytes > limit) return;
    const whole = chunks === null ? only : Buffer.concat(chunks);
    done({ kind: "read", bytes: whole ?? Buffer.alloc(0) });
  });
  req.on("error", () => done({ kind: "broken" }));
};

/** Gives the body once, as bytes where it was not yet read; what is larger than `limit` bytes is refused at the first byte too many. */
export const readBody = (req: IncomingMessage, limit: number, give: (body: Body) => void): void => {
  const taken = takeRead(req, limit);
  if (taken !== null) {
    give(taken);
    return;
  }
  if (Number(req.headers["content-length"]) > limit) {
    req.on("error", () => {});
    req.resume();
    give({ kind: "too-large" });
    return;
  }
  let isGiven = false;
  readStream(req, limit, (body) => {
    if (isGiven) return;
    isGiven = true;
    give(body);
  });
};
