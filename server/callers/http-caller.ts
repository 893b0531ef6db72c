import type { Json } from "../../engine/index.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import type { HttpAnswer } from "./http-request.ts";
import { httpFailure, requestHttp } from "./http-request.ts";
import { checkHost } from "./public-address.ts";

/** What an `http` action asks for. */
export interface HttpArgs {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}
const never = (code: string): Performed => ({ kind: "never", code });

const bodyText = (body: Json): string => (typeof body === "string" ? body : JSON.stringify(body));

const headersOf = (args: HttpArgs, key: string): Record<string, string> => {
  const names = Object.keys(args.headers).map((name) => name.toLowerCase());
  const hasType = names.includes("content-type");
  const isText = typeof args.body === "string";
  const type = isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  return {
    "user-agent": "yingda",
    accept: "application/json, text/*",
    ...(args.body === null || hasType ? {} : { "content-type": type }),
    "webhook-id": key,
    ...args.headers,
  };
};

const read = ({ headers, bytes }: HttpAnswer): Json => {
  const type = headers["content-type"] ?? "";
  const body = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  return /\bjson\b/.test(type) && body !== "" ? (JSON.parse(body) as Json) : body;
};

/** Makes the requests of `http` actions: only to hosts the account lists, without redirects, 64 kB at most. */
export const httpCaller = (hostsOf: (account: string) => Promise<readonly string[]>): Caller => ({
  kind: "http",
  answer: async (call, { account, key, signal }) => {
    const args = call.args as unknown as HttpArgs;
    if (!URL.canParse(args.url)) return never("http-bad-url");
    const url = new URL(args.url);
    if (!/^https?:$/.test(url.protocol) || url.username !== "") return never("http-bad-url");
    try {
      const host = await checkHost(url, await hostsOf(account));
      if (host === null) return never("http-host-not-listed");
      const { method } = args;
      const body = args.body === null ? null : bodyText(args.body);
      const answered = await requestHttp({
        ...{ url, host, method, headers: headersOf(args, key), body, signal },
      });
      if (answered.status < 200 || answered.status > 299) return never(`http-${answered.status}`);
      return { kind: "done", value: read(answered) };
    } catch (error) {
      return never(httpFailure(error));
    }
  },
});
