import type { Filed } from "../schema/compiled-rules.ts";
import { lengthOf } from "../text/fold.ts";

/** Every value of a trigger: `menu: any`. */
export const ANY = "any";

/** Where a trigger is filed that holds for each event of its kind. */
export const filedAny = (trigger: string): Filed => ({
  key: { in: "name", text: trigger },
  kind: 5,
  length: 0,
});

/** Where a trigger with names is filed: `any`, a name, or the beginning of one before `*`. */
export const filedNames = (trigger: string, names: readonly string[]): readonly Filed[] =>
  names.map((name) => {
    if (name === ANY) return filedAny(trigger);
    if (!name.endsWith("*"))
      return { key: { in: "name", text: `${trigger}:${name}` }, kind: 1, length: lengthOf(name) };
    const start = name.slice(0, -1);
    return {
      key: { in: "prefixed", text: `${trigger}:${start}` },
      kind: 2,
      length: lengthOf(start),
    };
  });

/** Whether one of the names stands for the value; `null` is an event without a name, which only `any` holds for. */
export const isNamed = (names: readonly string[], value: string | null): boolean =>
  names.some((name) => {
    if (name === ANY || value === null) return name === ANY;
    return name.endsWith("*") ? value.startsWith(name.slice(0, -1)) : value === name;
  });

/** The names an event goes by under a trigger. */
export const namesOf = (trigger: string, value: string | null): readonly string[] =>
  value === null ? [trigger] : [trigger, `${trigger}:${value}`];

/** A value that the first of the names stands for. */
export const sampleName = (names: readonly string[]): string | null => {
  const [first = ANY] = names;
  if (first === ANY) return null;
  return first.endsWith("*") ? `${first.slice(0, -1)}1` : first;
};
