import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import type { PluginData, ShapeProblem } from "../../engine/index.ts";
import {
  ELSE_REF,
  PluginActionData,
  PluginActionResult,
  PluginFactData,
} from "../../engine/index.ts";

import { checkShape } from "../check-shape.ts";

type Fields = Readonly<Record<string, unknown>>;
/** Why a definition is refused, in one line. */
export class WrongDefinition extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "WrongDefinition";
  }
}

const says = (problems: readonly ShapeProblem[]): string =>
  problems
    .slice(0, 3)
    .map(
      ({ at, keyword, params }) => `${at.join("/") || "it"}: ${keyword} ${JSON.stringify(params)}`,
    )
    .join("; ");
/** Takes `handed` for `S` if it has that shape. */
const shaped = <S extends TSchema>(schema: S, handed: unknown): Static<S> => {
  const problems = checkShape(schema)(handed);
  if (problems.length > 0) throw new WrongDefinition(says(problems));
  return handed as Static<S>;
};
const isActionResult = checkShape(PluginActionResult);

const refsOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "$ref" in schema && typeof schema.$ref === "string" ? [schema.$ref] : [];
  return [...own, ...Object.values(schema).flatMap(refsOf)];
};

/** A list of actions may stand in one place only, `else`: it is taken out before a schema is tried. */
const withoutElse = (params: Fields): Fields => {
  const properties = params.properties as Fields | undefined;
  const otherwise = properties?.else as Fields | undefined;
  if (otherwise === undefined) return params;
  if (otherwise.$ref !== ELSE_REF)
    throw new WrongDefinition("params.else must be Type.Optional(Actions)");
  if (Array.isArray(params.required) && params.required.includes("else")) {
    throw new WrongDefinition("params.else must be optional");
  }
  const rest = Object.entries(properties ?? {}).filter(([name]) => name !== "else");
  return { ...params, properties: Object.fromEntries(rest) };
};

/** Tries a plugin's schema as strictly as a rule file's schema will be; gives its check. */
const compile = (schema: Fields, where: string) => {
  if (refsOf(schema).length > 0) throw new WrongDefinition(`${where} holds a $ref`);
  try {
    return checkShape(Type.Unsafe(schema));
  } catch (error) {
    throw new WrongDefinition(
      `${where}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

/** A definition as data, and the check of what its `run` or `read` gives. */
export interface CheckedDefinition {
  readonly data: PluginData;
  readonly isResult: (value: unknown) => boolean;
}

const checkAction = (data: PluginActionData): CheckedDefinition => {
  if (data.params.type !== "object") throw new WrongDefinition("params must be Type.Object({ … })");
  compile(withoutElse(data.params), "params");
  if (data.short !== null) {
    compile(data.short.schema, "short.schema");
    const properties = data.params.properties as Fields | undefined;
    if (properties?.[data.short.as] === undefined) {
      throw new WrongDefinition(`short.expand sets "${data.short.as}", which params does not have`);
    }
  }
  return { data, isResult: (value) => isActionResult(value).length === 0 };
};

/** Checks what a plugin's process handed up. Throws `WrongDefinition`. */
export const checkDefinition = (handed: unknown): CheckedDefinition => {
  const { kind } = handed as { readonly kind?: unknown };
  if (kind !== "fact") return checkAction(shaped(PluginActionData, handed));
  const data = shaped(PluginFactData, handed);
  const isValue = compile(data.value, "value");
  return { data, isResult: (value) => value === undefined || isValue(value).length === 0 };
};
