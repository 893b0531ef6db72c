/** As much of an RE2 pattern as the search for literals needs; `unknown` could match anything. */
export type PatternNode =
  | { readonly kind: "empty" | "unknown" }
  /** One of these characters. */
  | { readonly kind: "characters"; readonly characters: readonly string[] }
  | { readonly kind: "sequence" | "either"; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: "repeat";
      readonly part: PatternNode;
      readonly min: number;
      readonly max: number | null;
    };

/** Where the reader stands; characters, not units, so that an emoji is one. */
interface Reader {
  readonly characters: readonly string[];
  at: number;
}
/** Leaves the parse: the pattern holds something this reader does not know. */
class NotUnderstood extends Error {}

const EMPTY: PatternNode = { kind: "empty" };
const UNKNOWN: PatternNode = { kind: "unknown" };
const MOST_IN_CLASS = 8;

const peek = (reader: Reader): string | undefined => reader.characters[reader.at];
const take = (reader: Reader): string => {
  const character = peek(reader);
  if (character === undefined) throw new NotUnderstood();
  reader.at += 1;
  return character;
};
const takeIf = (reader: Reader, wanted: string): boolean => {
  if (peek(reader) !== wanted) return false;
  reader.at += 1;
  return true;
};
const takeWhile = (reader: Reader, test: RegExp): string => {
  let taken = "";
  for (let next = peek(reader); next !== undefined && test.test(next); next = peek(reader)) {
    taken += next;
    reader.at += 1;
  }
  return taken;
};

const ANCHORS = new Set(["A", "z", "b", "B"]);
const CLASSES = new Set(["d", "D", "s", "S", "w", "W", "C"]);
const CONTROLS: Readonly<Record<string, string>> = {
  a: "\u0007",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const hexCharacter = (reader: Reader): string => {
  const isBraced = takeIf(reader, "{");
  const digits = isBraced ? takeWhile(reader, /[0-9A-Fa-f]/) : take(reader) + take(reader);
  const point = Number.parseInt(digits, 16);
  if ((isBraced && !takeIf(reader, "}")) || !(point <= 0x10ffff)) throw new NotUnderstood();
  return String.fromCodePoint(point);
};

const skipProperty = (reader: Reader): void => {
  if (!takeIf(reader, "{")) {
    take(reader);
    return;
  }
  while (take(reader) !== "}");
};

/** After a backslash; `null` for an escape that stands for many characters. */
const escapedCharacter = (reader: Reader): string | null => {
  const letter = take(reader);
  if (letter === "p" || letter === "P") skipProperty(reader);
  else if (letter === "x") return hexCharacter(reader);
  else if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter] ?? null;
  else if (!CLASSES.has(letter)) {
    if (/[0-9A-Za-z]/.test(letter)) throw new NotUnderstood();
    return letter;
  }
  return null;
};

/** `\Q…\E`: everything between is itself. */
const quoted = (reader: Reader): PatternNode => {
  const parts: PatternNode[] = [];
  while (peek(reader) !== undefined) {
    const character = take(reader);
    if (character === "\\" && takeIf(reader, "E")) break;
    parts.push({ kind: "characters", characters: [character] });
  }
  return { kind: "sequence", parts };
};

const escapeNode = (reader: Reader): PatternNode => {
  const next = peek(reader) ?? "";
  if (ANCHORS.has(next)) {
    take(reader);
    return EMPTY;
  }
  if (takeIf(reader, "Q")) return quoted(reader);
  const character = escapedCharacter(reader);
  return character === null ? UNKNOWN : { kind: "characters", characters: [character] };
};

/** One end of a range, or a lone member; `null` for what stands for many. */
const member = (reader: Reader): string | null => {
  const character = take(reader);
  if (character === "[" && peek(reader) === ":") {
    while (take(reader) !== "]");
    return null;
  }
  return character === "\\" ? escapedCharacter(reader) : character;
};

const rangeOf = (from: string, to: string): readonly string[] | null => {
  const first = from.codePointAt(0) ?? 0;
  const size = (to.codePointAt(0) ?? 0) - first + 1;
  if (size < 1 || size > MOST_IN_CLASS) return null;
  return Array.from({ length: size }, (_, at) => String.fromCodePoint(first + at));
};

/** `[…]`: its members if they are few. */
const characterClass = (reader: Reader): PatternNode => {
  let isKnown = !takeIf(reader, "^");
  const found: string[] = [];
  for (let isFirst = true; isFirst || peek(reader) !== "]"; isFirst = false) {
    const from = member(reader);
    const isRange = peek(reader) === "-" && reader.characters[reader.at + 1] !== "]";
    if (isRange) take(reader);
    const to = isRange ? member(reader) : from;
    const range = from === null || to === null ? null : rangeOf(from, to);
    if (range === null) isKnown = false;
    else found.push(...range);
  }
  take(reader);
  isKnown &&= found.length > 0 && found.length <= MOST_IN_CLASS;
  return isKnown ? { kind: "characters", characters: found } : UNKNOWN;
};

/** After `(?`: `:`, flags, or the name of a group. Case does not matter: literals are compared folded. */
const groupHead = (reader: Reader): "group" | "flags" => {
  if (takeIf(reader, "P") || peek(reader) === "<") {
    if (!takeIf(reader, "<") || takeWhile(reader, /[0-9A-Za-z_]/) === "" || !takeIf(reader, ">"))
      throw new NotUnderstood();
    return "group";
  }
  takeWhile(reader, /[imsU-]/);
  if (takeIf(reader, ":")) return "group";
  if (takeIf(reader, ")")) return "flags";
  throw new NotUnderstood();
};

const group = (reader: Reader): PatternNode => {
  if (takeIf(reader, "?") && groupHead(reader) === "flags") return EMPTY;
  const inside = alternatives(reader);
  if (!takeIf(reader, ")")) throw new NotUnderstood();
  return inside;
};

const atom = (reader: Reader): PatternNode => {
  const character = take(reader);
  switch (character) {
    case "(":
      return group(reader);
    case "[":
      return characterClass(reader);
    case "\\":
      return escapeNode(reader);
    case ".":
      return UNKNOWN;
    case "^":
    case "$":
      return EMPTY;
    default:
      return { kind: "characters", characters: [character] };
  }
};

/** `{2}`, `{2,}`, `{2,5}`; a brace that is none of these is itself. */
const counted = (reader: Reader): { min: number; max: number | null } | null => {
  const rest = reader.characters.slice(reader.at, reader.at + 12).join("");
  const [all, min, comma, max] = /^\{(\d+)(,?)(\d*)\}/.exec(rest) ?? [];
  if (all === undefined) return null;
  reader.at += all.length;
  return { min: Number(min), max: comma === "" ? Number(min) : max === "" ? null : Number(max) };
};

const repetition = (reader: Reader): { min: number; max: number | null } | null => {
  const sign = peek(reader);
  if (sign === "{") return counted(reader);
  if (sign !== "*" && sign !== "+" && sign !== "?") return null;
  reader.at += 1;
  return { min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : null };
};

const concatenation = (reader: Reader): PatternNode => {
  const parts: PatternNode[] = [];
  for (
    let next = peek(reader);
    next !== undefined && next !== "|" && next !== ")";
    next = peek(reader)
  ) {
    let part = atom(reader);
    for (let times = repetition(reader); times !== null; times = repetition(reader)) {
      takeIf(reader, "?");
      part = { kind: "repeat", part, ...times };
    }
    parts.push(part);
  }
  return { kind: "sequence", parts };
};

const alternatives = (reader: Reader): PatternNode => {
  const parts = [concatenation(reader)];
  while (takeIf(reader, "|")) parts.push(concatenation(reader));
  return parts.length === 1 ? (parts[0] ?? EMPTY) : { kind: "either", parts };
};

/** Reads a pattern that RE2 accepts; `null` if it holds something unknown here. */
export const parsePattern = (source: string): PatternNode | null => {
  const reader: Reader = { characters: [...source], at: 0 };
  try {
    const tree = alternatives(reader);
    return reader.at === reader.characters.length ? tree : null;
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
};
