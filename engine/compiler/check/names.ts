import { CAPTURED_NAME } from "../../definitions/file-schema-parts.ts";
import type { Registry } from "../../definitions/registry.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import type { Place } from "./marks.ts";

/** What a list may read so far: it grows row by row. Holds `WAITED` once the list has let go of the message. */
export type Scope = Set<string>;
/** No name an author can write. */
export const WAITED = "(waited)";

const firstOf = (name: string): string => name.split(".")[0] ?? name;

const roomsOf = (registry: Registry): ReadonlySet<string> => {
  const known = rooms.get(registry);
  if (known !== undefined) return known;
  const made = new Set([...registry.facts.keys()].map(firstOf));
  rooms.set(registry, made);
  return made;
};
const rooms = new WeakMap<Registry, ReadonlySet<string>>();

/** Whether a name, or its front part, is one of ours. */
export const isBuiltIn = (name: string, registry: Registry): boolean => {
  const segments = name.split(".");
  for (let length = segments.length; length > 0; length -= 1)
    if (registry.facts.has(segments.slice(0, length).join("."))) return true;
  const [room = ""] = segments;
  // A room in which anybody may have stored a value: `follower.*`, `event.*`.
  return segments.length > 1 && registry.facts.has(`${room}.*`);
};

/** Whether a name, or the room it would be, is one of ours. */
export const isTaken = (name: string, registry: Registry): boolean => roomsOf(registry).has(name);

/** Notes a name that a template or a condition reads; what the rule cannot answer is looked up with all rules. */
export const readName = (desk: Desk, name: string, at: Place, scope: Scope): void => {
  if (isBuiltIn(name, desk.registry) || scope.has(firstOf(name))) return;
  desk.found.unknownNames.push({ name, at, available: [...scope] });
};

/** Notes a name that a rule sets; it may not hide one of ours. */
export const captureName = (desk: Desk, name: string, at: Place, scope: Scope): void => {
  if (!CAPTURED_NAME.test(name)) {
    refuse(desk, "name-form", at, { name });
  } else if (isTaken(name, desk.registry)) {
    refuse(desk, "name-taken", at, { name, suggestion: `my_${name}` });
  }
  scope.add(name);
};
