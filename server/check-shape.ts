import { Ajv } from "ajv";
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

const compile = (text: string): Check => {
  const plain = JSON.parse(text) as object;
  for (const keyword of ownKeywords(plain)) {
    if (announced.has(keyword)) continue;
    ajv.addKeyword(keyword);
    announced.add(keyword);
  }
  const check = ajv.compile(plain);
  // ajv would keep it for ever; the caller decides how long it lives.
  ajv.removeSchema(plain);
  return (value) => (check(value) ? [] : normalProblems(check.errors as RawProblem[], value));
};

const made = new WeakMap<object, Check>();
/** By the schema's text, the one asked for last behind. */
const madeOf = new Map<string, Check>();
const TEXTS_KEPT = 500;

/** Somebody may make an equal schema for each question: compiling it takes milliseconds, and ajv never gives back all of what it took. */
const compiledOnce = (text: string): Check => {
  const check = madeOf.get(text) ?? compile(text);
  madeOf.delete(text);
  madeOf.set(text, check);
  const [oldest] = madeOf.keys();
  if (madeOf.size > TEXTS_KEPT && oldest !== undefined) madeOf.delete(oldest);
  return check;
};

/** Checks with ajv in strict mode: no coercion, no defaults, nothing removed; an unknown keyword of a schema throws. Compiled once a schema, and once for all that say the same. */
export const checkShape: CheckShape = (schema) => {
  const known = made.get(schema);
  if (known) return known;
  // typebox keeps marks of its own beside the schema.
  const check = compiledOnce(JSON.stringify(schema));
  made.set(schema, check);
  return check;
};
