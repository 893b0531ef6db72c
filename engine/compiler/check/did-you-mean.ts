import type { Names } from "../../schema/words.ts";
import { suggest } from "../read/suggest.ts";

/** The params of a "did you mean": the likeliest known word, or what may be written where none is near. */
export const didYouMean = (word: string, known: readonly string[]): Names => {
  const suggestion = suggest(word, known);
  return suggestion === null ? { known } : { suggestion };
};
