import type { TSchema } from "typebox";
import { makeDiagnostic } from "../../errors.ts";
import type { CheckShape, ShapeProblem } from "../../ports.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json, Names } from "../../schema/words.ts";
import { bestLeaf, peekAtValue } from "./best-leaf.ts";
import { formHint } from "./form-hints.ts";
import { shown, wantedOf } from "./mistake-words.ts";
import type { Definitions, Schema } from "./schema-leaves.ts";
import {
  asSchema,
  fixedValues,
  kindOf,
  leavesOf,
  schemaOfKey,
  schemaOfPlace,
  takes,
} from "./schema-leaves.ts";
import { fullWidthIn, toAscii } from "./slips.ts";
import { suggest } from "./suggest.ts";
import type { Steps, Where } from "./where.ts";

/** A value that a checker refused. */
export interface ShapeMistake {
  readonly problems: readonly ShapeProblem[];
  readonly value: Json;
  readonly schema: Schema;
  /** Default: the schema's own. */
  readonly definitions?: Definitions;
  /** Where the value stands in its rule, test or file. */
  readonly at?: Steps;
  readonly where: Where;
  /** Asked again which of several shapes was meant. */
  readonly checkShape: CheckShape;
}
interface Desk {
  readonly mistake: ShapeMistake;
  readonly definitions: Definitions;
}
/** One problem with the value and the shapes at its place. */
interface Spotted {
  readonly desk: Desk;
  readonly at: Steps;
  readonly problem: ShapeProblem;
  readonly value: Json | undefined;
  readonly leaves: readonly Schema[];
}

const valueAt = (value: Json, at: Steps): Json | undefined => {
  let here: Json | undefined = value;
  for (const step of at) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<string | number, Json>>)[step];
  }
  return here;
};

/** The shapes at a place: at every map on the way the one it was most likely meant for. */
const leavesAt = (desk: Desk, root: Json, at: Steps): readonly Schema[] => {
  let leaves = leavesOf(desk.mistake.schema, desk.definitions);
  let here: Json | undefined = root;
  for (const step of at) {
    const kind = kindOf(here);
    const meant =
      kind === "map"
        ? bestLeaf(peekAtValue(here), leaves, desk.definitions)?.leaf
        : leaves.find((leaf) => takes(leaf, kind));
    const inner =
      typeof step === "number" ? schemaOfPlace(meant ?? {}, step) : schemaOfKey(meant ?? {}, step);
    leaves = leavesOf(inner ?? {}, desk.definitions);
    here = valueAt(here ?? null, [step]);
  }
  return leaves;
};

const say = (
  { desk, at }: Spotted,
  code: Diagnostic["code"] & Parameters<typeof makeDiagnostic>[0],
  params: Names = {},
  end: "key" | "value" = "value",
): readonly Diagnostic[] => {
  const place = [...(desk.mistake.at ?? []), ...at];
  return [makeDiagnostic(code, desk.mistake.where[end](place), params)];
};

/** `１０`, `09：00-18：00`: right but for the input method. */
const wide = (spotted: Spotted, fits: (ascii: string) => boolean): readonly Diagnostic[] | null => {
  const { value, desk, at } = spotted;
  if (typeof value !== "string") return null;
  const found = fullWidthIn(value);
  if (found === null || !fits(toAscii(value))) return null;
  const place = [...(desk.mistake.at ?? []), ...at];
  const params = { found: found.found, wanted: found.wanted };
  const spot = desk.mistake.where.within(place, found.index);
  return [makeDiagnostic("full-width-punctuation", spot, params)];
};

const wrongType = (spotted: Spotted): readonly Diagnostic[] => {
  const numeric = (ascii: string): boolean => /^-?\d+(\.\d+)?$/.test(ascii);
  const wantsNumber = spotted.leaves.some((leaf) => takes(leaf, "number"));
  const slip = wantsNumber ? wide(spotted, numeric) : null;
  if (slip) return slip;
  return say(spotted, "wrong-type", { found: shown(spotted), wanted: wantedOf(spotted.leaves) });
};

const notOneOf = (spotted: Spotted): readonly Diagnostic[] => {
  const known = spotted.leaves.flatMap((leaf) => fixedValues(leaf)?.map(String) ?? []);
  const slip = wide(spotted, (ascii) => known.includes(ascii));
  if (slip) return slip;
  const found = shown(spotted);
  const suggestion = suggest(String(found), known);
  return say(spotted, "not-one-of", {
    found,
    ...(suggestion === null ? {} : { suggestion }),
    known,
  });
};

const wrongForm = (spotted: Spotted): readonly Diagnostic[] => {
  const { pattern } = spotted.problem.params;
  const fits = (ascii: string): boolean => typeof pattern === "string" && matches(pattern, ascii);
  const slip = wide(spotted, fits);
  if (slip) return slip;
  const hint = formHint(spotted.leaves, pattern);
  return say(spotted, "wrong-form", { found: shown(spotted), ...(hint ? { hint } : {}) });
};
const matches = (pattern: string, text: string): boolean => {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
};

/** The keys that could stand in a map. */
const keysOf = ({ leaves }: Spotted): readonly string[] => [
  ...new Set(
    leaves
      .filter((leaf) => takes(leaf, "map"))
      .flatMap((leaf) => Object.keys(asSchema(leaf.properties) ?? {})),
  ),
];

/** A key that the map does not have: a lost dash or colon, another word for ours, or near to one. */
const unknownKey = (spotted: Spotted): readonly Diagnostic[] => {
  const key = String(spotted.problem.params.additionalProperty);
  const known = keysOf(spotted);
  const inner = { ...spotted, at: [...spotted.at, key] };
  const dashed = /^[-－]\s*(.+)$/.exec(key)?.[1];
  if (dashed !== undefined && known.includes(dashed))
    return say(inner, "space-after-dash", {}, "key");
  const wideColon = key.indexOf("：");
  if (wideColon > 0 && known.includes(key.slice(0, wideColon))) {
    return say(inner, "full-width-punctuation", { found: "：", wanted: ":" }, "key");
  }
  const suggestion = suggest(key, known);
  return say(
    inner,
    "unknown-key",
    { key, ...(suggestion === null ? { known } : { suggestion }) },
    "key",
  );
};

const limit = (spotted: Spotted): Json => Number(spotted.problem.params.limit);
const limited =
  (code: Parameters<typeof makeDiagnostic>[0]) =>
  (spotted: Spotted): readonly Diagnostic[] =>
    say(spotted, code, { limit: limit(spotted), found: shown(spotted) });
const emptyOr =
  (empty: Parameters<typeof makeDiagnostic>[0], short: Parameters<typeof makeDiagnostic>[0]) =>
  (spotted: Spotted): readonly Diagnostic[] =>
    limit(spotted) === 1 ? say(spotted, empty) : limited(short)(spotted);

const wholes = new WeakMap<Schema, Schema>();
/** A leaf as a schema of its own; always the same object, so that a checker is made of it once. */
const schemaOfLeaf = (leaf: Schema, definitions: Definitions): Schema => {
  const known = wholes.get(leaf);
  if (known?.definitions === definitions) return known;
  const schema = { ...leaf, definitions };
  wholes.set(leaf, schema);
  return schema;
};

/** None of several shapes: explained by the one that was most likely meant. */
const choice = (spotted: Spotted): readonly Diagnostic[] => {
  const { desk, at, value, leaves } = spotted;
  const kind = kindOf(value);
  const able = leaves.filter((leaf) => takes(leaf, kind));
  if (able.length === 0) return wrongType(spotted);
  const open = able.filter((leaf) => fixedValues(leaf) === null);
  if (open.length === 0) return notOneOf({ ...spotted, leaves: able });
  const meant =
    kind === "map" ? bestLeaf(peekAtValue(value), open, desk.definitions)?.leaf : open[0];
  const schema = schemaOfLeaf(meant ?? {}, desk.definitions);
  const inner = desk.mistake.checkShape(schema as TSchema)(value);
  const explained = problemsToDiagnostics({
    ...desk.mistake,
    problems: inner.filter((one) => one.keyword !== "anyOf" || one.at.length > 0),
    value: value ?? null,
    schema,
    definitions: desk.definitions,
    at: [...(desk.mistake.at ?? []), ...at],
  });
  return explained.length > 0 ? explained : say(spotted, "wrong-shape");
};

const explainers: Readonly<Record<string, (spotted: Spotted) => readonly Diagnostic[]>> = {
  required: (spotted) =>
    say(spotted, "missing-key", { key: String(spotted.problem.params.missingProperty) }, "key"),
  additionalProperties: unknownKey,
  propertyNames: (spotted) => {
    const key = String(spotted.problem.params.propertyName);
    return say({ ...spotted, at: [...spotted.at, key] }, "wrong-form", { found: key }, "key");
  },
  type: wrongType,
  const: notOneOf,
  enum: notOneOf,
  pattern: wrongForm,
  format: wrongForm,
  minimum: limited("too-small"),
  exclusiveMinimum: limited("too-small"),
  maximum: limited("too-big"),
  exclusiveMaximum: limited("too-big"),
  multipleOf: (spotted) =>
    say(spotted, "not-a-multiple", {
      limit: Number(spotted.problem.params.multipleOf),
      found: shown(spotted),
    }),
  minLength: emptyOr("text-empty", "text-too-short"),
  maxLength: limited("text-too-long"),
  minItems: emptyOr("list-empty", "list-too-short"),
  maxItems: limited("list-too-long"),
  additionalItems: (spotted) => {
    const places = spotted.leaves.map((leaf) => leaf.items).find(Array.isArray);
    return say(spotted, "list-too-long", { limit: places?.length ?? 0 });
  },
  uniqueItems: (spotted) => say(spotted, "list-repeats"),
  minProperties: (spotted) =>
    limit(spotted) === 1
      ? say(spotted, "map-empty", { known: keysOf(spotted) })
      : limited("keys-too-few")(spotted),
  maxProperties: (spotted) => {
    const [first, second] = Object.keys(asSchema(spotted.value) ?? {});
    if (limit(spotted) !== 1 || first === undefined || second === undefined) {
      return limited("keys-too-many")(spotted);
    }
    return say(
      { ...spotted, at: [...spotted.at, second] },
      "one-key-only",
      { first, second },
      "key",
    );
  },
  anyOf: choice,
};

const explain = (desk: Desk, problem: ShapeProblem): readonly Diagnostic[] => {
  const value = valueAt(desk.mistake.value, problem.at);
  const leaves = leavesAt(desk, desk.mistake.value, problem.at);
  const spotted: Spotted = { desk, at: problem.at, problem, value, leaves };
  return (explainers[problem.keyword] ?? ((one) => say(one, "wrong-shape")))(spotted);
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/** A misspelled key is also a missing one and one too many: the first message says it. */
const withoutEcho = (all: readonly Diagnostic[]): readonly Diagnostic[] => {
  const meant = new Set(all.map((one) => one.params.suggestion).filter(Boolean));
  const unknown = new Set(
    all.filter(({ code }) => code === "unknown-key").map(({ path }) => parentOf(path)),
  );
  return all.filter(({ code, path, params }) => {
    if (code === "missing-key") return !meant.has(params.key as Json);
    if (code === "one-key-only") return !unknown.has(parentOf(path));
    return code !== "keys-too-many" || !unknown.has(path);
  });
};

/** Says in our words what a checker refused: one mistake, one message, with "did you mean" from the schema. */
export const problemsToDiagnostics = (mistake: ShapeMistake): readonly Diagnostic[] => {
  const definitions = mistake.definitions ?? asSchema(mistake.schema.definitions) ?? {};
  const desk: Desk = { mistake, definitions };
  return withoutEcho(mistake.problems.flatMap((problem) => explain(desk, problem)));
};
