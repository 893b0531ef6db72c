/**
 * The door for plugins: `import { defineAction, text, Type } from "yingda/plugin"`.
 *
 * A plugin is a file `plugins/NAME.ts` of an account folder that exports what `defineAction` or
 * `defineFact` gives. It runs in a process of its own, without the server's environment, and may read
 * only its own folder; it may use the network. One call has 3 seconds; a plugin that crashes, hangs or
 * grows beyond 256 MB is ended and started again, and only its own action fails. That contains
 * mistakes; it is no prison for hostile code.
 */
import type { Static, TSchema } from "typebox";
import type { OperatorInput } from "./definitions/definition.ts";
import type { PluginActionResult } from "./definitions/plugin-result.ts";
import type { InboundEvent, Position } from "./schema/inbound-event.ts";
import type { Message } from "./schema/reply.ts";
import type { Json, LocalText, Names, Right } from "./schema/words.ts";

export type { Static, TSchema } from "typebox";
export { Type } from "typebox";
export {
  Actions,
  Duration,
  FreeData,
  PatternText,
  resource,
  SaidText,
  SaveName,
  TemplateText,
  TemplateUrl,
} from "./definitions/shapes.ts";
export type { InboundEvent } from "./schema/inbound-event.ts";
export type { Message } from "./schema/reply.ts";
export type { Article, Json, LocalText, Media, Names } from "./schema/words.ts";

/** What a plugin knows of the follower; secret values are left out. */
export interface PluginFollower {
  readonly tags: readonly string[];
  readonly followedAtMs: number | null;
  /** The channel of the first follow. */
  readonly channel: string | null;
  /** The last known position, GCJ-02. */
  readonly position: (Position & { readonly atMs: number }) | null;
  /** What `set`, pages or an import stored, and `name remark language city`. */
  readonly values: Names;
}
/** The message a plugin is asked for, as plain data. */
export interface PluginMoment {
  readonly event: InboundEvent;
  /** What was typed or recognised; `null` if the event has no text. */
  readonly text: string | null;
  /** `null` where an event has no follower (a schedule). */
  readonly follower: PluginFollower | null;
  /** What the rule captured so far: named groups, `ask` and `http` `save`. */
  readonly captured: Names;
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly timezone: string;
    readonly language: string;
  };
  /** The account's `vars`. */
  readonly vars: Names;
  readonly nowMs: number;
  /** The same on every try of this call: send it on where something must happen once. */
  readonly key: string;
  /** Ends when the call's time is up: give it to `fetch`. */
  readonly signal: AbortSignal;
}
export interface PluginStep<P> extends PluginMoment {
  /** In normal form, checked against `params`, templates filled in. */
  readonly params: P;
  /** The same for every try of a message: take chance from it. */
  readonly seed: string;
}

type Checked = PluginActionResult;
/** What an action does; everything is optional. Throw to fail: the rule then takes the row's `else`, or says `texts.failed`. */
export interface PluginResult {
  /** A text, a message, or a list of them. */
  readonly say?: string | Message | readonly (string | Message)[];
  /** Applied to our own row of the follower: `set` (a value; `""` removes it) and `tags`. */
  readonly changes?: NonNullable<Checked["changes"]>;
  /** Done after the answer: `tag` (on the platform), `record` (a figure for the analysis pages). */
  readonly effects?: NonNullable<Checked["effects"]>;
  /** Names that the rest of the list sees; list them in `captures`. */
  readonly captured?: Names;
  /** Ends the list, or goes on in another rule. */
  readonly next?: "end" | { readonly goto: string };
}
type Maybe<T> = T | Promise<T>;

interface About {
  /** How rules write it: `[a-z][a-z0-9-]*`. */
  readonly name: string;
  /** One text for both languages, or one each. */
  readonly title: string | LocalText;
  /** One paragraph for the reference page and the hover. */
  readonly help?: string | LocalText;
  /** Where the editor lists it; `plugin` if absent. */
  readonly group?: string;
}
/** An action of your own. */
export interface PluginAction<S extends TSchema = TSchema> extends About {
  /** The parameters: from it come the form, the completion and the checks. */
  readonly params: S;
  /** What an author may write instead; `expand` only puts the value into one parameter: `(value) => ({ names: value })`. */
  readonly short?: { readonly schema: TSchema; readonly expand: (value: never) => Static<S> };
  /** How a rule's list shows it, with `{params}` or `{params.NAME}` where values stand. */
  readonly sentence?: string | LocalText;
  /** Platform rights it stands on; a rule of an account without them is warned about. */
  readonly needs?: readonly Right[];
  /** How an author writes it, in YAML. */
  readonly example?: string;
  /** `speaks` (the default) · `without-follower` (allowed under `schedule`) · `answers` (needs no reply beside it). */
  readonly traits?: readonly ("speaks" | "without-follower" | "answers")[];
  /** Names that `captured` may set, so that templates may use them. */
  readonly captures?: readonly string[];
  /** Answers within 3 seconds; may do I/O. */
  readonly run: (step: PluginStep<Static<S>>) => Maybe<PluginResult>;
  /** What the editor's phone shows instead of the real thing. */
  readonly simulate?: (step: PluginStep<Static<S>>) => Maybe<PluginResult>;
}
/** A fact of your own: what conditions and templates may ask for. */
export interface PluginFact extends About {
  /** The schema of its value. */
  readonly value: TSchema;
  /** Which operators fit. */
  readonly on: OperatorInput;
  /** Gives the value within 3 seconds, or `undefined` if there is none; may do I/O. */
  readonly read: (moment: PluginMoment) => Maybe<Json | undefined>;
  /** What the editor's phone takes instead of the real value. */
  readonly simulate?: (moment: PluginMoment) => Maybe<Json | undefined>;
}
/** A definition as it stands in a plugin: what its process looks for among the exports. */
export interface Plugged {
  readonly pluginKind: "action" | "fact";
}

/** Defines an action: one more word that may stand under `then`. */
export const defineAction = <S extends TSchema>(
  action: PluginAction<S>,
): PluginAction<S> & Plugged => ({
  ...action,
  pluginKind: "action",
});
/** Defines a fact: one more name for conditions and templates. */
export const defineFact = (fact: PluginFact): PluginFact & Plugged => ({
  ...fact,
  pluginKind: "fact",
});
/** A text message, for `say`. */
export const text = (said: string): Message => ({ kind: "text", text: said });
