import { builtIn } from "../../../../engine/built-in.ts";
import type { Schema } from "../../../../engine/compiler/read/schema-leaves.ts";
import { ruleFileSchema } from "../../../../engine/definitions/file-schema.ts";
import { makeRegistry } from "../../../../engine/definitions/registry.ts";
import type { RuleSchemas } from "../../../../engine/index.ts";

const schema = ruleFileSchema(makeRegistry(builtIn)) as unknown as Schema;
export const definitions = schema.definitions as Schema;
/** The real schemas of a rule and a test, made from the definitions there are. */
export const schemas: RuleSchemas = {
  rule: definitions.rule as Schema,
  test: definitions.test as Schema,
  definitions,
};
