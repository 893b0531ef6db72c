import type { YAMLError } from "yaml";
import type { Finding } from "./node.ts";
import { finding } from "./node.ts";
import { fullWidthNear, indentNear, lineAround } from "./slips.ts";

interface Place {
  readonly text: string;
  readonly at: number;
  readonly message: string;
}
type Describe = (place: Place) => Finding;

const always =
  (code: Finding["code"]): Describe =>
  ({ at }) =>
    finding(code, at);

/** The first character from `at` on that is no white space. */
const firstWritten = (text: string, at: number): number => {
  const offset = text.slice(at).search(/\S/);
  return offset === -1 ? at : at + offset;
};
const columnOf = (text: string, at: number): number => at - lineAround(text, at).start;

const wrongIndent: Describe = ({ text, at }) => {
  const place = firstWritten(text, at);
  return finding(columnOf(text, place) === 0 ? "stray-line" : "indent-wrong", place);
};

/** Two keys in one line, or a line that is indented deeper than the value above it. */
const nestedKey: Describe = ({ text, at, message }) => {
  if (message.includes("block sequence")) return wrongIndent({ text, at, message });
  const { line, start } = lineAround(text, at);
  const rest = line.slice(at - start).replace(/ #.*$/, "");
  if (/:(\s|$)/.test(rest)) return finding("colon-in-text", at);
  return wrongIndent({ text, at: start + line.length + 1, message });
};

const missing: Describe = ({ text, at, message }) => {
  if (message.includes("Sequence item")) return wrongIndent({ text, at, message });
  if (message.includes("map values")) return finding("colon-missing", lineFirst(text, at));
  if (message.includes("closing")) {
    return finding("quote-not-closed", at, { quote: message.includes('"') ? '"' : "'" });
  }
  return finding("comma-missing", at);
};
const lineFirst = (text: string, at: number): number => {
  const { start } = lineAround(text, Math.max(0, at - 1));
  const place = firstWritten(text, start);
  return place <= at ? place : at;
};

const unexpected: Describe = ({ text, at, message }) => {
  const place = firstWritten(text, at);
  if (message.includes("same line with key")) return finding("dash-behind-key", at);
  if (message.includes("Unexpected ,")) return finding("comma-too-many", at);
  const header = /[|>]/.exec(lineAround(text, at).line);
  if (header && /Not a YAML token|Block scalar header/.test(message)) {
    return finding("text-needs-quotes", at, { character: header[0] });
  }
  if (columnOf(text, place) === 0) return finding("stray-line", place);
  const before = text.slice(0, at).trimEnd();
  return finding(/["']$/.test(before) ? "text-after-quote" : "yaml-broken", place);
};

const byCode: Readonly<Record<string, Describe>> = {
  BAD_DQ_ESCAPE: ({ text, at }) =>
    finding("backslash-in-double-quotes", at, { escape: text.slice(at, at + 2) }),
  BAD_INDENT: wrongIndent,
  BAD_SCALAR_START: ({ text, at }) =>
    finding("text-needs-quotes", at, { character: text.charAt(at) }),
  BLOCK_AS_IMPLICIT_KEY: nestedKey,
  BLOCK_IN_FLOW: always("comma-missing"),
  MISSING_CHAR: missing,
  MULTILINE_IMPLICIT_KEY: always("colon-missing"),
  NON_STRING_KEY: always("key-not-text"),
  TAB_AS_INDENT: always("tab-indent"),
  UNEXPECTED_TOKEN: unexpected,
  MULTIPLE_DOCS: always("yaml-documents"),
  BAD_DIRECTIVE: always("yaml-directive"),
  BAD_ALIAS: ({ at }) => finding("yaml-alias", at, { name: "" }),
};

const lostSpace = (text: string, at: number): Finding | null => {
  const { line, start } = lineAround(text, at);
  const match = /^[\s-]*([A-Za-z][\w-]*):[^\s/]/.exec(line);
  if (match?.[1] === undefined) return null;
  return finding("space-after-colon", start + match[0].length - 2, { key: match[1] });
};

/** Says in our words what the YAML parser could not read; a known slip near the place is the likelier cause and is named instead. */
export const describeSyntax = (text: string, error: YAMLError): Finding => {
  const at = Math.min(error.pos[0], Math.max(0, text.length - 1));
  const slip = fullWidthNear(text, at) ?? indentNear(text, at);
  if (slip) return slip;
  const place = { text, at, message: error.message };
  if (error.code === "MULTILINE_IMPLICIT_KEY" || error.code === "MISSING_CHAR") {
    const lost = lostSpace(text, at);
    if (lost) return lost;
  }
  return byCode[error.code]?.(place) ?? finding("yaml-broken", at);
};
