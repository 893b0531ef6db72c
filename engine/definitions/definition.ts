import type { Static, TSchema } from "typebox";
import type { Account } from "../schema/account.ts";
import type { Facts, Filed } from "../schema/compiled-rules.ts";
import type { Effect, EffectKind } from "../schema/effect.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { EventKind, InboundEvent } from "../schema/inbound-event.ts";
import type { Meant } from "../schema/meaning.ts";
import type { Call, CallAnswer, Change } from "../schema/outcome.ts";
import type { Message } from "../schema/reply.ts";
import type { ActionRow } from "../schema/rule.ts";
import type { Json, LocalText, Names, Right, RuleId, RulePath } from "../schema/words.ts";

/** What a trigger, fact, operator or action has in common; from the one object come checks, form, completion, sentence and reference page. */
export interface Definition<S extends TSchema = TSchema> {
  readonly name: string;
  readonly title: LocalText;
  /** One paragraph for the reference page and the hover. */
  readonly help: LocalText;
  readonly group: string;
  /** The normal form: forms, completion, checks, `run` and the reference page know only this. */
  readonly params: S;
  /** What an author may write instead: `tag: VIP` → `{ names: [VIP] }`. Tried before `params` when it fits. */
  readonly short?: { readonly schema: TSchema; readonly expand: (value: Json) => Static<S> };
  /** With `{params}` or `{params.NAME}` where values stand. */
  readonly sentence: LocalText;
  readonly needs: readonly Right[];
  /** How an author writes it, for the reference page and the completion. */
  readonly example: string;
}

export interface TriggerDefinition<S extends TSchema = TSchema> extends Definition<S> {
  readonly on: readonly EventKind[];
  /** Where the index files it, and the place in language.md §3's order: 1 exact … 5 any, then the length. */
  readonly index: (params: Static<S>, settings: Account) => readonly Filed[];
  /** The truth the index must agree with; gives what was captured (`rest`, named groups), or null. */
  readonly match: (params: Static<S>, event: InboundEvent, settings: Account) => Names | null;
  /** The names an event goes by, as `index` files them under `name` and `prefixed`: `["menu", "menu:HOURS"]`. */
  readonly names?: (event: InboundEvent) => readonly string[];
  /** Names that `match` may capture beside `rest`: for the check of names. */
  readonly captures?: (params: Static<S>) => readonly string[];
  /** A message that makes the trigger hold, for lint and simulator; `null` if none can be made. */
  readonly sample?: (params: Static<S>) => Json | null;
}

export interface FactContext {
  readonly event: InboundEvent;
  readonly follower: FollowerState | null;
  readonly settings: Account;
  readonly nowMs: number;
  /** The rule that asks, for `visits` and `bucket`. */
  readonly rule: string;
  readonly captured: Names;
  /** The menu tap before this message, as the message found it: the run counts it down. */
  readonly tap?: FollowerState["tap"];
  /** For facts of plugins, which are read by a call. */
  readonly answer?: Answer;
}
export interface FactDefinition {
  readonly name: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly group: string;
  readonly value: TSchema;
  readonly on: OperatorInput;
  /** `name` is the one asked for, which differs where the definition's own ends in `*`; `undefined` = no value. */
  readonly read: (from: FactContext, name: string) => Json | undefined;
}

export type OperatorInput = "text" | "number" | "time" | "list" | "place";
export interface OperatorDefinition<S extends TSchema = TSchema> {
  readonly name: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly group: string;
  readonly value: S;
  readonly on: readonly OperatorInput[];
  readonly sentence: LocalText;
  readonly example: string;
  readonly holds: (actual: Json, expected: Static<S>, settings: Account) => boolean;
}

/** What a running action knows. Templates in `params` are already filled in. */
export interface Step<P> {
  readonly params: P;
  readonly path: RulePath;
  readonly facts: Facts;
  /** What this list captured so far (named groups, `ask` and `http` `save`). */
  readonly captured: Names;
  readonly answer: Answer;
  readonly event: InboundEvent;
  readonly follower: FollowerState | null;
  readonly settings: Account;
  readonly nowMs: number;
  readonly seed: string;
  /** What the text was taken to mean; `null` without a text or rules that have examples. */
  readonly meant: () => Meant | null;
  /** Whether a condition holds for the message as it is now (`choose`); asks the same evaluator as `if`. */
  readonly holds: (index: number) => Promise<boolean>;
}
/** What the checker must know of an action beyond its parameters: it talks to the follower · it takes the message away from other rules (refused in `continue` rules) · nothing after it may speak · it works without a follower (allowed under `schedule`) · it is itself the answer (`silent`) · what stands in it or after it comes with a later message (`ask`, `remind`). */
export type ActionTrait =
  | "speaks"
  | "takes-over"
  | "hands-over"
  | "without-follower"
  | "answers"
  | "waits";
export interface ActionDefinition<S extends TSchema = TSchema> extends Definition<S> {
  readonly traits?: readonly ActionTrait[];
  /** Where lists of actions stand inside `params`, by the name that `next` uses; the path of a list is the row's path + `/` + this name. */
  readonly lists?: (params: Static<S>) => Readonly<Record<string, readonly ActionRow[]>>;
  /** For an action that waits without asking for anything (`suggest`): the rule that the next message chooses; `null`: it is no choice, and answered as any message. */
  readonly chooses?: (captured: Names, event: InboundEvent, settings: Account) => RuleId | null;
  /** Names this action sets beside those marked `x-captures` (`ended` in the `else` of `ask`): for the check of names. */
  readonly captures?: (params: Static<S>) => readonly string[];
  /** Pure; run again from the start of the message once a call is answered. */
  readonly run: (step: Step<Static<S>>) => ActionResult | Promise<ActionResult>;
}
/** The answer to a call; leaves `run` if there is none yet (the engine turns that into `needs`). */
export type Answer = (call: Omit<Call, "key">) => CallAnswer;
export type NewEffect = {
  [P in EffectKind]: Omit<Effect<P>, "key" | "dueAtMs"> & { readonly afterMs?: number };
}[EffectKind];
export interface ActionResult {
  readonly say?: readonly Message[];
  readonly effects?: readonly NewEffect[];
  readonly changes?: readonly Change[];
  readonly captured?: Names;
  /** The list called `then` runs by itself at that time, with what is captured now. */
  readonly reminds?: { readonly id: string; readonly untilMs: number };
  /** From here on a person talks: what is said afterwards is left out. */
  readonly handsOver?: true;
  /** The message itself goes to WeChat's agents. */
  readonly transfers?: { readonly agent: string | null };
  /** Nothing was done, and why: the list goes on, the trace says so. */
  readonly failed?: string;
  /** Absent: the list goes on. `list`: into that list of `lists`; `instead` ends all lists around it afterwards. */
  readonly next?:
    | { readonly goto: string }
    | { readonly list: string; readonly instead: boolean }
    | { readonly wait: { readonly untilMs: number } }
    | "end";
}

/** Keeps the parameter type of a definition while it is written. */
export const defineTrigger = <S extends TSchema>(
  definition: TriggerDefinition<S>,
): TriggerDefinition => definition as unknown as TriggerDefinition;
export const defineAction = <S extends TSchema>(
  definition: ActionDefinition<S>,
): ActionDefinition => definition as unknown as ActionDefinition;
export const defineOperator = <S extends TSchema>(
  definition: OperatorDefinition<S>,
): OperatorDefinition => definition as unknown as OperatorDefinition;
export const defineFact = (definition: FactDefinition): FactDefinition => definition;
