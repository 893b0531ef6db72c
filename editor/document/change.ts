import type { Json } from "../../engine/index.ts";
import type { Edit } from "./edit.ts";
import { applyEdit } from "./edit.ts";
import { findAt } from "./find.ts";
import { isMap } from "./render.ts";
import type { Steps } from "./steps.ts";

type JsonMap = Readonly<Record<string, Json>>;

/** Whether two values are the same; the order of keys does not count. */
export const isSame = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one: Json, place) => isSame(one, b[place] as Json));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
};

/** A value that is to become another one, and where it stands. */
interface Wish {
  readonly at: Steps;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const changeMap = (text: string, at: Steps, before: JsonMap, after: JsonMap): string => {
  const gone = Object.keys(before).filter((key) => after[key] === undefined);
  const kept = Object.keys(after).filter((key) => after[key] !== undefined);
  // What comes first, so that a map is never empty in between.
  const changed = kept.reduce(
    (done, key) => changeValue(done, { at: [...at, key], before: before[key], after: after[key] }),
    text,
  );
  return gone.reduce((done, key) => applyEdit(done, { kind: "remove", at: [...at, key] }), changed);
};

/** How many entries are the same at the beginning and, behind those, at the end. */
const sameEnds = (before: readonly Json[], after: readonly Json[]) => {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  return { head, tail };
};

const changeList = (
  text: string,
  at: Steps,
  before: readonly Json[],
  after: readonly Json[],
): string => {
  const { head, tail } = sameEnds(before, after);
  const [old, now] = [before.length - tail, after.length - tail];
  const both = Math.min(old, now);
  const edits: Edit[] = [];
  for (let place = both; place < now; place += 1)
    edits.push({ kind: "insert", at, place, item: { value: after[place] ?? null } });
  // From behind, so that places stay what they are.
  for (let place = old - 1; place >= both; place -= 1)
    edits.push({ kind: "remove", at: [...at, place] });
  let done = text;
  for (let place = head; place < both; place += 1)
    done = changeValue(done, {
      at: [...at, place],
      before: before[place],
      after: after[place],
    });
  return edits.reduce(applyEdit, done);
};

const changeValue = (text: string, { at, before, after }: Wish): string => {
  if (isSame(before, after)) return text;
  if (after === undefined) return applyEdit(text, { kind: "remove", at });
  const node = findAt(text, at)?.node;
  const set = (): string => applyEdit(text, { kind: "set", at, value: after });
  if (before === undefined || node === undefined) return set();
  if (isMap(before) && isMap(after) && node.kind === "map" && Object.keys(after).length > 0)
    return changeMap(text, at, before, after);
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0 && before.length > 0)
    return changeList(text, at, before, after);
  return set();
};

/**
 * Makes one value of a rule into another with the smallest edits: what is equal in both keeps its bytes, whatever
 * its style. `before` is the value as the reader shaped it, `undefined` for what was not there.
 */
export const changeAt = (
  text: string,
  at: Steps,
  before: Json | undefined,
  after: Json | undefined,
): string => changeValue(text, { at, before, after });
