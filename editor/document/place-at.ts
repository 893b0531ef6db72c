import { findAt, rootOf } from "./find.ts";
import type { Patch } from "./patch.ts";
import type { Steps } from "./steps.ts";
import type { TreeNode } from "./tree.ts";
import { UneditableText } from "./tree.ts";

const holds = (from: number, to: number, at: number): boolean => from <= at && at <= to;

const inside = (node: TreeNode, at: number, steps: Steps): Steps => {
  if (node.kind === "map") {
    const entry = node.entries.findLast(({ keyStart, colonEnd, value }) =>
      holds(keyStart, Math.max(colonEnd, value.end), at),
    );
    return entry === undefined ? steps : inside(entry.value, at, [...steps, entry.key]);
  }
  if (node.kind !== "list") return steps;
  const place = node.items.findLastIndex(({ dash, value }) =>
    holds(dash ?? value.start, value.end, at),
  );
  const item = node.items[place];
  return item === undefined ? steps : inside(item.value, at, [...steps, place]);
};

/** Which part of a rule stands at an offset of its text; the rule itself where nothing does, or nothing can be read. */
export const placeAt = (text: string, offset: number): Steps => {
  try {
    return inside(rootOf(text).node, offset, []);
  } catch (error) {
    if (error instanceof UneditableText) return [];
    throw error;
  }
};

/** Where a part of a rule stands in its text; `null` if it does not. */
export const rangeOf = (text: string, at: Steps): Pick<Patch, "from" | "to"> | null => {
  try {
    const found = findAt(text, at);
    if (found === null) return null;
    const { holder, node } = found;
    const from = holder.kind === "entry" ? holder.entry.keyStart : node.start;
    return { from, to: Math.max(node.end, from) };
  } catch (error) {
    if (error instanceof UneditableText) return null;
    throw error;
  }
};
