import type { ScalarStyle } from "./tree.ts";

/** What YAML 1.2's core schema would take for something else than text: quoted, so that free data keeps it. */
const AMBIGUOUS =
  /^(?:null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const FIRST_REFUSED = /^[-?:,[\]{}#&*!|>'"%@`=<]/;
/** Control characters, and those that end a line or start a file elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in a plain text
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]/u;

/** Whether a text means itself without quotes; between brackets less does. */
const isPlainSafe = (text: string, inFlow: boolean): boolean => {
  if (text === "" || text !== text.trim() || UNPRINTABLE.test(text)) return false;
  if (FIRST_REFUSED.test(text) || AMBIGUOUS.test(text)) return false;
  if (/:(?:\s|$)|\s#|\{\{|^\.{3}$/.test(text)) return false;
  // A listed keyword with ， or 、 would be warned of: "two keywords?".
  return !inFlow || !/[,[\]{}，、：]/.test(text);
};

const double = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Which quotes a rule's author uses. */
export type Quote = "single" | "double";
export interface ScalarPlace {
  readonly inFlow: boolean;
  readonly quote: Quote;
  /** How the text that stood here was written. */
  readonly before?: ScalarStyle | undefined;
}

/** A text on one line. */
export const renderInline = (text: string, place: ScalarPlace): string => {
  const { before } = place;
  const wasQuoted = before === "single" || before === "double";
  if (!wasQuoted && isPlainSafe(text, place.inFlow)) return text;
  if (UNPRINTABLE.test(text)) return double(text);
  const wanted = wasQuoted ? before : place.quote;
  // "\d" in double quotes is the slip that single quotes are there for.
  const isOtherSafer = wanted === "double" && text.includes("\\") && !wasQuoted;
  return wanted === "double" && !isOtherSafer ? double(text) : single(text);
};

/** A text of several lines as a block: its header, and its lines without indentation; `null` where no block can hold it. */
export const renderBlock = (
  text: string,
  step: number,
  before?: ScalarStyle,
): { readonly header: string; readonly lines: readonly string[] } | null => {
  if (!text.includes("\n") || UNPRINTABLE.test(text.replaceAll("\n", ""))) return null;
  const body = text.replace(/\n$/, "");
  // Ends of several lines would swallow the blank lines below; blanks nobody sees are safer between quotes.
  if (body.endsWith("\n") || body.trim() === "" || /^[ \t]+$/m.test(body)) return null;
  const folded = before === "folded" && !/^[ \t]|\n\n/m.test(body);
  const hint = /^\n*[ ]/.test(body) ? String(step) : "";
  const chomp = body === text ? "-" : "";
  const written = folded ? body.replaceAll("\n", "\n\n") : body;
  return { header: `${folded ? ">" : "|"}${hint}${chomp}`, lines: written.split("\n") };
};

/** A key: plain where it may be. */
export const renderKey = (key: string, place: ScalarPlace): string =>
  isPlainSafe(key, true) ? key : renderInline(key, { ...place, before: place.quote });
