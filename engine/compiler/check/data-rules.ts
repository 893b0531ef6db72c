import { CAPTURED_NAME } from "../../definitions/file-schema-parts.ts";
import type { Registry } from "../../definitions/registry.ts";
import type { DiagnosticCode } from "../../errors.ts";
import type { Json, Names } from "../../schema/words.ts";
import type { Where } from "../read/where.ts";
import type { End, Problem } from "./findings.ts";
import type { Place } from "./marks.ts";
import { isMap } from "./marks.ts";
import { isTaken } from "./names.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** What a data file must also satisfy, beyond its schema. */
export type DataRule = (value: JsonMap, where: Where, registry: Registry) => readonly Problem[];

const problem = (
  code: DiagnosticCode,
  at: Place,
  params: Names = {},
  end: End = "value",
): Problem => ({ code, at, end, params });
const listAt = (value: JsonMap, key: string): readonly Json[] => {
  const list = value[key];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
};

/** Ids stand once each in a file. */
export const idsOnce =
  (key: string): DataRule =>
  (value, where) => {
    const first = new Map<string, Place>();
    return listAt(value, key).flatMap((entry, place) => {
      const id = isMap(entry) ? entry.id : null;
      if (typeof id !== "string") return [];
      const at = [key, place, "id"];
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, at);
        return [];
      }
      const { file, line } = where.value(before);
      return [problem("duplicate-id", at, { id, file, first: line })];
    });
  };

const BUTTON = ["key", "url", "mini-program", "media", "article", "sub"] as const;
const checkButton = (button: Json, at: Place): readonly Problem[] => {
  if (!isMap(button)) return [];
  const does = BUTTON.filter((key) => Object.hasOwn(button, key));
  const opensAlone = Object.hasOwn(button, "opens") && !does.includes("key");
  return [
    ...(does.length === 1 ? [] : [problem("button-form", at, { known: BUTTON })]),
    ...(opensAlone ? [problem("opens-without-key", [...at, "opens"], {}, "key")] : []),
    ...checkButtons(button.sub, [...at, "sub"]),
  ];
};
const checkButtons = (value: Json | undefined, at: Place): readonly Problem[] =>
  Array.isArray(value)
    ? (value as readonly Json[]).flatMap((one, place) => checkButton(one, [...at, place]))
    : [];
/** Every button does exactly one thing. */
export const buttonsDoOneThing: DataRule = (value) => [
  ...checkButtons(value.menu, ["menu"]),
  ...listAt(value, "conditional").flatMap((one, place) =>
    checkButtons(isMap(one) ? one.menu : undefined, ["conditional", place, "menu"]),
  ),
];

/** Far below a fen, far above what binary fractions lose. */
const TOLERANCE = 1e-6;
/** Prices have at most two decimals. */
export const pricesAreMoney: DataRule = (value) =>
  listAt(value, "products").flatMap((one, place) => {
    const price = isMap(one) ? one.price : undefined;
    if (typeof price !== "number") return [];
    if (Math.abs(price * 100 - Math.round(price * 100)) < TOLERANCE) return [];
    return [problem("money-form", ["products", place, "price"], { found: price })];
  });

/** Vars are names like any other: they may not hide one of ours. */
export const varsAreNames: DataRule = (value, _where, registry) =>
  Object.keys(isMap(value.vars) ? value.vars : {}).flatMap((name) => {
    const at = ["vars", name];
    if (!CAPTURED_NAME.test(name)) return [problem("name-form", at, { name }, "key")];
    if (!isTaken(name, registry)) return [];
    return [problem("name-taken", at, { name, suggestion: `my_${name}` }, "key")];
  });

/** A place is found by its position or by its address. */
export const placesAreSomewhere: DataRule = (value) =>
  listAt(value, "places").flatMap((one, place) => {
    if (!isMap(one) || one.lat !== undefined || one.lng !== undefined) return [];
    if (typeof one.address === "string" && one.address.trim() !== "") return [];
    return [problem("place-nowhere", ["places", place])];
  });

/** The platform's public key is known by its id: one without the other proves nothing. */
export const publicKeysAreWhole: DataRule = (value) =>
  listAt(value, "merchants").flatMap((one, place) => {
    if (!isMap(one)) return [];
    const [has, missing] =
      one.publicKey === undefined ? ["publicKeyId", "publicKey"] : ["publicKey", "publicKeyId"];
    if (one[has] === undefined || one[missing] !== undefined) return [];
    return [problem("half-public-key", ["merchants", place, has], { name: has, missing }, "key")];
  });
