import type { SourceNode } from "./node.ts";
import type { Definitions, Kind, Schema } from "./schema-leaves.ts";
import { asSchema, fixedValues, kindOf, leavesOf, schemaOfKey, takes } from "./schema-leaves.ts";
import { suggest } from "./suggest.ts";

/** As much of a map, written or read, as the choice of a shape needs. */
export interface Peek {
  readonly keys: readonly string[];
  /** The scalar under a key as text; `null` if it is none. */
  readonly textAt: (key: string) => string | null;
}
export const peekAtNode = (node: SourceNode): Peek => ({
  keys: node.kind === "map" ? [...node.entries.keys()] : [],
  textAt: (key) => {
    const value = node.kind === "map" ? node.entries.get(key)?.value : undefined;
    return value?.kind === "scalar" ? value.text : null;
  },
});
export const peekAtValue = (value: unknown): Peek => {
  const map = kindOf(value) === "map" ? (value as Readonly<Record<string, unknown>>) : {};
  return {
    keys: Object.keys(map),
    textAt: (key) => {
      const inner = Object.hasOwn(map, key) ? map[key] : undefined;
      return /^(string|number|boolean)$/.test(typeof inner) ? String(inner) : null;
    },
  };
};

/** All fixed values of a schema's leaves; `null` if it takes anything else too. */
const onlyValues = (schema: Schema, definitions: Definitions): ReadonlySet<string> | null => {
  const all: string[] = [];
  for (const leaf of leavesOf(schema, definitions)) {
    const fixed = fixedValues(leaf);
    if (fixed === null) return null;
    all.push(...fixed.map(String));
  }
  return new Set(all);
};

const KNOWN = 2;
const UNKNOWN = -3;
const MISSING = -2;
const TELLING = 8;

/** How well a map fits a leaf: known keys, keys it refuses, keys it misses, and above all the values that tell kinds apart (`operator: has`). */
export const scoreOf = (peek: Peek, leaf: Schema, definitions: Definitions): number => {
  const properties = asSchema(leaf.properties) ?? {};
  let score = 0;
  for (const key of peek.keys) {
    const schema = schemaOfKey(leaf, key);
    if (schema === null) score += UNKNOWN;
    else if (Object.hasOwn(properties, key))
      score += KNOWN + telling(peek, key, schema, definitions);
  }
  const required = Array.isArray(leaf.required) ? (leaf.required as string[]) : [];
  return score + MISSING * required.filter((key) => !peek.keys.includes(key)).length;
};
const telling = (peek: Peek, key: string, schema: Schema, definitions: Definitions): number => {
  const values = onlyValues(schema, definitions);
  const text = peek.textAt(key);
  if (values === null || text === null) return 0;
  return values.has(text) ? TELLING : -TELLING;
};

export interface Best {
  readonly leaf: Schema;
  readonly score: number;
}
/** A misspelled key tells what was meant, too; asked only where nothing else does. */
const isNear = (peek: Peek, leaf: Schema): boolean => {
  const names = Object.keys(asSchema(leaf.properties) ?? {});
  return peek.keys.some((key) => !names.includes(key) && suggest(key, names) !== null);
};

/** The leaf that a map was most likely meant for; the first of equals. */
export const bestLeaf = (
  peek: Peek,
  leaves: readonly Schema[],
  definitions: Definitions,
): Best | null => {
  let best: Best[] = [];
  for (const leaf of leaves) {
    if (!takes(leaf, "map")) continue;
    const score = scoreOf(peek, leaf, definitions);
    const top = best[0]?.score ?? Number.NEGATIVE_INFINITY;
    if (score > top) best = [{ leaf, score }];
    else if (score === top) best.push({ leaf, score });
  }
  const [first] = best;
  return (best.length > 1 && best.find(({ leaf }) => isNear(peek, leaf))) || (first ?? null);
};

/** Whether a schema takes nothing but this kind. */
export const takesOnly = (schema: Schema, kind: Kind, definitions: Definitions): boolean => {
  const leaves = leavesOf(schema, definitions);
  return leaves.length > 0 && leaves.every((leaf) => takes(leaf, kind) && !takesOther(leaf, kind));
};
const takesOther = (leaf: Schema, kind: Kind): boolean =>
  (["text", "number", "boolean", "null", "list", "map"] as const).some(
    (other) => other !== kind && takes(leaf, other),
  );
