import type { Json } from "../../engine/index.ts";
import { entryHolders, extentAt, extentOf, itemHolders } from "./extent.ts";
import type { Found } from "./find.ts";
import { isInFlow } from "./find.ts";
import { layoutOf } from "./layout.ts";
import { columnOf, eolOf, shiftLines } from "./lines.ts";
import type { Patch } from "./patch.ts";
import type { Layout } from "./render.ts";
import { renderFlow, renderItem, renderUnder } from "./render.ts";
import { renderKey } from "./render-scalar.ts";
import { insertBelow, leadEnd, replacePatches } from "./replace.ts";
import type { ListNode, MapNode } from "./tree.ts";

/** What is put into a list: a value, or lines as somebody wrote them (their dash in column 0) with the value they hold. */
export interface NewItem {
  readonly value: Json;
  readonly lines?: readonly string[];
}

const keyLines = (
  from: { readonly key: string; readonly value: Json; readonly column: number },
  layout: Layout,
): readonly string[] => {
  const { key, value, column } = from;
  const { first, rest } = renderUnder(value, { column, layout, isItem: false });
  const shown = renderKey(key, { inFlow: false, quote: layout.quote });
  return [`${" ".repeat(column)}${shown}:${first === "" ? "" : ` ${first}`}`, ...rest];
};

/** Which entry a new key comes after, given the usual order of keys; -1: before all. */
const anchorOf = (map: MapNode, key: string, order: readonly string[]): number => {
  const wanted = order.indexOf(key);
  if (wanted === -1) return map.entries.length - 1;
  const earlier = order.slice(0, wanted);
  const later = order.slice(wanted + 1);
  const after = map.entries.findLastIndex((entry) => earlier.includes(entry.key));
  if (after !== -1) return after;
  const before = map.entries.findIndex((entry) => later.includes(entry.key));
  return before === -1 ? map.entries.length - 1 : before - 1;
};

const insertFlowKey = (map: MapNode, shown: string): readonly Patch[] => {
  const last = map.entries.at(-1);
  if (map.bare)
    return [
      { from: map.start, to: map.start, insert: "{ " },
      { from: map.end, to: map.end, insert: `, ${shown} }` },
    ];
  if (last === undefined) return [{ from: map.start, to: map.end, insert: `{ ${shown} }` }];
  const at = Math.max(last.value.end, last.colonEnd);
  return [{ from: at, to: at, insert: `, ${shown}` }];
};

/** Adds a key to a map. */
export const insertKeyPatches = (
  text: string,
  found: Found,
  from: { readonly key: string; readonly value: Json; readonly order: readonly string[] },
): readonly Patch[] => {
  const map = found.node as MapNode;
  const { key, value, order } = from;
  const layout = layoutOf(text);
  if (map.entries.length === 0 && !isInFlow(found))
    return replacePatches(text, found, { [key]: value });
  if (map.flow) {
    const shown = `${renderKey(key, { inFlow: true, quote: layout.quote })}: ${renderFlow(value, layout.quote)}`;
    return insertFlowKey(map, shown);
  }
  const holders = entryHolders(map);
  const column = columnOf(text, map.entries[0]?.keyStart ?? 0);
  const lines = keyLines({ key, value, column }, layout);
  const anchor = holders[anchorOf(map, key, order)];
  if (anchor !== undefined)
    return [insertBelow(text, extentOf(text, found.chain, anchor).end, lines)];
  const eol = eolOf(text);
  const at = map.entries[0]?.keyStart ?? 0;
  const insert = `${lines.join(eol).trimStart()}${eol}${" ".repeat(column)}`;
  return [{ from: at, to: at, insert }];
};

const itemLines = (item: NewItem, column: number, layout: Layout): readonly string[] =>
  item.lines === undefined
    ? renderItem(item.value, column, layout)
    : shiftLines(item.lines, column);

const insertFlowItem = (list: ListNode, place: number, shown: string): Patch => {
  const next = list.items[place];
  if (next !== undefined) {
    const at = next.value.start;
    return { from: at, to: at, insert: `${shown}, ` };
  }
  const last = list.items.at(-1);
  if (last === undefined) return { from: list.start, to: list.end, insert: `[${shown}]` };
  const at = last.value.end;
  return { from: at, to: at, insert: `, ${shown}` };
};

const emptyListPatches = (text: string, found: Found, item: NewItem): readonly Patch[] => {
  const filled = replacePatches(text, found, [item.value]);
  const list = found.node;
  if (item.lines === undefined || found.holder.kind !== "entry") return filled;
  const layout = layoutOf(text);
  const column = columnOf(text, found.holder.entry.keyStart) + layout.dashStep;
  const lead = leadEnd(found);
  const eol = eolOf(text);
  const lines = shiftLines(item.lines, column);
  return [{ from: lead, to: list.end, insert: lines.map((line) => eol + line).join("") }];
};

/** Puts an item into a list, before the one at `place`. */
export const insertItemPatches = (
  text: string,
  found: Found,
  place: number,
  item: NewItem,
): readonly Patch[] => {
  const list = found.node as ListNode;
  if (list.items.length === 0 && !isInFlow(found)) return emptyListPatches(text, found, item);
  const layout = layoutOf(text);
  if (list.flow) return [insertFlowItem(list, place, renderFlow(item.value, layout.quote))];
  const holders = itemHolders(list);
  const column = columnOf(text, list.items[0]?.dash ?? 0);
  const lines = itemLines(item, column, layout);
  const next = holders[place];
  if (next === undefined) {
    const last = holders.at(-1);
    const end = last === undefined ? list.end : extentOf(text, found.chain, last).end;
    return [insertBelow(text, end, lines)];
  }
  const { start, compact } = extentOf(text, found.chain, next);
  const eol = eolOf(text);
  const joined = lines.join(eol);
  const insert = compact ? `${joined.trimStart()}${eol}${" ".repeat(column)}` : joined + eol;
  return [{ from: start, to: start, insert }];
};

/** Where the dash of a new list goes, and whether its first item stays on the line it is on. */
const dashFor = (text: string, { holder }: Found): number => {
  if (holder.kind === "entry")
    return columnOf(text, holder.entry.keyStart) + layoutOf(text).dashStep;
  return holder.kind === "item" && holder.item.dash !== null
    ? columnOf(text, holder.item.dash) + 2
    : 0;
};

/** Lines of a block, moved so that its first character comes behind a dash. */
const dashLines = (text: string, found: Found, column: number): Patch => {
  const { node } = found;
  const inner = columnOf(text, node.start);
  const { end } = extentAt(text, found);
  const body = text.slice(node.start, end).split(/\r?\n/);
  const [first = "", ...rest] = shiftLines(body, column + 2 - inner);
  const lines = [`${" ".repeat(column)}- ${body[0] ?? first}`, ...rest];
  return { from: node.start - inner, to: end, insert: lines.join(eolOf(text)) };
};

/** Makes a list of the one item that stood for it, which keeps its bytes. */
export const expandPatches = (text: string, found: Found): readonly Patch[] => {
  const { node, holder } = found;
  const source = text.slice(node.start, node.end);
  const isText = node.kind === "scalar" && !/^(literal|folded)$/.test(node.style);
  if (isInFlow(found) || holder.kind === "root" || (isText && !source.includes("\n")))
    return [{ from: node.start, to: node.end, insert: `[${source}]` }];
  const column = dashFor(text, found);
  const lead = leadEnd(found);
  if (text.slice(lead, node.start).includes("\n")) return [dashLines(text, found, column)];
  if (holder.kind === "item") {
    const { insert, to } = dashLines(text, found, column);
    return [{ from: node.start, to, insert: insert.trimStart() }];
  }
  return [dashBehind(text, found, column)];
};

/** What begins on its key's line goes below it. */
const dashBehind = (text: string, { node, holder }: Found, column: number): Patch => {
  const gap = /[ \t]*$/.exec(text.slice(0, node.start))?.[0].length ?? 0;
  const by = column - (holder.kind === "entry" ? columnOf(text, holder.entry.keyStart) : column);
  const [first = "", ...rest] = text.slice(node.start, node.end).split(/\r?\n/);
  const eol = eolOf(text);
  const lines = [`${eol}${" ".repeat(column)}- ${first}`, ...shiftLines(rest, by)];
  return { from: node.start - gap, to: node.end, insert: lines.join(eol) };
};
