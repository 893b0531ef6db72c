import { Type } from "typebox";
import type { FollowerState } from "../schema/follower.ts";
import type { ActionRow } from "../schema/rule.ts";
import type { Json, Names } from "../schema/words.ts";
import type {
  ActionDefinition,
  ActionResult,
  FactContext,
  FactDefinition,
  Step,
} from "./definition.ts";
import type { PluginActionData, PluginFactData } from "./plugin-data.ts";
import { PLUGIN_DEADLINE_MS } from "./plugin-data.ts";
import type { PluginActionResult } from "./plugin-result.ts";
import { Actions } from "./shapes.ts";

type Moment = Pick<FactContext, "event" | "follower" | "settings" | "nowMs" | "captured">;

/** Secret values stay here: a rule that means to hand one over says so in the parameters. */
const followerOf = (follower: FollowerState | null): Json => {
  if (follower === null) return null;
  const hidden = new Set(follower.secrets);
  const values = Object.entries(follower.values).filter(([name]) => !hidden.has(name));
  const { tags, followedAtMs, channel, position } = follower;
  const where = position === null ? null : { ...position };
  return { tags, followedAtMs, channel, position: where, values: Object.fromEntries(values) };
};

/** What a plugin is told of the message: plain data, nothing secret, nothing of the wire. */
const momentOf = (from: Moment, text: Json): Names => {
  const { id, name, timezone, language, vars } = from.settings;
  return {
    event: from.event as unknown as Json,
    text,
    follower: followerOf(from.follower),
    captured: from.captured,
    account: { id, name, timezone, language },
    vars,
    nowMs: from.nowMs,
  };
};

const ownText = ({ event }: Moment): Json => {
  if (event.kind === "text") return event.text;
  return event.kind === "voice" ? event.recognised : null;
};

const failed = (step: Step<Names>): ActionResult => {
  if (Array.isArray(step.params.else)) return { next: { list: "else", instead: true } };
  return { say: [{ kind: "text", text: step.settings.texts.failed }], next: "end" };
};

const withoutElse = (params: Names): Names =>
  Object.fromEntries(Object.entries(params).filter(([name]) => name !== "else"));

const runOf =
  (data: PluginActionData) =>
  (step: Step<Names>): ActionResult => {
    const args = {
      plugin: data.plugin,
      use: data.name,
      params: withoutElse(step.params),
      ...momentOf(step, ownText(step)),
      seed: step.seed,
    };
    const answered = step.answer({ kind: "plugin", args, deadlineMs: PLUGIN_DEADLINE_MS });
    return answered.ok ? (answered.value as unknown as PluginActionResult) : failed(step);
  };

const hasElse = (params: Readonly<Record<string, unknown>>): boolean => {
  const { properties } = params;
  return typeof properties === "object" && properties !== null && "else" in properties;
};

const shortOf = ({ short }: PluginActionData): Pick<ActionDefinition, "short"> => {
  if (short === null) return {};
  const { schema, as, rest } = short;
  return { short: { schema: Type.Unsafe(schema), expand: (value) => ({ ...rest, [as]: value }) } };
};

/** The action a plugin defines: its `run` hangs on a call, and a call that fails takes `else` or says `texts.failed`. */
export const pluginAction = (data: PluginActionData): ActionDefinition => {
  const { name, title, help, group, sentence, needs, example, traits } = data;
  const lists = (params: unknown): Readonly<Record<string, readonly ActionRow[]>> => {
    const rows = (params as { readonly else?: readonly ActionRow[] }).else;
    return rows === undefined ? {} : { else: rows };
  };
  return {
    ...{ name, title, help, group, sentence, needs, example, traits },
    params: Type.Unsafe(data.params),
    ...shortOf(data),
    ...(hasElse(data.params) ? { lists } : {}),
    captures: () => data.captures,
    run: runOf(data) as ActionDefinition["run"],
  };
};

/** The fact a plugin defines: reading it hangs on a call; a call that fails gives no value, and its condition does not hold. */
export const pluginFact = (data: PluginFactData): FactDefinition => {
  const { name, title, help, group, on } = data;
  return {
    ...{ name, title, help, group, on },
    value: Type.Unsafe(data.value),
    read: (from) => {
      if (from.answer === undefined) return undefined;
      const args = { plugin: data.plugin, use: data.name, ...momentOf(from, ownText(from)) };
      const answered = from.answer({ kind: "plugin", args, deadlineMs: PLUGIN_DEADLINE_MS });
      return answered.ok ? (answered.value ?? undefined) : undefined;
    },
  };
};

/** The schema of `else` in a plugin's parameters, the only list of actions it may hold. */
export const ELSE_REF = (Actions as { readonly $ref?: string }).$ref ?? "";
