import type { FactContext, FactDefinition } from "../definitions/definition.ts";
import type { Registry } from "../definitions/registry.ts";
import type { Facts } from "../schema/compiled-rules.ts";
import type { Json } from "../schema/words.ts";
import { valueAt } from "./own.ts";

/** `follower.city` is read by `follower.*` if nobody else knows it. */
const definitionOf = (facts: Registry["facts"], name: string): FactDefinition | undefined => {
  const exact = facts.get(name);
  const dot = name.indexOf(".");
  return exact ?? (dot > 0 ? facts.get(`${name.slice(0, dot)}.*`) : undefined);
};

/** A fact by its name, or a part of the map or list that a fact holds: `event.order.no`. */
const factAt = (facts: Registry["facts"], context: FactContext, name: string): Json | undefined => {
  const value = definitionOf(facts, name)?.read(context, name);
  if (value !== undefined) return value;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const front = name.slice(0, dot);
    const inner = facts.get(front)?.read(context, front);
    if (inner !== undefined) return valueAt(inner, name.slice(dot + 1));
  }
  return undefined;
};

const firstKnown = (...sources: readonly (() => Json | undefined)[]): Json | undefined => {
  for (const source of sources) {
    const value = source();
    if (value !== undefined) return value;
  }
  return undefined;
};

/**
 * Everything a condition or a template may name: what the list captured, then the account's `vars`, then
 * facts. Read when asked and own properties only; `undefined` where there is no value.
 */
export const makeFacts = (context: FactContext & { readonly registry: Registry }): Facts => ({
  get: (name) =>
    firstKnown(
      () => valueAt(context.captured, name),
      () => valueAt(context.settings.vars, name),
      () => factAt(context.registry.facts, context, name),
    ),
});
