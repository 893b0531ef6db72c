import type { AccountId, FollowerState, OpenId } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Conversation, ConversationCursor } from "../storage/conversations.ts";
import type { Library, LogCursor } from "../storage/library.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { FileBytes } from "../wechat/request.ts";
import type { Line } from "./lines.ts";
import type { TellAgents } from "./tell-agents.ts";

/** Whose conversations these are, in `follower.agent.to`. */
export const DESK = "inbox";

/** A colleague at work in the inbox. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}
/** What may still be said to a follower. */
export interface WindowLeft {
  readonly left: number;
  /** From now. */
  readonly forMs: number;
}
export interface Listed extends Conversation {
  readonly name: string;
  readonly window: WindowLeft | null;
  readonly last: Line | null;
}
export interface Viewed extends Omit<Listed, "last"> {
  readonly tags: readonly string[];
  /** When it goes back to the bot if nobody writes; from now. */
  readonly quietForMs: number | null;
}
/** `held`: a colleague has it. `shut`: nothing may be sent now. `right`: this account may never send. */
export type InboxRefusal =
  | { readonly refused: "unknown" | "over" | "message" }
  | { readonly refused: "held"; readonly by: string }
  | { readonly refused: "shut"; readonly window: WindowLeft | null }
  | { readonly refused: "left-out"; readonly reason: string };
/** What became of a deed. */
export type Acted = InboxRefusal | { readonly done: true };

export interface InboxDeps {
  readonly library: Pick<Library, "conversations" | "followers" | "log">;
  readonly tell: TellAgents;
  readonly client: Pick<WechatClient, "api">;
  readonly nowMs: NowMs;
}
/** Whose conversation. */
export interface Place {
  readonly account: AccountId;
  readonly follower: OpenId;
}
/** Somebody doing something, once: the same `key` again changes nothing. */
export interface Act extends Place {
  readonly me: Colleague;
  readonly key: string;
}

/** Conversations in the hands of this account's own people. */
export interface Inbox {
  readonly list: (
    account: AccountId,
    show: { readonly isOpen?: boolean; readonly member?: string },
    page: { readonly before: ConversationCursor | null; readonly limit: number },
  ) => Promise<readonly Listed[]>;
  readonly counts: (
    account: AccountId,
    me: string,
  ) => Promise<{ readonly waiting: number; readonly mine: number; readonly open: number }>;
  readonly view: (place: Place) => Promise<Viewed | null>;
  /** Oldest first; `next` leads to what was before. */
  readonly lines: (
    place: Place,
    page: { readonly before: LogCursor | null; readonly limit: number },
  ) => Promise<{ readonly lines: readonly Line[]; readonly next: LogCursor | null }>;
  /** The message is asked for once it may be sent. */
  readonly say: (act: Act, message: () => Promise<unknown>) => Promise<Acted>;
  readonly take: (act: Act, from: string) => Promise<Acted>;
  /** To a colleague, or back to who waits for one. */
  readonly move: (act: Act, to: Colleague | null) => Promise<Acted>;
  /** Rules answer again; `isDone`: there is nothing left to do. */
  readonly end: (act: Act, isDone: boolean) => Promise<Acted>;
  /** A picture or recording that stands in a delivery; `null` if there is none. */
  readonly file: (
    place: Place,
    at: { readonly key: string; readonly place: number },
  ) => Promise<ApiResult<FileBytes> | null>;
  /** Gives a picture to the platform; its id may be said. */
  readonly upload: (account: AccountId, bytes: Uint8Array) => Promise<ApiResult<string>>;
}

/** What may be sent now; `null` when the window is shut. */
export const windowOf = (
  state: FollowerState | undefined | null,
  nowMs: number,
): WindowLeft | null => {
  const open = state?.window ?? null;
  return open === null || open.untilMs <= nowMs
    ? null
    : { left: Math.max(0, open.left), forMs: open.untilMs - nowMs };
};
