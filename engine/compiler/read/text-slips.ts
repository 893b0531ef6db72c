import type { Finding, SourceScalar } from "./node.ts";
import { finding } from "./node.ts";
import type { Schema } from "./schema-leaves.ts";
import { commentAfter, twoKeywords } from "./slips.ts";
import type { Steps } from "./where.ts";

interface Text {
  /** The whole text that was read. */
  readonly source: string;
  readonly node: SourceScalar;
  readonly leaf: Schema;
  readonly steps: Steps;
}

const isKeyword = (leaf: Schema): boolean => leaf["x-shape"] === "keyword";
/** Any text may stand here, not only one of a form. */
const isOpen = (leaf: Schema): boolean =>
  isKeyword(leaf) || [leaf.pattern, leaf.const, leaf.enum].every((one) => one === undefined);
/** A word or a name, not something that is said to a follower. */
const isName = (leaf: Schema): boolean =>
  leaf["x-template"] === undefined || leaf.maxLength !== undefined;

const cutByComment = ({ source, node, leaf }: Text): Finding[] => {
  if (node.style !== "plain" || !isOpen(leaf)) return [];
  const comment = commentAfter(source, node.end);
  if (comment === null) return [];
  return [finding("comment-cuts-text", node.end + 1, { comment, text: node.text })];
};

/** Only where the text is said to somebody: in a pattern `\n` means what it means. */
const newline = ({ node, leaf }: Text): Finding[] => {
  if (leaf["x-template"] === undefined || node.style === "double") return [];
  return /\\n/.test(node.text) ? [finding("newline-not-meant", node.start)] : [];
};

const keywords = ({ node, leaf, steps }: Text): Finding[] => {
  const listed = typeof steps.at(-1) === "number";
  if (!listed || node.style !== "plain" || !isName(leaf) || !isOpen(leaf)) return [];
  const two = twoKeywords(node.text);
  if (two === null) return [];
  return [finding("two-keywords", node.start + two.index, { text: node.text, found: two.found })];
};

/** What is odd about a text that could be read: warnings only. */
export const textSlips = (text: Text): readonly Finding[] => [
  ...cutByComment(text),
  ...newline(text),
  ...keywords(text),
];
