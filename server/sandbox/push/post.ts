import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

/** What came of one delivery. `status` is `null` when nothing came back; `failure` says why. */
export interface Delivery {
  readonly status: number | null;
  readonly ms: number;
  readonly body: string;
  readonly failure: string | null;
}

/** Longest answer that is read; a passive reply is never near it. */
const maxAnswerBytes = 1024 * 1024;

const XML = { "content-type": "text/xml" } as const;

/** Sends pushes to a developer's address over connections that are kept. */
export class Post {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 512 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 512 });

  /**
   * Sends one body; never throws. `slowMs` spreads the body over that time, as a slow network does.
   * Connects again at once when a kept connection was just being closed by the other side.
   */
  async send(message: {
    readonly url: URL;
    readonly body: string;
    readonly timeoutMs: number;
    readonly slowMs: number;
    /** `content-type: text/xml` when absent. */
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<Delivery> {
    const startedAtMs = performance.now();
    const first = await this.#try(message, startedAtMs);
    return first === "stale" ? this.#retry(message, startedAtMs) : first;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  async #retry(message: Parameters<Post["send"]>[0], startedAtMs: number): Promise<Delivery> {
    const second = await this.#try(message, startedAtMs);
    if (second !== "stale") return second;
    const ms = performance.now() - startedAtMs;
    return { status: null, ms, body: "", failure: "connection closed" };
  }

  #try(message: Parameters<Post["send"]>[0], startedAtMs: number): Promise<Delivery | "stale"> {
    const { url, body, timeoutMs, slowMs, headers = XML } = message;
    const isHttps = url.protocol === "https:";
    return new Promise((resolve) => {
      const end = (delivery: Omit<Delivery, "ms"> | "stale"): void => {
        clearTimeout(timer);
        if (delivery === "stale") resolve(delivery);
        else resolve({ ...delivery, ms: Math.round((performance.now() - startedAtMs) * 10) / 10 });
      };
      const request = (isHttps ? requestHttps : requestHttp)(url, {
        method: "POST",
        agent: isHttps ? this.#https : this.#http,
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      });
      const timer = setTimeout(() => {
        end({ status: null, body: "", failure: "timeout" });
        request.destroy();
      }, timeoutMs);
      request.on("error", (error) => {
        const isStale = request.reusedSocket && "code" in error && error.code === "ECONNRESET";
        end(isStale ? "stale" : { status: null, body: "", failure: error.message });
      });
      request.on("response", (response) => {
        let size = 0;
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => {
          size += part.length;
          if (size <= maxAnswerBytes) parts.push(part);
          else request.destroy(new Error(`an answer over ${maxAnswerBytes} bytes`));
        });
        response.on("error", (error) => end({ status: null, body: "", failure: error.message }));
        response.on("end", () =>
          end({
            status: response.statusCode ?? null,
            body: Buffer.concat(parts).toString("utf8"),
            failure: null,
          }),
        );
      });
      writeBody(request, body, slowMs);
    });
  }
}

const writeBody = (request: ReturnType<typeof requestHttp>, body: string, slowMs: number): void => {
  if (slowMs <= 0) {
    request.end(body);
    return;
  }
  const bytes = Buffer.from(body);
  const half = Math.floor(bytes.length / 2);
  request.write(bytes.subarray(0, half));
  setTimeout(() => {
    if (!request.destroyed) request.end(bytes.subarray(half));
  }, slowMs).unref();
};
