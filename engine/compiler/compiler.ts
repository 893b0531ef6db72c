import type { TSchema } from "typebox";
import { ruleFileSchema } from "../definitions/file-schema.ts";
import type { Registry } from "../definitions/registry.ts";
import type { CheckShape } from "../ports.ts";
import type { DataSchemas } from "./check/check-account.ts";
import { makeDataSchemas } from "./check/check-account.ts";
import type { RuleTools } from "./check/check-entry.ts";
import { makeValidators } from "./check/validators.ts";
import type { RuleSchemas } from "./read/read-entry.ts";

/** Everything that is made once of a registry and used for every rule. */
export interface Compiler extends RuleTools {
  readonly registry: Registry;
  readonly ruleSchemas: RuleSchemas;
  readonly dataSchemas: DataSchemas;
}

const made = new WeakMap<Registry, WeakMap<CheckShape, Compiler>>();

const ruleSchemasOf = (schema: TSchema): RuleSchemas => {
  const { definitions } = schema as unknown as {
    readonly definitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const { rule = {}, test = {} } = definitions;
  return { rule, test, definitions };
};

/** Makes the schemas and checkers of a registry; the same ones for the same registry and port. */
export const makeCompiler = (registry: Registry, checkShape: CheckShape): Compiler => {
  const known = made.get(registry)?.get(checkShape);
  if (known !== undefined) return known;
  const compiler: Compiler = {
    registry,
    validators: makeValidators(registry, checkShape),
    ruleSchemas: ruleSchemasOf(ruleFileSchema(registry)),
    dataSchemas: makeDataSchemas(checkShape),
  };
  const ports = made.get(registry) ?? new WeakMap<CheckShape, Compiler>();
  made.set(registry, ports.set(checkShape, compiler));
  return compiler;
};
