import { toSimplified } from "./simplified.ts";

/** What a code unit may ask for: nothing, lower case, or the whole of NFKC. */
const CAPITAL = 1;
const UNSTABLE = 2;

/**
 * Han 4E00–9FFF, the marks 。、〈 to 】 and printable ASCII never change under NFKC, and none joins with
 * another. Most messages are made of them and need no copy: one look a unit tells.
 */
const UNITS = new Uint8Array(0x1_0000)
  .fill(UNSTABLE)
  .fill(0, 0x20, 0x7f)
  .fill(CAPITAL, 0x41, 0x5b)
  .fill(0, 0x3001, 0x3003)
  .fill(0, 0x3008, 0x3012)
  .fill(0, 0x4e00, 0xa000);

const needsOf = (text: string): number => {
  const last = text.length - 1;
  let needs = text.charCodeAt(0) === 0x20 || text.charCodeAt(last) === 0x20 ? UNSTABLE : 0;
  for (let at = 0; at <= last; at += 1) needs |= UNITS[text.charCodeAt(at)] as number;
  return needs;
};

/** The *plain* form of a text (language.md §4): NFKC and trimmed. What `matches` searches and `rest` is cut from. */
export const plainText = (text: string): string =>
  needsOf(text) >= UNSTABLE ? text.normalize("NFKC").trim() : text;

/**
 * The *folded* form (language.md §4): plain, in lower case, and with simplified characters for
 * traditional ones if the account asks. Keywords and messages are compared in it.
 */
export const foldText = (text: string, simplify = false): string => {
  const needs = needsOf(text);
  const plain = needs >= UNSTABLE ? text.normalize("NFKC").trim() : text;
  const lower = needs === 0 ? plain : plain.toLowerCase();
  return simplify ? toSimplified(lower) : lower;
};

/** After folding, ，！？；：…～ have become ASCII. */
const isStripped = (unit: number): boolean => {
  switch (unit) {
    case 0x3002: // 。
    case 0x3001: // 、
    case 0x2c: // ,
    case 0x2e: // .
    case 0x21: // !
    case 0x3f: // ?
    case 0x3b: // ;
    case 0x3a: // :
    case 0x7e: // ~
    case 0x20:
      return true;
    default:
      return false;
  }
};

/** A folded message without the marks and spaces at its ends; a keyword is never stripped. Gives the same string if there are none. */
export const stripEnds = (folded: string): string => {
  let start = 0;
  let end = folded.length;
  while (start < end && isStripped(folded.charCodeAt(start))) start += 1;
  while (end > start && isStripped(folded.charCodeAt(end - 1))) end -= 1;
  return end - start === folded.length ? folded : folded.slice(start, end);
};

/** What follows a folded prefix in the plain text, without leading space, `:` and `,`; `null` if it does not begin so. */
export const restAfter = (plain: string, folded: string, prefix: string): string | null => {
  if (!folded.startsWith(prefix)) return null;
  const cut = folded.length === plain.length ? prefix.length : unitsOf(plain, prefix.length);
  return plain.slice(cut).replace(/^[\s:,]+/u, "");
};

/** How many units of the plain text made so many folded ones: a few letters grow in lower case (İ). */
const unitsOf = (plain: string, foldedUnits: number): number => {
  let units = 0;
  let folded = 0;
  for (const letter of plain) {
    if (folded >= foldedUnits) break;
    folded += letter.toLowerCase().length;
    units += letter.length;
  }
  return units;
};

/** Characters, as a person counts them: an emoji of two units is one. */
export const lengthOf = (text: string): number => {
  let length = text.length;
  for (let at = 1; at < text.length; at += 1) {
    const low = text.charCodeAt(at);
    const high = text.charCodeAt(at - 1);
    if (low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff) length -= 1;
  }
  return length;
};
