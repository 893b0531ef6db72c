import { Ajv } from "ajv";
import type { TSchema } from "typebox";
import type { CheckShape, RawProblem } from "../engine/index.ts";
import { normalProblems } from "../engine/index.ts";

type Check = ReturnType<CheckShape>;

/** Our own keywords say what a value means, not what it may be; they are found in the schema rather than listed, so that a definition may bring one. */
const ownKeywords = (schema: unknown, found = new Set<string>()): ReadonlySet<string> => {
  if (typeof schema !== "object" || schema === null) return found;
  for (const [key, inner] of Object.entries(schema)) {
    if (key.startsWith("x-") || key === "markdownDescription") found.add(key);
    ownKeywords(inner, found);
  }
  return found;
};

/** One for all schemas: making one costs more than most schemas do. */
const ajv = new Ajv({
  strict: true,
  // A branch of a choice leaves types and required keys to what stands around it.
  strictRequired: false,
  strictTypes: false,
  strictTuples: false,
  allErrors: true,
  ownProperties: true,
  addUsedSchema: false,
  logger: false,
});

const announced = new Set<string>();

const compile = (schema: TSchema): Check => {
  for (const keyword of ownKeywords(schema)) {
    if (announced.has(keyword)) continue;
    ajv.addKeyword(keyword);
    announced.add(keyword);
  }
  // typebox keeps marks of its own beside the schema.
  const plain = JSON.parse(JSON.stringify(schema)) as object;
  const check = ajv.compile(plain);
  // ajv would keep it for ever; the caller decides how long it lives.
  ajv.removeSchema(plain);
  return (value) => (check(value) ? [] : normalProblems(check.errors as RawProblem[], value));
};

const made = new WeakMap<object, Check>();

/** Checks with ajv in strict mode: no coercion, no defaults, nothing removed; an unknown keyword of a schema throws. Compiled once a schema. */
export const checkShape: CheckShape = (schema) => {
  const known = made.get(schema);
  if (known) return known;
  const check = compile(schema);
  made.set(schema, check);
  return check;
};
