import type { Pair, ParsedNode } from "yaml";
import { isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";

/** How a text is written. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";
/** What was written and where: offsets are UTF-16 places in the rule's text. */
export type TreeNode = ScalarNode | ListNode | MapNode;
export interface ScalarNode {
  readonly kind: "scalar";
  /** Quotes and folding resolved; never a number. */
  readonly text: string;
  readonly style: ScalarStyle;
  readonly start: number;
  readonly end: number;
}
export interface ListNode {
  readonly kind: "list";
  readonly flow: boolean;
  readonly items: readonly ListItem[];
  readonly start: number;
  readonly end: number;
}
export interface ListItem {
  /** Offset of `-`; `null` between brackets. */
  readonly dash: number | null;
  readonly commas: Commas;
  readonly value: TreeNode;
}
export interface MapNode {
  readonly kind: "map";
  readonly flow: boolean;
  /** `[reply: hi]`: a pair between brackets without braces of its own. */
  readonly bare: boolean;
  readonly entries: readonly MapEntry[];
  readonly start: number;
  readonly end: number;
}
export interface MapEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Offset behind the `:`; where the key ends if there is none. */
  readonly colonEnd: number;
  readonly commas: Commas;
  readonly value: TreeNode;
}
/** Offsets of the commas around an entry between brackets or braces. */
export interface Commas {
  readonly before: number | null;
  readonly after: number | null;
}

/** A text whose structure cannot be edited: a syntax error, an alias, a key that is no text. */
export class UneditableText extends Error {}

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source?: string;
}
interface CollectionItem {
  readonly start?: readonly Token[];
  readonly key?: unknown;
  readonly sep?: readonly Token[];
  readonly value?: unknown;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};
const NO_COMMAS: Commas = { before: null, after: null };

const offsetOf = (tokens: readonly Token[] | undefined, type: string): number | null =>
  tokens?.find((token) => token.type === type)?.offset ?? null;

const sourceItems = (node: ParsedNode): readonly CollectionItem[] => {
  const token = node.srcToken as { readonly items?: readonly CollectionItem[] } | undefined;
  return token?.items ?? [];
};
const holdsSomething = (item: CollectionItem): boolean =>
  item.key !== undefined || item.sep !== undefined || item.value !== undefined;

/** The commas of each entry, in order; the last may be followed by one too. */
const commasOf = (node: ParsedNode): readonly Commas[] => {
  const items = sourceItems(node);
  const found = items.map((item) => offsetOf(item.start, "comma"));
  return items.flatMap((item, place) =>
    holdsSomething(item) ? [{ before: found[place] ?? null, after: found[place + 1] ?? null }] : [],
  );
};

const missing = (at: number): ScalarNode => ({
  kind: "scalar",
  text: "",
  style: "plain",
  start: at,
  end: at,
});
/** Nothing was written where a value is expected (`then:` and the line ends). */
export const isMissing = (node: TreeNode): boolean => node.start === node.end;

const convertScalar = (node: ParsedNode, emptyAt: number): TreeNode => {
  if (!isScalar(node)) throw new UneditableText("an alias, or something that is no text");
  const text = String(node.source ?? "");
  const style = STYLES[node.type ?? ""] ?? "plain";
  const [start, end] = node.range;
  return text === "" && style === "plain"
    ? missing(emptyAt)
    : { kind: "scalar", text, style, start, end };
};

const convertPair = (pair: Pair, commas: Commas): MapEntry => {
  const key = pair.key as ParsedNode | null;
  if (!isScalar(key)) throw new UneditableText("a key that is no text");
  const source = (pair as { readonly srcToken?: CollectionItem }).srcToken;
  if (offsetOf(source?.start, "explicit-key-ind") !== null)
    throw new UneditableText("a key with a question mark");
  const [keyStart, keyEnd] = key.range ?? [0, 0];
  const colon = offsetOf(source?.sep, "map-value-ind");
  const colonEnd = colon === null ? keyEnd : colon + 1;
  return {
    key: String(key.source ?? ""),
    keyStart,
    keyEnd,
    colonEnd,
    commas,
    value: convert(pair.value as ParsedNode | null, colonEnd),
  };
};

const convertMap = (node: ParsedNode): MapNode => {
  if (!isMap(node)) throw new UneditableText("no map");
  const flow = node.flow === true;
  const commas = flow ? commasOf(node) : [];
  const entries = node.items.map((pair, place) => {
    if (!isPair(pair)) throw new UneditableText("an entry without a key");
    return convertPair(pair, commas[place] ?? NO_COMMAS);
  });
  const [start, end] = node.range ?? [0, 0];
  const bare = flow && node.srcToken === undefined;
  const last = entries.at(-1)?.value.end ?? end;
  return { kind: "map", flow, bare, entries, start, end: flow ? end : last };
};

const convertList = (node: ParsedNode): ListNode => {
  if (!isSeq(node)) throw new UneditableText("no list");
  const flow = node.flow === true;
  const commas = flow ? commasOf(node) : [];
  const dashes = flow
    ? []
    : sourceItems(node).flatMap(({ start }) => offsetOf(start, "seq-item-ind") ?? []);
  const items = node.items.map((item, place): ListItem => {
    const dash = dashes[place] ?? null;
    const emptyAt = dash === null ? (commas[place]?.before ?? 0) + 1 : dash + 1;
    const value = convert(item as ParsedNode | null, emptyAt);
    return { dash, commas: commas[place] ?? NO_COMMAS, value };
  });
  const [start, end] = node.range ?? [0, 0];
  return { kind: "list", flow, items, start, end: flow ? end : (items.at(-1)?.value.end ?? end) };
};

const convert = (node: ParsedNode | null, emptyAt: number): TreeNode => {
  if (node === null) return missing(emptyAt);
  if (isMap(node)) return convertMap(node);
  return isSeq(node) ? convertList(node) : convertScalar(node, emptyAt);
};

/** More nesting than any rule may have; the parser itself must not be asked about more. */
const MAX_DEPTH = 64;
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "[" || sign === "{") depth += 1;
    else if ((sign === "]" || sign === "}") && depth > 0) depth -= 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest > MAX_DEPTH || /(?:- ){64}/.test(text);
};

const OPTIONS = {
  schema: "failsafe",
  keepSourceTokens: true,
  merge: false,
  resolveKnownTags: false,
  logLevel: "silent",
  version: "1.2",
} as const;

const parse = (text: string): TreeNode => {
  if (isTooDeep(text)) throw new UneditableText("nested too deeply");
  const document = parseDocument(text, OPTIONS);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new UneditableText(problem.message);
  return convert(document.contents as ParsedNode | null, 0);
};

/** The last few texts: an edit reads what the edit before it wrote. */
const KEPT = 8;
const kept = new Map<string, TreeNode>();

/** Reads a text's structure. Throws `UneditableText` for what has no structure; the same text costs once. */
export const treeOf = (text: string): TreeNode => {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const tree = parse(text);
  kept.set(text, tree);
  if (kept.size > KEPT) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
  return tree;
};
