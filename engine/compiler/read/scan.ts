import { Lexer } from "yaml";
import type { Finding } from "./node.ts";
import { finding } from "./node.ts";
import { makeTokenScan } from "./scan-tokens.ts";

/** Limits of one file (language.md §8). */
export const FILE_LIMITS = { bytes: 262_144, keys: 5_000, entries: 20_000, depth: 32 } as const;

/** What the scan of one text gives; `tokens` are complete only when nothing was found. */
export interface Scanned {
  readonly tokens: readonly string[];
  readonly keys: number;
  readonly entries: number;
  readonly found: Finding | null;
}

const sizeOf = (text: string): number => {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // Half of a surrogate pair is two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
};

/** Refuses a file that is too large to be looked at; counts UTF-8 bytes. */
export const checkSize = (text: string): Finding | null => {
  // No character has fewer bytes than units, so a long text need not be counted.
  const bytes = text.length > FILE_LIMITS.bytes ? text.length : sizeOf(text);
  return bytes > FILE_LIMITS.bytes
    ? finding("file-too-large", 0, { bytes, max: FILE_LIMITS.bytes })
    : null;
};

/** Refuses a file with more keys or list entries than anybody can mean. */
export const checkCounts = (keys: number, entries: number): Finding | null => {
  if (keys > FILE_LIMITS.keys) return finding("too-many-keys", 0, { max: FILE_LIMITS.keys });
  return entries > FILE_LIMITS.entries
    ? finding("too-many-entries", 0, { max: FILE_LIMITS.entries })
    : null;
};

const isControl = (unit: number): boolean =>
  unit < 0x20
    ? unit !== 0x09 && unit !== 0x0a && unit !== 0x0d
    : (unit >= 0x7f && unit <= 0x9f && unit !== 0x85) ||
      unit === 0xfffe ||
      unit === 0xffff ||
      unit === 0xfeff;

const isHalfPair = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return false;
  if (unit >= 0xdc00) {
    const before = text.charCodeAt(at - 1);
    return !(before >= 0xd800 && before < 0xdc00);
  }
  const after = text.charCodeAt(at + 1);
  return !(after >= 0xdc00 && after <= 0xdfff);
};

/** The first character that no text may hold: control characters, a CR alone, half a surrogate pair, a byte order mark inside. */
export const findControlCharacter = (text: string): Finding | null => {
  for (let i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const refused =
      isControl(unit) || (unit === 0x0d && text.charCodeAt(i + 1) !== 0x0a) || isHalfPair(text, i);
    if (refused) {
      const character = `U+${unit.toString(16).toUpperCase().padStart(4, "0")}`;
      return finding("control-character", i, { character });
    }
  }
  return null;
};

/**
 * Looks at a YAML text before it is parsed: the parser's own lexer is run (a loop without recursion) and left at
 * the first mistake, so nothing nested deeper than the limit ever reaches the parser, which would recurse and can
 * abort the process (reliability.md, finding 1). Linear. `baseDepth` = levels around the text in its file.
 */
export const scanYaml = (text: string, baseDepth = 0): Scanned => {
  const control = findControlCharacter(text);
  if (control) return { tokens: [], keys: 0, entries: 0, found: control };
  const scan = makeTokenScan(text, FILE_LIMITS.depth - baseDepth);
  const tokens: string[] = [];
  for (const token of new Lexer().lex(text)) {
    tokens.push(token);
    if (!scan.take(token)) break;
  }
  return { tokens, ...scan.finish() };
};
