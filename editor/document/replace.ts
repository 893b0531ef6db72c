import type { Json } from "../../engine/index.ts";
import type { Found } from "./find.ts";
import { isInFlow } from "./find.ts";
import { layoutOf } from "./layout.ts";
import { afterBreak, beforeBreak, columnOf, eolOf, lineEnd, lineStart } from "./lines.ts";
import type { Patch } from "./patch.ts";
import type { Rendered } from "./render.ts";
import { renderFlow, renderUnder } from "./render.ts";
import type { ScalarStyle, TreeNode } from "./tree.ts";
import { isMissing } from "./tree.ts";

/** The stretches a value takes: on the line of its key or dash, and on lines of its own. */
interface Region {
  readonly from: number;
  readonly to: number;
  /** Where the line ends that the value began on, a comment behind it included. */
  readonly headEnd: number;
  /** End of its last line; `headEnd` if it has no further ones. */
  readonly bodyEnd: number;
  /** Lines of its own begin here; comments above them stay. */
  readonly bodyFrom: number;
  /** A comment behind the last line; it goes up to the first, where a block text cannot swallow it. */
  readonly behind?: string;
}

const styleOf = (node: TreeNode): ScalarStyle | undefined =>
  node.kind === "scalar" && !isMissing(node) ? node.style : undefined;

const ownEnd = (text: string, end: number): number =>
  text.charAt(end - 1) === "\n" ? beforeBreak(text, end) : end;

/** Behind the colon or the dash in front of a value. */
export const leadEnd = ({ holder, node }: Found): number => {
  if (holder.kind === "entry") return holder.entry.colonEnd;
  const dash = holder.kind === "item" ? holder.item.dash : null;
  return dash === null ? node.start : dash + 1;
};

const regionOf = (text: string, found: Found): Region => {
  const { node } = found;
  const lead = leadEnd(found);
  if (isMissing(node)) {
    const headEnd = lineEnd(text, lead);
    return { from: lead, to: lead, headEnd, bodyEnd: headEnd, bodyFrom: headEnd };
  }
  const end = ownEnd(text, node.end);
  const isBlockText = node.kind === "scalar" && /^(literal|folded)$/.test(node.style);
  const isBelow = lineStart(text, node.start) > lead;
  if (isBelow) {
    const headEnd = lineEnd(text, lead);
    const bodyFrom = beforeBreak(text, lineStart(text, node.start));
    const bodyEnd = text.charAt(node.end - 1) === "\n" ? end : lineEnd(text, end);
    return { from: lead, to: lead, headEnd, bodyEnd, bodyFrom, behind: text.slice(end, bodyEnd) };
  }
  if (isBlockText) {
    const headEnd = lineEnd(text, node.start);
    const mark = /^[|>][-+0-9]*/.exec(text.slice(node.start, headEnd))?.[0].length ?? 1;
    return {
      from: node.start,
      to: node.start + mark,
      headEnd,
      bodyEnd: Math.max(end, headEnd),
      bodyFrom: headEnd,
    };
  }
  const headEnd = lineEnd(text, end);
  return { from: node.start, to: end, headEnd, bodyEnd: headEnd, bodyFrom: headEnd };
};

const below = (rest: readonly string[], eol: string): string =>
  rest.map((line) => eol + line).join("");

const putRendered = (text: string, region: Region, { first, rest }: Rendered): readonly Patch[] => {
  const gap = text.slice(0, region.from).match(/[ \t]*$/)?.[0].length ?? 0;
  const isHead = region.from === region.to;
  const from = first === "" || isHead ? region.from - gap : region.from;
  const head = first === "" ? "" : isHead ? ` ${first}` : first;
  const eol = eolOf(text);
  const inserted = below(rest, eol);
  const headPatch: Patch = { from, to: region.to, insert: head };
  if (region.bodyEnd <= region.headEnd)
    return [headPatch, { from: region.headEnd, to: region.headEnd, insert: inserted }];
  const moved = region.behind ?? "";
  const headEndPatch: Patch = { from: region.headEnd, to: region.headEnd, insert: moved };
  if (region.bodyFrom === region.headEnd)
    return [headPatch, { from: region.headEnd, to: region.bodyEnd, insert: moved + inserted }];
  return [headPatch, headEndPatch, { from: region.bodyFrom, to: region.bodyEnd, insert: inserted }];
};

/** The column of the key or dash in front of a value. */
const leadColumn = (text: string, { holder, node }: Found): number => {
  if (holder.kind === "entry") return columnOf(text, holder.entry.keyStart);
  const dash = holder.kind === "item" ? holder.item.dash : null;
  return columnOf(text, dash ?? node.start);
};

/** Whether a comment below is indented so deep that a block text would swallow it. */
const isCommentBelow = (text: string, end: number, column: number): boolean => {
  const next = /^(?:[ \t]*\r?\n)*( *)#/.exec(text.slice(afterBreak(text, lineEnd(text, end))));
  return (next?.[1]?.length ?? 0) > column;
};

/** Puts another value where one stands (or is missing). */
export const replacePatches = (text: string, found: Found, value: Json): readonly Patch[] => {
  const layout = layoutOf(text);
  const { node } = found;
  const before = styleOf(node);
  if (isInFlow(found) || found.holder.kind === "root") {
    const shown = renderFlow(value, layout.quote, isInFlow(found), before);
    if (!isMissing(node)) return [{ from: node.start, to: node.end, insert: shown }];
    const at = leadEnd(found);
    const colon = text.charAt(at - 1) === ":" ? "" : ":";
    const isEntry = found.holder.kind === "entry";
    return [{ from: at, to: at, insert: isEntry ? `${colon} ${shown}` : shown }];
  }
  const isItem = found.holder.kind === "item";
  const column = leadColumn(text, found);
  const region = regionOf(text, found);
  const noBlocks = isCommentBelow(text, region.bodyEnd, column);
  const place = { column, layout: { ...layout, noBlocks }, isItem, before };
  return putRendered(text, region, renderUnder(value, place));
};

/** Behind the line break of an offset's line, for what is inserted below it; adds one at the end of the text. */
export const insertBelow = (text: string, end: number, lines: readonly string[]): Patch => {
  const eol = eolOf(text);
  const at = afterBreak(text, end);
  if (at > end) return { from: at, to: at, insert: lines.map((line) => line + eol).join("") };
  return { from: end, to: end, insert: below(lines, eol) };
};
