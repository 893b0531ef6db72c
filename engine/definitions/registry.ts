import type {
  ActionDefinition,
  FactDefinition,
  OperatorDefinition,
  TriggerDefinition,
} from "./definition.ts";

/** Everything a rule may name: our own definitions and the account's plugins. */
export interface Registry {
  readonly triggers: ReadonlyMap<string, TriggerDefinition>;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly operators: ReadonlyMap<string, OperatorDefinition>;
  readonly actions: ReadonlyMap<string, ActionDefinition>;
}
export interface Definitions {
  readonly triggers: readonly TriggerDefinition[];
  readonly facts: readonly FactDefinition[];
  readonly operators: readonly OperatorDefinition[];
  readonly actions: readonly ActionDefinition[];
}

const byName = <D extends { readonly name: string }>(list: readonly D[]): ReadonlyMap<string, D> =>
  new Map(list.map((definition) => [definition.name, definition]));

/** Files the definitions by name; a later one of the same name wins. */
export const makeRegistry = (lists: Definitions): Registry => ({
  triggers: byName(lists.triggers),
  facts: byName(lists.facts),
  operators: byName(lists.operators),
  actions: byName(lists.actions),
});
