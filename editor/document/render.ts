import type { Json } from "../../engine/index.ts";
import type { Quote } from "./render-scalar.ts";
import { renderBlock, renderInline, renderKey } from "./render-scalar.ts";
import type { ScalarStyle } from "./tree.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** How a rule is laid out; new parts follow it. */
export interface Layout {
  readonly quote: Quote;
  /** Columns from a key to the keys under it. */
  readonly step: number;
  /** Columns from a key to the dashes under it. */
  readonly dashStep: number;
  /** Texts of several lines go between quotes: what stands below would become part of a block. */
  readonly noBlocks?: boolean;
}
/** A value ready to be put behind a colon or a dash: the rest of that line, and lines below it. */
export interface Rendered {
  /** Empty where everything stands below. */
  readonly first: string;
  readonly rest: readonly string[];
}

const WIDE = 72;
export const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

/** On one line, between brackets and braces where there are any. */
export const renderFlow = (
  value: Json,
  quote: Quote,
  inFlow = true,
  before?: ScalarStyle,
): string => {
  if (typeof value === "string") return renderInline(value, { inFlow, quote, before });
  if (isScalar(value)) return String(value);
  if (isList(value)) return `[${value.map((one) => renderFlow(one, quote)).join(", ")}]`;
  const entries = Object.entries(value as JsonMap).map(
    ([key, one]) => `${renderKey(key, { inFlow: true, quote })}: ${renderFlow(one, quote)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
};

const hasLines = (value: Json): boolean => {
  if (typeof value === "string") return value.includes("\n");
  if (isList(value)) return value.some(hasLines);
  return isMap(value) && Object.values(value).some(hasLines);
};
const holdsRows = (value: Json): boolean => {
  if (isList(value)) return value.some((one) => !isScalar(one));
  return isMap(value) && Object.values(value).some(holdsRows);
};
const isConditionLeaf = (value: JsonMap): boolean => "fact" in value && "operator" in value;

/** Whether a value is easier to read on one line. */
const isShort = (value: Json, isItem: boolean, quote: Quote): boolean => {
  if (isScalar(value)) return true;
  if (hasLines(value)) return false;
  if (isList(value)) return value.length === 0 || (!holdsRows(value) && fits(value, quote));
  const map = value as JsonMap;
  if (Object.keys(map).length === 0) return true;
  // A row: `- tag: VIP`, not `- { tag: VIP }`.
  if (isItem && !isConditionLeaf(map)) return false;
  return !holdsRows(map) && fits(map, quote);
};
const fits = (value: Json, quote: Quote): boolean => renderFlow(value, quote).length <= WIDE;

const pad = (column: number): string => " ".repeat(column);

const renderText = (text: string, place: Place): Rendered => {
  const { layout, column, before } = place;
  const block = layout.noBlocks === true ? null : renderBlock(text, layout.step, before);
  if (block === null)
    return { first: renderInline(text, { inFlow: false, quote: layout.quote, before }), rest: [] };
  const indent = pad(column + layout.step);
  return {
    first: block.header,
    rest: block.lines.map((line) => (line === "" ? "" : indent + line)),
  };
};

const renderEntries = (map: JsonMap, column: number, layout: Layout): readonly string[] =>
  Object.entries(map).flatMap(([key, value]) => {
    const { first, rest } = renderUnder(value, { column, layout, isItem: false });
    const shown = renderKey(key, { inFlow: false, quote: layout.quote });
    return [`${pad(column)}${shown}:${first === "" ? "" : ` ${first}`}`, ...rest];
  });
const renderItems = (list: readonly Json[], column: number, layout: Layout): readonly string[] =>
  list.flatMap((value) => renderItem(value, column, layout));

/** Lines of one item of a list, its dash at `column`. */
export const renderItem = (value: Json, column: number, layout: Layout): readonly string[] => {
  const { first, rest } = renderUnder(value, { column, layout, isItem: true });
  return [`${pad(column)}- ${first}`, ...rest];
};

interface Place {
  /** Of the key or the dash in front. */
  readonly column: number;
  readonly layout: Layout;
  readonly isItem: boolean;
  readonly before?: ScalarStyle | undefined;
}
/** A value for a place behind a key or a dash in block style. */
export const renderUnder = (value: Json, place: Place): Rendered => {
  const { column, layout, isItem, before } = place;
  if (typeof value === "string") return renderText(value, place);
  if (isShort(value, isItem, layout.quote))
    return { first: renderFlow(value, layout.quote, false, before), rest: [] };
  const inner = isItem ? column + 2 : column + (isList(value) ? layout.dashStep : layout.step);
  const lines = isList(value)
    ? renderItems(value, inner, layout)
    : renderEntries(value as JsonMap, inner, layout);
  if (!isItem) return { first: "", rest: lines };
  const [head = "", ...rest] = lines;
  return { first: head.trimStart(), rest };
};
