import type { Message } from "./reply.ts";
import type { Json } from "./words.ts";

/** What is done after the commit, by kind. A file that brings a kind adds it here by declaration merging. */
export interface EffectFields {
  send: { readonly message: Message };
  tag: { readonly add: readonly string[]; readonly remove: readonly string[] };
  /** Posted, signed, to an own system; `type` says what it is: `forward`, `handover`, `message`, `closed`. */
  forward: { readonly hook: string; readonly type: string; readonly data: Json };
  /** Where no response can carry a hand-over, WeChat is asked to open a session; `null` = with whoever is free. */
  handover: { readonly agent: string | null };
  /** A figure for the analysis pages: how often, and when, something happened. */
  record: { readonly name: string; readonly value: Json };
}
export type EffectKind = keyof EffectFields;
/** Plain data, stored in the transaction of its message, performed at least once, in the follower's order. */
export type Effect<K extends EffectKind = EffectKind> = {
  [P in K]: {
    readonly kind: P;
    /** Event key + rule path: the same on every try, so that a receiver can refuse a second one. */
    readonly key: string;
    readonly dueAtMs: number;
  } & EffectFields[P];
}[K];
