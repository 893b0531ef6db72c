import type { ShapeProblem } from "../../ports.ts";
import type { Steps } from "./where.ts";

/** A complaint as ajv and typebox both write it: JSON pointers, one keyword. */
export interface RawProblem {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const stepsOf = (pointer: string, value: unknown): Steps => {
  const steps: (string | number)[] = [];
  let here: unknown = value;
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    steps.push(Array.isArray(here) ? Number(key) : key);
    here = (here as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  }
  return steps;
};
const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf("/"));
const lastOf = (pointer: string): string =>
  pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");

interface Placed {
  readonly pointer: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
const placed = (pointer: string, keyword: string, params: Placed["params"] = {}): Placed => ({
  pointer,
  keyword,
  params,
});

const namesIn = (raw: RawProblem, one: string, many: string): readonly string[] => {
  const list = raw.params[many];
  return Array.isArray(list) ? list.map(String) : [String(raw.params[one])];
};

/** typebox says of a key or place too many that `false` refused its value; ajv names the map or list. */
const fromFalse = (raw: RawProblem): Placed => {
  const parent = parentOf(raw.instancePath);
  if (raw.schemaPath.endsWith("/additionalProperties")) {
    const additionalProperty = lastOf(raw.instancePath);
    return placed(parent, "additionalProperties", { additionalProperty });
  }
  const surplus = /\/(additionalItems|items)$/.test(raw.schemaPath);
  return surplus ? placed(parent, "additionalItems") : placed(raw.instancePath, "false schema");
};

const byKeyword: Readonly<Record<string, (raw: RawProblem) => readonly Placed[]>> = {
  required: (raw) =>
    namesIn(raw, "missingProperty", "requiredProperties").map((missingProperty) =>
      placed(raw.instancePath, "required", { missingProperty }),
    ),
  additionalProperties: (raw) =>
    // typebox adds one of these also where a key's value is wrong: the `false` above says it better.
    Array.isArray(raw.params.additionalProperties)
      ? []
      : [placed(raw.instancePath, "additionalProperties", raw.params)],
  propertyNames: (raw) =>
    namesIn(raw, "propertyName", "propertyNames").map((propertyName) =>
      placed(raw.instancePath, "propertyNames", { propertyName }),
    ),
  additionalItems: (raw) => [placed(raw.instancePath, "additionalItems")],
  items: (raw) => [placed(raw.instancePath, "additionalItems")],
  boolean: (raw) => [fromFalse(raw)],
  // The branch's own complaint follows.
  if: () => [],
  oneOf: (raw) => [placed(raw.instancePath, "anyOf")],
  anyOf: (raw) => [placed(raw.instancePath, "anyOf")],
};

const placesOf = (raw: RawProblem): readonly Placed[] => {
  // What a name of a key must look like is told by the one problem of the map.
  const isName = raw.keyword !== "propertyNames" && /\/propertyNames(\/|$)/.test(raw.schemaPath);
  if (isName) return [];
  const known = byKeyword[raw.keyword];
  return known ? known(raw) : [placed(raw.instancePath, raw.keyword, raw.params)];
};

const covers = (outer: string, inner: string): boolean =>
  inner === outer || inner.startsWith(`${outer}/`);

/** One value, one complaint: its type before its content. */
const RANK: readonly string[] = ["type", "const", "enum"];
const rank = ({ keyword }: Placed): number => {
  const place = RANK.indexOf(keyword);
  return place === -1 ? RANK.length : place;
};
const isMany = ({ keyword }: Placed): boolean =>
  /^(required|additionalProperties|propertyNames)$/.test(keyword);

const byName = (a: Placed, b: Placed): number =>
  rank(a) - rank(b) || (a.keyword < b.keyword ? -1 : a.keyword > b.keyword ? 1 : 0);

const onlyFirst = (problems: readonly Placed[]): readonly Placed[] => {
  const best = new Map<string, Placed>();
  for (const one of problems) {
    const many = isMany(one) ? `${one.keyword}${JSON.stringify(one.params)}` : "";
    const key = `${one.pointer}\n${many}`;
    const before = best.get(key);
    if (before === undefined || byName(one, before) < 0) best.set(key, one);
  }
  // The order of a walk is each checker's own.
  return [...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};

/**
 * Brings the complaints of either checker into one form, so that both say the same at the same places: a choice
 * (`anyOf`, `oneOf`) that fits nowhere is one problem in place of those of all its branches, and a value has one
 * problem, but a map one a missing, unknown or ill-named key.
 */
export const normalProblems = (
  raw: readonly RawProblem[],
  value: unknown,
): readonly ShapeProblem[] => {
  const all = raw.flatMap(placesOf);
  const choices = all.filter(({ keyword }) => keyword === "anyOf").map(({ pointer }) => pointer);
  const outer = choices.filter(
    (one) => !choices.some((other) => other !== one && covers(other, one)),
  );
  const kept = all.filter(
    ({ pointer, keyword }) =>
      !outer.some((one) => covers(one, pointer) && !(keyword === "anyOf" && one === pointer)),
  );
  return onlyFirst(kept).map(({ pointer, keyword, params }) => ({
    at: stepsOf(pointer, value),
    keyword,
    params,
  }));
};
