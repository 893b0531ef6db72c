import { foldText } from "../text/fold.ts";
import { soundOf } from "../text/sounds.ts";
import { CONCEPT, conceptsIn } from "./concepts.ts";

/** Stands before the first and after the last sign of a text, so that how it begins and ends counts too. */
const EDGE = "^";
/** Before a sound: no sign of a folded text is a capital. */
const SOUND = "P";

/** A run of Latin letters is one sign, a digit is any digit; marks and spaces are none. */
const SIGNS = /[a-zà-ÿ]+|\d|[\p{L}\p{N}\p{S}]/gu;

const LETTER = /[a-z]/;

/** More signs than these say no more about what is meant. */
const MOST_SIGNS = 200;

/** The signs a sentence is made of, folded: width, case, traditional characters and digits make no difference. */
export const signsOf = (text: string): readonly string[] => {
  const signs = foldText(text, true).match(SIGNS) ?? [];
  if (signs.length > MOST_SIGNS) signs.length = MOST_SIGNS;
  for (const [at, sign] of signs.entries()) if (sign >= "0" && sign <= "9") signs[at] = "0";
  return signs;
};

/** Each sign, and each two that stand beside each other. */
const pairsOf = (signs: readonly string[], mark: string, into: string[]): void => {
  let before = EDGE;
  for (const sign of signs) {
    into.push(mark + sign, `${mark}${before} ${sign}`);
    before = sign;
  }
  into.push(`${mark}${before} ${EDGE}`);
};

/** What a sentence's meaning is read from: its signs and pairs, the concepts its words stand for, and its sounds if it was spoken. */
export const piecesOf = (signs: readonly string[], isSpoken: boolean): readonly string[] => {
  if (signs.length === 0) return [];
  const pieces: string[] = [];
  pairsOf(signs, "", pieces);
  conceptsIn(signs, pieces);
  if (isSpoken) pairsOf(signs.map(soundOf), SOUND, pieces);
  return pieces;
};

/** A piece as a person would write it. */
export const shownPiece = (piece: string): string => {
  const isMarked = piece.startsWith(SOUND) || piece.startsWith(CONCEPT);
  const [first = "", second = ""] = (isMarked ? piece.slice(1) : piece).split(" ");
  if (first === EDGE || second === "" || second === EDGE) return first === EDGE ? second : first;
  return LETTER.test(first) || LETTER.test(second) ? `${first} ${second}` : first + second;
};
