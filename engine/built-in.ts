import { actions } from "./actions/list.ts";
import type { Definitions } from "./definitions/registry.ts";
import { facts } from "./facts/list.ts";
import { operators } from "./operators/list.ts";
import { triggers } from "./triggers/list.ts";

/** Our own definitions; an account's plugins come beside them. */
export const builtIn: Definitions = { triggers, facts, operators, actions };

/** Our own and an account's. */
export const withBuiltIn = (more: Definitions): Definitions => ({
  triggers: [...triggers, ...more.triggers],
  facts: [...facts, ...more.facts],
  operators: [...operators, ...more.operators],
  actions: [...actions, ...more.actions],
});
