import type { Position } from "./inbound-event.ts";
import type { Json, Names, RuleId, RulePath } from "./words.ts";

/** The world a test begins in; what is `null` or empty keeps its default. */
export interface Given {
  /** As written, `2026-01-05T10:00`; without a zone it is the account's. */
  readonly now: string;
  readonly follower: {
    readonly tags: readonly string[];
    /** As written, like `now`; `null` = followed long ago. */
    readonly followedAt: string | null;
    readonly position: Position | null;
    readonly values: Names;
  };
  /** 0–99; `null` = the follower's own. */
  readonly bucket: number | null;
  readonly seed: string;
  /** Answers to `http` calls, by the name they are saved under. */
  readonly http: Readonly<Record<string, StubbedAnswer>>;
  /** A human agent has the conversation. */
  readonly agent: boolean;
}
export interface StubbedAnswer {
  readonly status: number;
  readonly body: Json;
  readonly ms: number;
}
/** What the follower, the platform or a page does; `channel: null` = a follow without a code. */
export type Sent =
  | { readonly kind: "text" | "voice"; readonly text: string }
  | { readonly kind: "menu"; readonly key: string }
  | { readonly kind: "follow"; readonly channel: string | null }
  | { readonly kind: "scan"; readonly channel: string }
  | { readonly kind: "image"; readonly picture: string }
  | { readonly kind: "unfollow" | "video" | "file" }
  | { readonly kind: "link"; readonly title: string; readonly url: string }
  | ({ readonly kind: "location"; readonly reported: boolean } & Position)
  | {
      readonly kind: "payment";
      readonly state: string;
      readonly product: string;
      readonly amount: number | null;
      /** The code scanned before the order, `""` for none. */
      readonly channel: string;
    }
  | { readonly kind: "agent"; readonly state: string }
  | {
      readonly kind: "notice";
      readonly state: string;
      readonly template: string;
      readonly reason: string;
    }
  | { readonly kind: "event"; readonly name: string; readonly fields: Names }
  | { readonly kind: "scanned"; readonly key: string; readonly result: string };
/** What the follower is expected to see; every field that is not `null` must hold. */
export interface ExpectedReply {
  /** Equal. */
  readonly text: string | null;
  readonly has: string | null;
  /** RE2. */
  readonly matches: string | null;
  /** A `Message` kind. */
  readonly kind: string | null;
  readonly url: string | null;
}
/** An effect written like its action with the first parameter: `tag: VIP`; `value: null` where only the action is named. */
export interface ExpectedEffect {
  readonly use: string;
  readonly value: Json;
}
/** What is `null` is not checked. */
export interface Expected {
  /** `"none"` = no rule answered. */
  readonly rule: RuleId | "none" | null;
  readonly branch: "then" | "else" | null;
  readonly also: readonly RuleId[] | null;
  readonly reply: readonly ExpectedReply[] | null;
  readonly silent: boolean | null;
  readonly effects: readonly ExpectedEffect[] | null;
}
export interface TestStep {
  readonly path: RulePath;
  readonly send: Sent | null;
  /** A duration as written (`7d`): timers and schedules in between run. */
  readonly wait: string | null;
  readonly expect: Expected | null;
}
/** One test of an account folder, in normal form (language.md §7). */
export interface TestCase {
  readonly name: string;
  /** `tests/FILE/PLACE`. */
  readonly path: RulePath;
  readonly given: Given;
  readonly steps: readonly TestStep[];
}
