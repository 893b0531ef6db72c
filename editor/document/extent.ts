import type { Found, Holder } from "./find.ts";
import { heldBy } from "./find.ts";
import { afterBreak, beforeBreak, columnOf, indentOf, lineEnd, lineStart } from "./lines.ts";
import type { ListNode, MapNode, TreeNode } from "./tree.ts";

/**
 * The lines that belong to an entry of a block list or map: comments directly above it, itself, the comment behind
 * it, and comments below it that are indented deeper than it. Line breaks around it belong to nobody.
 */
export interface Extent {
  readonly start: number;
  /** Its dash or its key. */
  readonly own: number;
  readonly end: number;
  /** It begins on a line that something else began: `- id: …`. */
  readonly compact: boolean;
}

/** Where the line of a node's last character ends, a comment behind it included. */
const contentEnd = (text: string, node: TreeNode, least: number): number => {
  const end = Math.max(node.end, least);
  return text.charAt(end - 1) === "\n" ? beforeBreak(text, end) : lineEnd(text, end);
};

const tailEnd = (text: string, from: number, column: number): number => {
  let end = from;
  let at = afterBreak(text, from);
  while (at > end && at < text.length) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop);
    const indent = indentOf(line);
    if (indent !== null && (indent <= column || line.charAt(indent) !== "#")) break;
    if (indent !== null) end = stop;
    const next = afterBreak(text, stop);
    if (next === at || next === stop) break;
    at = next;
  }
  return end;
};

const headStart = (text: string, own: number, floor: number): number => {
  let start = lineStart(text, own);
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
};

const ownOf = (holder: Holder): { readonly own: number; readonly least: number } => {
  if (holder.kind === "entry") return { own: holder.entry.keyStart, least: holder.entry.colonEnd };
  const dash = holder.kind === "item" ? holder.item.dash : null;
  return dash === null ? { own: heldBy(holder).start, least: 0 } : { own: dash, least: dash + 1 };
};

/** The end of the lines that belong to an entry. */
const endOf = (text: string, holder: Holder): number => {
  const { own, least } = ownOf(holder);
  return tailEnd(text, contentEnd(text, heldBy(holder), least), columnOf(text, own));
};

const siblingsOf = (holder: Holder): readonly Holder[] => {
  if (holder.kind === "entry") return entryHolders(holder.map);
  return holder.kind === "item" ? itemHolders(holder.list) : [holder];
};
/** The entries of a map as holders. */
export const entryHolders = (map: MapNode): readonly Holder[] =>
  map.entries.map((entry, place) => ({ kind: "entry", map, entry, place }));
/** The items of a list as holders. */
export const itemHolders = (list: ListNode): readonly Holder[] =>
  list.items.map((item, place) => ({ kind: "item", list, item, place }));

const placeOf = (holder: Holder): number => (holder.kind === "root" ? 0 : holder.place);

/** Where the lines above an entry stop being its own: behind its neighbour, or behind the key that opens the list. */
const floorOf = (text: string, chain: readonly Holder[], holder: Holder): number => {
  const before = siblingsOf(holder)[placeOf(holder) - 1];
  if (before !== undefined) return afterBreak(text, endOf(text, before));
  const around = chain[chain.indexOf(holder) - 1];
  if (around === undefined || around.kind === "root") return 0;
  const { least } = ownOf(around);
  return afterBreak(text, lineEnd(text, least));
};

/** The lines of an entry that stands in a block list or map; `chain` are the holders around it. */
export const extentOf = (text: string, chain: readonly Holder[], holder: Holder): Extent => {
  const { own } = ownOf(holder);
  const compact = text.slice(lineStart(text, own), own).trim() !== "";
  const start = compact ? own : headStart(text, own, floorOf(text, chain, holder));
  return { start, own, end: endOf(text, holder), compact };
};

/** The lines of what was found. */
export const extentAt = (text: string, found: Found): Extent =>
  extentOf(text, found.chain, found.holder);
