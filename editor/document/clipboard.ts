import type { Json } from "../../engine/index.ts";
import { applyEdit } from "./edit.ts";
import { extentAt } from "./extent.ts";
import type { Found } from "./find.ts";
import { findAt } from "./find.ts";
import { layoutOf } from "./layout.ts";
import { columnOf, shiftLines } from "./lines.ts";
import { isSameModel, jsonOf, modelOf } from "./model.ts";
import { renderItem } from "./render.ts";
import type { Steps } from "./steps.ts";
import type { TreeNode } from "./tree.ts";
import { treeOf, UneditableText } from "./tree.ts";

/** What was copied: rows as their author wrote them, comments and all, the dash in column 0. */
export type Snippet = string;

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/);

const sourceOf = (text: string, found: Found): Snippet => {
  const { node, holder } = found;
  const { own, end, start, compact } = extentAt(text, found);
  if (holder.kind === "item" && holder.item.dash !== null && !compact) {
    const lines = linesOf(text.slice(start, end));
    return `${shiftLines(lines, -columnOf(text, own)).join("\n")}\n`;
  }
  const [first = "", ...rest] = linesOf(text.slice(node.start, node.end));
  return `${[`- ${first}`, ...shiftLines(rest, 2 - columnOf(text, node.start))].join("\n")}\n`;
};

const means = (snippet: Snippet, node: TreeNode): boolean => {
  try {
    return isSameModel(modelOf(treeOf(snippet)), [modelOf(node)]);
  } catch (error) {
    if (error instanceof UneditableText) return false;
    throw error;
  }
};

/** Copies one row of a list, or the one item that stands for it; `null` if nothing stands there. */
export const copyRow = (text: string, at: Steps): Snippet | null => {
  const found = findAt(text, at);
  if (found === null) return null;
  const source = sourceOf(text, found);
  // What goes on into the lines around it (`|+`, a text spread over lines) means something else elsewhere.
  if (!endsOpen(found.node) && means(source, found.node)) return source;
  return `${renderItem(jsonOf(found.node), 0, layoutOf(text)).join("\n")}\n`;
};
const endsOpen = (node: TreeNode): boolean => {
  if (node.kind === "scalar") return node.text.endsWith("\n\n");
  const inner = node.kind === "list" ? node.items : node.entries;
  return !node.flow && inner.some(({ value }) => endsOpen(value));
};

interface Piece {
  readonly value: Json;
  readonly lines: readonly string[];
}

/** Rows in a text somebody copied: a list of rows, or a row alone. Throws `UneditableText` for anything else. */
export const piecesOf = (snippet: Snippet): readonly Piece[] => {
  const clean = linesOf(snippet.replace(/^\uFEFF/, ""))
    .join("\n")
    .replace(/\s+$/, "");
  const tree = treeOf(`${clean}\n`);
  if (tree.kind !== "list" || tree.flow) {
    if (clean.trim() === "") throw new UneditableText("nothing was copied");
    const value = jsonOf(tree);
    const rows: readonly Json[] = Array.isArray(value) ? value : [value];
    return rows.map((row) => ({ value: row, lines: [] }));
  }
  return tree.items.map(({ value }, place) => {
    const copied = copyItem(`${clean}\n`, place);
    return { value: jsonOf(value), lines: linesOf(copied.replace(/\n$/, "")) };
  });
};

const copyItem = (text: string, place: number): string => {
  const tree = treeOf(text);
  if (tree.kind !== "list") return text;
  const item = tree.items[place];
  if (item === undefined) return text;
  const root = { kind: "root", value: tree } as const;
  const holder = { kind: "item", list: tree, item, place } as const;
  const { start, end } = extentAt(text, { holder, node: item.value, chain: [root, holder] });
  const column = columnOf(text, item.dash ?? 0);
  return `${shiftLines(linesOf(text.slice(start, end)), -column).join("\n")}\n`;
};

/** Pastes copied rows into a list, before `place`, as their author wrote them. Throws `UneditableText` if the snippet holds no rows. */
export const pasteRows = (text: string, at: Steps, place: number, snippet: Snippet): string =>
  piecesOf(snippet).reduce((done, { value, lines }, offset) => {
    const item = lines.length === 0 ? { value } : { value, lines };
    return applyEdit(done, { kind: "insert", at, place: place + offset, item });
  }, text);
