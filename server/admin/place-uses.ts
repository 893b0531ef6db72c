import type { Rule } from "../../engine/index.ts";

/** Keys of definitions under which the name of a place, of a list or `places` stands. */
const KEYS: ReadonlySet<string> = new Set(["of", "places"]);

const namesUnder = (key: string, holder: object): boolean =>
  KEYS.has(key) || (key === "value" && "fact" in holder && holder.fact === "place.id");
const collect = (value: unknown, isNamed: boolean, into: Set<string>): void => {
  if (typeof value === "string") {
    if (isNamed) into.add(value);
  } else if (Array.isArray(value)) for (const one of value) collect(one, isNamed, into);
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) collect(one, namesUnder(key, value), into);
};

/** Which places and lists rules point to, as they name them; rules that point to none are left out. */
export const placeUses = (
  rules: Iterable<Rule>,
): { readonly rule: string; readonly name: string; readonly of: string[] }[] =>
  [...rules].flatMap(({ id, name, ...rest }) => {
    const found = new Set<string>();
    collect(rest, false, found);
    return found.size === 0 ? [] : [{ rule: id, name, of: [...found] }];
  });
