/** Words somebody typed or pasted, in order, and how many were there twice. */
export interface SplitWords {
  readonly words: readonly string[];
  readonly merged: number;
}

/** Between cells of Excel, in lists and in enumerations; spaces stay inside of a keyword. */
const SEPARATORS = /[、，,；;\t\r\n]+/u;
/** How two keywords are compared: as the engine does. */
const folded = (word: string): string => word.normalize("NFKC").toLowerCase();

const split = (parts: readonly string[], before: readonly string[]): SplitWords => {
  const known = new Set(before.map(folded));
  const words: string[] = [];
  let merged = 0;
  for (const part of parts) {
    const word = part.trim();
    if (word === "") continue;
    if (known.has(folded(word))) merged += 1;
    else words.push(word);
    known.add(folded(word));
  }
  return { words, merged };
};

/** Splits a text into sentences, a line or a cell each; a comma belongs to its sentence. */
export const splitSentences = (text: string): SplitWords => split(text.split(/[\t\r\n]+/u), []);

/** Splits a text at 、，,；; tab and line break: trimmed, empty ones left out, each once. */
export const splitKeywords = (text: string, before: readonly string[] = []): SplitWords =>
  split(text.split(SEPARATORS), before);

/** Whether a text holds something that divides keywords. */
export const hasSeparator = (text: string): boolean => SEPARATORS.test(text);
