import { entryHolders, extentAt, extentOf, itemHolders } from "./extent.ts";
import type { Found, Holder } from "./find.ts";
import { heldBy } from "./find.ts";
import { afterBreak, eolOf } from "./lines.ts";
import type { Patch } from "./patch.ts";
import { replacePatches } from "./replace.ts";
import type { Commas } from "./tree.ts";

const removeBetween = (
  text: string,
  from: { readonly start: number; readonly end: number; readonly commas: Commas },
): readonly Patch[] => {
  const { start, end, commas } = from;
  if (commas.after !== null) {
    const between = text.slice(end, commas.after);
    const spaces = /^[ \t]*/.exec(text.slice(commas.after + 1))?.[0].length ?? 0;
    const to = commas.after + 1 + spaces;
    if (between.trim() === "") return [{ from: start, to, insert: "" }];
    return [
      { from: start, to: end, insert: "" },
      { from: commas.after, to, insert: "" },
    ];
  }
  if (commas.before === null) return [{ from: start, to: end, insert: "" }];
  if (text.slice(commas.before + 1, start).trim() === "")
    return [{ from: commas.before, to: end, insert: "" }];
  return [
    { from: commas.before, to: commas.before + 1, insert: "" },
    { from: start, to: end, insert: "" },
  ];
};

/** Blank lines above an entry, if nothing else stands between it and its neighbour. */
const blankAbove = (text: string, start: number, floor: number): number => {
  const above = text.slice(floor, start);
  return above.trim() === "" ? floor : start;
};

const removeLines = (text: string, found: Found, siblings: readonly Holder[]): readonly Patch[] => {
  const { holder, chain } = found;
  const place = holder.kind === "root" ? 0 : holder.place;
  const { start, end, compact } = extentAt(text, found);
  const next = siblings[place + 1];
  if (compact && next !== undefined) {
    const after = extentOf(text, chain, next);
    const between = text.slice(after.start, after.own);
    if (between.trim() === "") return [{ from: start, to: after.own, insert: "" }];
    const gap = text.slice(0, start).match(/[ \t]*$/)?.[0].length ?? 0;
    return [{ from: start - gap, to: after.start, insert: eolOf(text) }];
  }
  const before = siblings[place - 1];
  const floor = before === undefined ? start : afterBreak(text, extentOf(text, chain, before).end);
  const from = blankAbove(text, start, floor);
  const to = afterBreak(text, end);
  return [{ from, to, insert: "" }];
};

/** Takes an entry or an item away, with the comments that are its own; its neighbours' stay. */
export const removePatches = (text: string, found: Found): readonly Patch[] => {
  const { holder, chain } = found;
  if (holder.kind === "root") return [];
  const around: Found = {
    chain: chain.slice(0, -1),
    holder: chain.at(-2) ?? { kind: "root", value: found.node },
    node: holder.kind === "entry" ? holder.map : holder.list,
  };
  const siblings = holder.kind === "entry" ? entryHolders(holder.map) : itemHolders(holder.list);
  const flow = holder.kind === "entry" ? holder.map.flow : holder.list.flow;
  if (siblings.length === 1) return replacePatches(text, around, holder.kind === "entry" ? {} : []);
  if (!flow) return removeLines(text, found, siblings);
  const { end } = heldBy(holder);
  if (holder.kind === "entry") {
    const { keyStart, colonEnd, commas } = holder.entry;
    return removeBetween(text, { start: keyStart, end: Math.max(end, colonEnd), commas });
  }
  return removeBetween(text, { start: holder.item.value.start, end, commas: holder.item.commas });
};
