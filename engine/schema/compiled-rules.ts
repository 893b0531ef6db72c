import type { Account } from "./account.ts";
import type { InboundEvent } from "./inbound-event.ts";
import type { Meant } from "./meaning.ts";
import type { Rule } from "./rule.ts";
import type { AccountId, Json, Names, RuleId, RulePath } from "./words.ts";

/** Where a trigger is filed. `always` is the linear rest; the lint counts it. `name` keys carry their trigger: `menu:HOURS`; `prefixed` is a name ending in `*`. */
export type IndexKey =
  | { readonly in: "exact" | "prefix" | "part" | "name" | "prefixed"; readonly text: string }
  | { readonly in: "pattern"; readonly source: string; readonly literals: readonly string[] }
  | {
      readonly in: "area";
      readonly box: readonly [west: number, south: number, east: number, north: number];
    }
  /** Sentences that say what is meant; which rule's are nearest is decided among all of them. */
  | { readonly in: "meaning"; readonly examples: readonly string[] }
  | { readonly in: "always" };
/** 1 exact · 2 part · 3 pattern · 4 meaning · 5 any (language.md §3). */
export type TriggerKind = 1 | 2 | 3 | 4 | 5;
export interface Filed {
  readonly key: IndexKey;
  readonly kind: TriggerKind;
  /** Of the keyword, or of the name before `*`; 0 where there is none. */
  readonly length: number;
  /** Goes behind others of the same kind and length: `scan` behind `follow` for one event. */
  readonly late?: true;
}
/** Everything a condition or a template may name; own properties only, read when asked. */
export interface Facts {
  readonly get: (name: string) => Json | undefined;
}
/** The rules whose examples say what is meant, all together. */
export interface Meanings {
  /** What an event was taken to mean; judged once. `null` if it has no text. */
  readonly meant: (event: InboundEvent) => Meant | null;
  /** The same if the search came as far as asking. */
  readonly judged: (event: InboundEvent) => Meant | null;
}
/** Candidates as far as they are asked for. */
export interface Candidates extends Iterator<Candidate, undefined> {
  /** Somebody answers: who follows is listed as far as that costs nothing. */
  readonly settle?: () => void;
}
export interface Candidate {
  readonly rule: RuleId;
  readonly trigger: RulePath;
  readonly captured: Names;
  /** The rule itself, where it is at hand: saves a search by its id. */
  readonly source?: Rule;
}

/** One account's published rules, ready to answer: immutable, swapped as a whole. */
export interface CompiledRules {
  readonly account: AccountId;
  readonly version: number;
  readonly settings: Account;
  /** All of them, disabled ones too, in stored position. */
  readonly rules: readonly Rule[];
  readonly rule: (id: RuleId) => Rule | undefined;
  /** The rules whose trigger holds, in the order of language.md §3. Lazy: whoever ends the search stops it. `nothing-matched` rules are not among them. */
  readonly candidates: (event: InboundEvent) => { readonly [Symbol.iterator]: () => Candidates };
  /** `null` if no rule is triggered by meaning. */
  readonly meanings: Meanings | null;
  /** The topics of the platform's semantic interface that rules wait for. */
  readonly topics: readonly string[];
  /** Some rule asks what is seen in a picture. */
  readonly seesPictures: boolean;
  /** The rules filed under a name that no event goes by, in the same order. */
  readonly named: (name: string) => readonly Candidate[];
  /** The `nothing-matched` rules, in the same order. */
  readonly fallbacks: () => Iterable<Candidate>;
}
