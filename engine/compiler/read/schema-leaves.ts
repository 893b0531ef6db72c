import type { Json } from "../../schema/words.ts";

/** A draft-07 schema as data; `true` and `{}` take everything. */
export type Schema = Readonly<Record<string, unknown>>;
/** What `$ref: "#/definitions/NAME"` points into. */
export type Definitions = Readonly<Record<string, unknown>>;
export type Kind = "text" | "number" | "boolean" | "null" | "list" | "map";

const MAX_HOPS = 64;
const REF = "#/definitions/";

export const asSchema = (value: unknown): Schema | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const target = (schema: Schema, definitions: Definitions): Schema | null => {
  const { $ref } = schema;
  if (typeof $ref !== "string" || !$ref.startsWith(REF)) return null;
  const name = decodeURIComponent($ref.slice(REF.length))
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return Object.hasOwn(definitions, name) ? asSchema(definitions[name]) : null;
};

const merge = (base: Schema, over: Schema): Schema => ({
  ...base,
  ...over,
  ...(base.properties || over.properties
    ? { properties: { ...asSchema(base.properties), ...asSchema(over.properties) } }
    : {}),
  ...(base.required || over.required
    ? { required: [...listOf(base.required), ...listOf(over.required)] }
    : {}),
});

const expand = (schema: Schema, definitions: Definitions, hops: number): readonly Schema[] => {
  if (hops > MAX_HOPS) return [];
  const { $ref, anyOf, oneOf, allOf, ...own } = schema;
  if ($ref !== undefined) {
    const pointed = target(schema, definitions);
    return pointed ? expand(pointed, definitions, hops + 1) : [];
  }
  let leaves: readonly Schema[] = [own];
  for (const part of listOf(allOf)) {
    const inner = expand(asSchema(part) ?? {}, definitions, hops + 1);
    leaves = leaves.flatMap((leaf) => inner.map((one) => merge(leaf, one)));
  }
  for (const choice of [anyOf, oneOf]) {
    if (choice === undefined) continue;
    const inner = listOf(choice).flatMap((one) =>
      expand(asSchema(one) ?? {}, definitions, hops + 1),
    );
    leaves = leaves.flatMap((leaf) => inner.map((one) => merge(leaf, one)));
  }
  return leaves;
};

const caches = new WeakMap<Definitions, WeakMap<Schema, readonly Schema[]>>();

/** The shapes a schema allows, its `$ref anyOf oneOf allOf` resolved, in the order written. */
export const leavesOf = (schema: unknown, definitions: Definitions): readonly Schema[] => {
  const root = asSchema(schema) ?? {};
  let cache = caches.get(definitions);
  if (cache === undefined) {
    cache = new WeakMap();
    caches.set(definitions, cache);
  }
  const known = cache.get(root);
  if (known) return known;
  const leaves = expand(root, definitions, 0);
  cache.set(root, leaves);
  return leaves;
};

const KIND_OF_TYPE: Readonly<Record<string, Kind>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
  array: "list",
  object: "map",
};
const KIND_OF_KEYWORD: readonly (readonly [Kind, readonly string[]])[] = [
  [
    "map",
    [
      "properties",
      "required",
      "additionalProperties",
      "patternProperties",
      "minProperties",
      "maxProperties",
      "propertyNames",
    ],
  ],
  ["list", ["items", "minItems", "maxItems", "uniqueItems"]],
  ["text", ["pattern", "minLength", "maxLength", "format", "x-template", "x-resource"]],
  ["number", ["minimum", "maximum", "multipleOf"]],
];
/** The kind of a plain value. */
export const kindOf = (value: unknown): Kind => {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "map";
  if (typeof value === "string") return "text";
  return typeof value === "boolean" ? "boolean" : "number";
};
const ALL: ReadonlySet<Kind> = new Set(["text", "number", "boolean", "null", "list", "map"]);

/** The only values a leaf takes, from `const` or `enum`; `null` if it takes others. */
export const fixedValues = (leaf: Schema): readonly Json[] | null => {
  if (leaf.const !== undefined) return [leaf.const as Json];
  return Array.isArray(leaf.enum) ? (leaf.enum as Json[]) : null;
};

const kindCache = new WeakMap<Schema, ReadonlySet<Kind>>();
/** The kinds of value a leaf takes. */
export const kindsOf = (leaf: Schema): ReadonlySet<Kind> => {
  const known = kindCache.get(leaf);
  if (known) return known;
  const kinds = findKinds(leaf);
  kindCache.set(leaf, kinds);
  return kinds;
};
const findKinds = (leaf: Schema): ReadonlySet<Kind> => {
  const fixed = fixedValues(leaf);
  if (fixed) return new Set(fixed.map(kindOf));
  const { type } = leaf;
  if (type !== undefined) {
    const names = typeof type === "string" ? [type] : listOf(type).map(String);
    return new Set(names.flatMap((name) => KIND_OF_TYPE[name] ?? []));
  }
  const kinds = KIND_OF_KEYWORD.flatMap(([kind, words]) =>
    words.some((word) => leaf[word] !== undefined) ? [kind] : [],
  );
  return kinds.length > 0 ? new Set(kinds) : ALL;
};
export const takes = (leaf: Schema, kind: Kind): boolean => kindsOf(leaf).has(kind);

const patterns = new Map<string, RegExp | null>();
const patternOf = (source: string): RegExp | null => {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  let made: RegExp | null = null;
  try {
    made = new RegExp(source, "u");
  } catch {
    // A pattern that is none refuses nothing here; the checker names it.
  }
  patterns.set(source, made);
  return made;
};
/** Whether a text is one of a leaf's fixed values and has its pattern; lengths are left to the checker. */
export const fitsText = (leaf: Schema, text: string): boolean => {
  if (!takes(leaf, "text")) return false;
  const fixed = fixedValues(leaf);
  if (fixed && !fixed.includes(text)) return false;
  const { pattern } = leaf;
  return typeof pattern !== "string" || (patternOf(pattern)?.test(text) ?? true);
};

/** The schema of one key of a map; `null` if the map refuses the key. */
export const schemaOfKey = (leaf: Schema, key: string): Schema | null => {
  const properties = asSchema(leaf.properties);
  if (properties && Object.hasOwn(properties, key)) return asSchema(properties[key]) ?? {};
  for (const [source, schema] of Object.entries(asSchema(leaf.patternProperties) ?? {})) {
    if (patternOf(source)?.test(key)) return asSchema(schema) ?? {};
  }
  const rest = leaf.additionalProperties;
  return rest === false ? null : (asSchema(rest) ?? {});
};
/** The schema of one place of a list. */
export const schemaOfPlace = (leaf: Schema, place: number): Schema => {
  const { items } = leaf;
  if (!Array.isArray(items)) return asSchema(items) ?? {};
  return asSchema(items[place] ?? leaf.additionalItems) ?? {};
};
