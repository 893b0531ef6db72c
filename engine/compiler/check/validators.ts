import type { TSchema } from "typebox";
import { authoredSchema } from "../../definitions/authored-schema.ts";
import type { Definition } from "../../definitions/definition.ts";
import { RULE_HEAD, takesAny } from "../../definitions/file-schema.ts";
import { testsSchema } from "../../definitions/file-schema-tests.ts";
import type { Registry } from "../../definitions/registry.ts";
import type { Resource } from "../../definitions/shapes.ts";
import type { CheckShape, ShapeProblem } from "../../ports.ts";
import type { Json } from "../../schema/words.ts";
import type { Schema } from "./marks.ts";

type Check = (value: unknown) => readonly ShapeProblem[];
/** One form an author may write a definition's parameters in. */
export interface Form {
  readonly schema: Schema;
  readonly check: Check;
  /** Holds lists of actions or conditions, which must be turned into rows. */
  readonly hasLists: boolean;
  /** Kinds of things declared elsewhere that it may name. */
  readonly resources: readonly Resource[];
  readonly expand: ((value: Json) => Json) | null;
}
/** A definition with its checkers made: short form first, then the parameters. */
export interface Checked<D extends Definition = Definition> {
  readonly definition: D;
  readonly params: Schema;
  readonly forms: readonly Form[];
  /** Whether its bare word may stand for `any`. */
  readonly takesAny: boolean;
}

/** Recursive shapes are checked by their own walk, so that one mistake gives one message. */
export const ELSEWHERE = { actions: {}, condition: {} };

/** A plugin may hand up a schema that is none: then nothing fits it, and the rest of the account is spared. */
const safely = (schema: TSchema, checkShape: CheckShape): Check => {
  try {
    return checkShape(schema);
  } catch {
    return () => [{ at: [], keyword: "schema", params: {} }];
  }
};

const formOf = (schema: Schema, expand: Form["expand"], checkShape: CheckShape): Form => {
  const written = JSON.stringify(schema);
  const hasLists = written.includes('"#/definitions/');
  const resources = [...written.matchAll(/"x-resource":"([a-z-]+)"/g)].map(([, kind]) => kind);
  const root = hasLists ? { allOf: [schema], definitions: ELSEWHERE } : schema;
  return {
    schema,
    check: safely(root as TSchema, checkShape),
    hasLists,
    resources: [...new Set(resources)] as Resource[],
    expand,
  };
};

/** Makes the checkers of one definition; done once, used for every row. */
export const checkedOf = <D extends Definition>(
  definition: D,
  checkShape: CheckShape,
): Checked<D> => {
  const params = authoredSchema(definition.params);
  const { short } = definition;
  const forms = [formOf(params, null, checkShape)];
  if (short !== undefined)
    forms.unshift(
      formOf(authoredSchema(short.schema), (value) => short.expand(value) as Json, checkShape),
    );
  return { definition, params, forms, takesAny: forms.some(({ schema }) => takesAny(schema)) };
};

/** Checkers made when first asked for: an editor that shows one rule needs only a few. */
export interface Validators {
  readonly checkShape: CheckShape;
  readonly trigger: (name: string) => Checked | undefined;
  readonly action: (name: string) => Checked | undefined;
  readonly operator: (name: string) => Form | undefined;
  /** What stands in a rule beside `when if then else`, by key. */
  readonly head: (key: string) => Form | undefined;
  /** One entry of `tests:`. */
  readonly test: Form;
}
const headSchemas: Readonly<Record<string, TSchema>> = RULE_HEAD;

const lazily = <T>(make: (name: string) => T | undefined): ((name: string) => T | undefined) => {
  const made = new Map<string, T | undefined>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
};

/** All checkers of a registry, made once each. */
export const makeValidators = (registry: Registry, checkShape: CheckShape): Validators => ({
  checkShape,
  trigger: lazily((name) => {
    const definition = registry.triggers.get(name);
    return definition && checkedOf(definition, checkShape);
  }),
  action: lazily((name) => {
    const definition = registry.actions.get(name);
    return definition && checkedOf(definition, checkShape);
  }),
  operator: lazily((name) => {
    const definition = registry.operators.get(name);
    return definition && formOf(authoredSchema(definition.value), null, checkShape);
  }),
  head: lazily((key) => {
    const schema = headSchemas[key];
    return schema && formOf(authoredSchema(schema), null, checkShape);
  }),
  test: formOf(authoredSchema(testsSchema(registry)), null, checkShape),
});
