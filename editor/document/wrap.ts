import { extentOf, itemHolders } from "./extent.ts";
import type { Found } from "./find.ts";
import { isInFlow } from "./find.ts";
import { layoutOf } from "./layout.ts";
import { columnOf, eolOf, lineStart, shiftLines } from "./lines.ts";
import type { Patch } from "./patch.ts";
import { renderKey } from "./render-scalar.ts";

/** Where the lines of a block begin, the comments of its first item included. */
const blockStart = (text: string, found: Found): number => {
  const { node, chain } = found;
  const [first] = node.kind === "list" ? itemHolders(node) : [];
  if (first === undefined) return lineStart(text, node.start);
  return extentOf(text, chain, first).start;
};
const blockEnd = (text: string, found: Found): number => {
  const { node, chain } = found;
  const last = node.kind === "list" ? itemHolders(node).at(-1) : undefined;
  return last === undefined ? node.end : extentOf(text, chain, last).end;
};

/** Puts a value under a key, its lines moved in by one step; what it says keeps its bytes. */
export const wrapPatches = (text: string, found: Found, key: string): readonly Patch[] => {
  const { node, holder } = found;
  const layout = layoutOf(text);
  const shown = renderKey(key, { inFlow: true, quote: layout.quote });
  const isBelow =
    holder.kind === "entry" && text.slice(holder.entry.colonEnd, node.start).includes("\n");
  if (isInFlow(found) || !isBelow || node.kind !== "list") {
    const source = text.slice(node.start, node.end);
    return [{ from: node.start, to: node.end, insert: `{ ${shown}: ${source} }` }];
  }
  const column = columnOf(text, holder.entry.keyStart) + layout.step;
  const by = column + layout.dashStep - columnOf(text, node.start);
  const [from, to] = [blockStart(text, found), blockEnd(text, found)];
  const lines = shiftLines(text.slice(from, to).split(/\r?\n/), by);
  const insert = [`${" ".repeat(column)}${shown}:`, ...lines].join(eolOf(text));
  return [{ from, to, insert }];
};
