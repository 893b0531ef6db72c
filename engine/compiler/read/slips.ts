import type { Finding } from "./node.ts";
import { finding } from "./node.ts";

/** The full-width marks that an input method leaves where the language wants the ASCII one. */
const ASCII_OF: Readonly<Record<string, string>> = {
  "：": ":",
  "，": ",",
  "、": ",",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "｛": "{",
  "｝": "}",
  "［": "[",
  "］": "]",
  "【": "[",
  "】": "]",
  "－": "-",
  "＃": "#",
  "；": ",",
};

const lineStart = (text: string, offset: number): number =>
  text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
const lineEnd = (text: string, offset: number): number => {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
};
/** The line that holds `offset`, and where it begins. */
export const lineAround = (
  text: string,
  offset: number,
): { readonly line: string; readonly start: number } => {
  const start = offset === 0 ? 0 : lineStart(text, offset);
  return { line: text.slice(start, lineEnd(text, offset)), start };
};

/** Places where a full-width mark can only be a slip: behind a word that begins a line or an entry, beside a bracket or quote. The last group is the mark. */
const STRUCTURAL: readonly RegExp[] = [
  /^[\s-]*["“]?[A-Za-z][\w-]*["”]?\s*(：)/,
  /[{[,，]\s*["“]?[A-Za-z][\w-]*["”]?\s*(：)/,
  /(：)\s*[[{"']/,
  /[}\]"']\s*([，、；：])/,
  /[,，]?\s*([｛［【])\s*[A-Za-z"']/,
  /[{[][^{}[\]]*([｝］】])/,
  /[{[,][^{}[\]]*?([，、])\s*[A-Za-z][\w-]*\s*[:：]/,
  /[:[,{]\s*["'][^"']*([”“‘’])/,
  /^\s*(－)/,
];

/** A full-width mark in this line that the syntax wanted in ASCII; asked only when the line could not be read. */
export const fullWidthNear = (text: string, offset: number): Finding | null => {
  const { line, start } = lineAround(text, offset);
  let best: Finding | null = null;
  for (const pattern of STRUCTURAL) {
    const match = pattern.exec(line);
    const found = match?.[1];
    if (match === null || found === undefined) continue;
    const at = start + match.index + match[0].lastIndexOf(found);
    if (best === null || at < best.at) {
      best = finding("full-width-punctuation", at, { found, wanted: ASCII_OF[found] ?? found });
    }
  }
  return best;
};

/** The first full-width mark, digit or letter of a word that should have been ASCII (`09：00-18：00`, `１０`); `null` if none. */
export const fullWidthIn = (
  word: string,
): { readonly found: string; readonly wanted: string; readonly index: number } | null => {
  for (let index = 0; index < word.length; index += 1) {
    const found = word.charAt(index);
    const unit = found.charCodeAt(0);
    const wanted =
      ASCII_OF[found] ??
      (unit > 0xff00 && unit < 0xff5f ? String.fromCharCode(unit - 0xfee0) : undefined);
    if (wanted !== undefined) return { found, wanted, index };
  }
  return null;
};

/** A word with its full-width marks, digits and letters written in ASCII. */
export const toAscii = (word: string): string =>
  [...word]
    .map((character) => {
      const wide = fullWidthIn(character);
      return character === "\u3000" ? " " : (wide?.wanted ?? character);
    })
    .join("");

/** `[C #, b]`: a comment swallows the rest of the brackets. */
export const commentInBrackets = (text: string, opened: number): Finding | null => {
  const end = lineEnd(text, opened);
  const match = /\s(#\S.*)$/.exec(text.slice(opened, end).trimEnd());
  if (match?.[1] === undefined) return null;
  const at = opened + match.index + 1;
  return finding("comment-cuts-brackets", at, { comment: match[1] });
};

/** `编号 #3`: what follows a plain text as a comment without a space after the `#` was most likely part of it. */
export const commentAfter = (text: string, end: number): string | null => {
  const match = /^ (#[^\s#!].*)$/.exec(text.slice(end, lineEnd(text, end)).trimEnd());
  return match?.[1] ?? null;
};

/** A tab or a full-width space in the indentation of one of the lines around a place. */
export const indentNear = (text: string, offset: number): Finding | null => {
  for (const at of [offset, lineEnd(text, offset) + 1, lineStart(text, offset) - 1]) {
    if (at < 0 || at > text.length) continue;
    const { line, start } = lineAround(text, at);
    const indent = /^[ \t\u3000\u00A0\u2000-\u200B]*/.exec(line)?.[0] ?? "";
    const wrong = indent.search(/[^ ]/);
    if (wrong === -1 || indent.length === line.trimEnd().length) continue;
    const code = indent.charAt(wrong) === "\t" ? "tab-indent" : "full-width-indent";
    return finding(code, start + wrong);
  }
  return null;
};

/** One entry of a list that holds `，` or `、`: two keywords? A sentence with an end is left alone. */
export const twoKeywords = (
  text: string,
): { readonly found: string; readonly index: number } | null => {
  const index = text.search(/[，、]/);
  const isShort = text.length <= 30 && !/[。！？!?]/.test(text);
  const between = index > 0 && index < text.length - 1;
  return isShort && between ? { found: text.charAt(index), index } : null;
};

/** `reply：你好`, `reply:你好`, `-reply: x`: a key that lost its colon, its space or its dash. */
export const brokenKey = (
  text: string,
  known: (word: string) => boolean,
): {
  readonly code: "full-width-punctuation" | "space-after-colon";
  readonly key: string;
  readonly index: number;
} | null => {
  const match = /^["“]?([A-Za-z][\w-]*)["”]?\s*([:：])/.exec(text);
  const key = match?.[1];
  if (match === null || key === undefined || !known(key)) return null;
  const index = match[0].length - 1;
  const wide = match[2] === "：";
  return { code: wide ? "full-width-punctuation" : "space-after-colon", key, index };
};
