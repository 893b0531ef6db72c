import type { PushOptions, PushResult } from "../../../server/sandbox/push/order.ts";
import type { Entry } from "../../../server/sandbox/state/conversation.ts";

/** A push as the control API takes it. */
export interface PushAsked {
  readonly account: string;
  readonly from: string;
  readonly message: { readonly kind: string; readonly [name: string]: unknown };
  readonly options?: PushOptions;
}
/** What tests ask of the sandbox: over HTTP, as anybody would. */
export interface Control {
  readonly ask: <T>(method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<T>;
  readonly push: (asked: PushAsked) => Promise<PushResult>;
  readonly say: (account: string, from: string, text: string) => Promise<PushResult>;
  /** All lines of a follower's conversation. */
  readonly conversation: (account: string, from: string) => Promise<readonly Entry[]>;
  /** The texts a follower saw, in the order they were seen. */
  readonly seenTexts: (account: string, from: string) => Promise<readonly string[]>;
}

export const controlOf = (url: string): Control => {
  const ask: Control["ask"] = async <T>(method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/sandbox/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const push: Control["push"] = (asked) => ask<PushResult>("POST", "/push", asked);
  const conversation: Control["conversation"] = async (account, from) => {
    const query = new URLSearchParams({ account, from });
    return (await ask<{ entries: Entry[] }>("GET", `/conversation?${query}`)).entries;
  };
  return {
    ask,
    push,
    say: (account, from, text) => push({ account, from, message: { kind: "text", text } }),
    conversation,
    seenTexts: async (account, from) =>
      (await conversation(account, from)).flatMap(({ shown }) =>
        shown.kind === "text" || shown.kind === "system" ? [shown.text] : [],
      ),
  };
};
