import type { Json, Names } from "../../schema/words.ts";
import { bestLeaf, peekAtNode, takesOnly } from "./best-leaf.ts";
import { freeValue } from "./free-data.ts";
import type { Finding, SourceList, SourceMap, SourceNode, SourceScalar } from "./node.ts";
import { finding, isMissing } from "./node.ts";
import type { Definitions, Kind, Schema } from "./schema-leaves.ts";
import {
  asSchema,
  fitsText,
  leavesOf,
  schemaOfKey,
  schemaOfPlace,
  takes,
} from "./schema-leaves.ts";
import { brokenKey } from "./slips.ts";
import { textSlips } from "./text-slips.ts";
import type { Steps } from "./where.ts";

/** A mistake at a place of the value. */
export interface ShapeFinding extends Finding {
  readonly steps: Steps;
}
export interface Shaped {
  readonly value: Json;
  readonly found: readonly ShapeFinding[];
}

interface Walk {
  readonly text: string;
  readonly definitions: Definitions;
  readonly found: ShapeFinding[];
}

/** The only number there is in a rule file. */
const NUMBER = /^-?\d+(\.\d+)?$/;

const note = (walk: Walk, steps: Steps, found: Finding): void => {
  walk.found.push({ ...found, steps });
};

const oneOf = (leaves: readonly Schema[], kind: Kind): Schema | undefined =>
  leaves.find((leaf) => takes(leaf, kind));

const numberOf = (text: string): number | null => {
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  // More digits than a number holds: an id, left as text for the checker to name.
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return null;
  return value === 0 ? 0 : value;
};

const scalarOf = (text: string, leaves: readonly Schema[]): Json | undefined => {
  const number = oneOf(leaves, "number") ? numberOf(text) : null;
  if (number !== null) return number;
  if (oneOf(leaves, "boolean") && (text === "true" || text === "false")) return text === "true";
  return undefined;
};

/** What stands in front of a missing value: `then:`, or the dash of a list. */
const lead = (steps: Steps): string => {
  const last = steps.at(-1);
  return typeof last === "string" ? `${last}:` : "-";
};

/** Nothing behind `key:`. A place for any text takes it as the empty text, as long as nobody is told it. */
const missingValue = (
  walk: Walk,
  node: SourceScalar,
  leaves: readonly Schema[],
  steps: Steps,
): Json => {
  if (oneOf(leaves, "null") && !oneOf(leaves, "text")) return null;
  const silent = leaves.some(
    (leaf) => fitsText(leaf, "") && !leaf["x-template"] && !leaf["x-resource"] && !leaf.minLength,
  );
  if (!silent) note(walk, steps, finding("value-missing", node.start, { key: lead(steps) }));
  return "";
};

const knowsKey =
  (leaves: readonly Schema[]) =>
  (word: string): boolean =>
    leaves.some((leaf) => Object.hasOwn(asSchema(leaf.properties) ?? {}, word));

/** `reply：你好` where a key was wanted: read as one text. */
const lostKey = (walk: Walk, node: SourceScalar, leaves: readonly Schema[], steps: Steps): void => {
  const slip = node.style === "plain" ? brokenKey(node.text, knowsKey(leaves)) : null;
  if (slip === null) return;
  const params: Names =
    slip.code === "space-after-colon" ? { key: slip.key } : { found: "：", wanted: ":" };
  note(walk, steps, finding(slip.code, node.start + slip.index, params));
};

/** Whether a scalar may stand for a list of itself, where other texts may stand too (`any` or a list). */
const isItem = (walk: Walk, text: string, list: Schema): boolean => {
  const leaves = leavesOf(schemaOfPlace(list, 0), walk.definitions);
  return leaves.some((leaf) => fitsText(leaf, text)) || scalarOf(text, leaves) !== undefined;
};

const shapeScalar = (
  walk: Walk,
  node: SourceScalar,
  leaves: readonly Schema[],
  steps: Steps,
): Json => {
  const list = leaves.find((leaf) => takes(leaf, "list"));
  if (isMissing(node)) return missingValue(walk, node, leaves, steps);
  const textLeaf = leaves.find((leaf) => fitsText(leaf, node.text));
  if (textLeaf) {
    const found = textSlips({ source: walk.text, node, leaf: textLeaf, steps });
    for (const one of found) note(walk, steps, one);
    return node.text;
  }
  const other = scalarOf(node.text, leaves);
  if (other !== undefined) return other;
  if (list && (!oneOf(leaves, "text") || isItem(walk, node.text, list))) {
    return [shapeNode(walk, node, schemaOfPlace(list, 0), [...steps, 0])];
  }
  lostKey(walk, node, leaves, steps);
  return node.text;
};

const shapeEntries = (walk: Walk, node: SourceMap, leaf: Schema, steps: Steps): Json => {
  return Object.fromEntries(
    [...node.entries].map(([key, entry]) => [
      key,
      shapeNode(walk, entry.value, schemaOfKey(leaf, key) ?? {}, [...steps, key]),
    ]),
  );
};

const shapeMap = (walk: Walk, node: SourceMap, leaves: readonly Schema[], steps: Steps): Json => {
  const peek = peekAtNode(node);
  const best = bestLeaf(peek, leaves, walk.definitions);
  const list = leaves.find((leaf) => takes(leaf, "list") && !takes(leaf, "map"));
  if (list) {
    const item = schemaOfPlace(list, 0);
    const asItem = bestLeaf(peek, leavesOf(item, walk.definitions), walk.definitions);
    if (best === null || (asItem !== null && asItem.score > best.score)) {
      return [shapeNode(walk, node, item, [...steps, 0])];
    }
  }
  return shapeEntries(walk, node, best?.leaf ?? {}, steps);
};

/** How many of a list's first entries a leaf has a place for, by kind. */
const fitOf = (node: SourceList, leaf: Schema, definitions: Definitions): number =>
  node.items.slice(0, 4).filter((item, place) => {
    const kinds = leavesOf(schemaOfPlace(leaf, place), definitions);
    if (item.kind !== "scalar") return kinds.some((one) => takes(one, item.kind));
    return (
      kinds.some((one) => fitsText(one, item.text)) || scalarOf(item.text, kinds) !== undefined
    );
  }).length;

const bestList = (
  node: SourceList,
  leaves: readonly Schema[],
  definitions: Definitions,
): Schema | null => {
  let best: { readonly leaf: Schema; readonly fit: number } | null = null;
  for (const leaf of leaves) {
    if (!takes(leaf, "list")) continue;
    const fit = fitOf(node, leaf, definitions);
    if (best === null || fit > best.fit) best = { leaf, fit };
  }
  return best?.leaf ?? null;
};

const shapeList = (walk: Walk, node: SourceList, leaves: readonly Schema[], steps: Steps): Json => {
  const leaf = bestList(node, leaves, walk.definitions) ?? {};
  const first = schemaOfPlace(leaf, 0);
  const flat = node.items.length > 0 && node.items.every((item) => item.kind === "scalar");
  if (flat && leaf.items !== undefined && takesOnly(first, "list", walk.definitions)) {
    // A list of lists, and one of them was written.
    return [shapeNode(walk, node, first, [...steps, 0])];
  }
  return node.items.map((item, place) =>
    shapeNode(walk, item, schemaOfPlace(leaf, place), [...steps, place]),
  );
};

const shapeNode = (walk: Walk, node: SourceNode, schema: Schema, steps: Steps): Json => {
  const leaves = leavesOf(schema, walk.definitions);
  if (leaves.some((leaf) => leaf["x-free"] === true)) return freeValue(node);
  if (node.kind === "map") return shapeMap(walk, node, leaves, steps);
  return node.kind === "list"
    ? shapeList(walk, node, leaves, steps)
    : shapeScalar(walk, node, leaves, steps);
};

/**
 * Walks what was written and its schema together and makes numbers, booleans and lists where the schema has them
 * (language.md §2 "Scalars"); one item may stand for a list. Where text may stand too, a scalar is text. What does
 * not fit is left as text for the checker to name. Never throws.
 */
export const shapeValue = (from: {
  readonly node: SourceNode;
  readonly text: string;
  readonly schema: Schema;
  readonly definitions: Definitions;
}): Shaped => {
  const walk: Walk = { text: from.text, definitions: from.definitions, found: [] };
  const value = shapeNode(walk, from.node, from.schema, []);
  return { value, found: walk.found };
};
