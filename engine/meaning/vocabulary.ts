/** The pieces a model knows, and how rare each is. */
export interface Vocabulary {
  readonly pieces: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  /** By place: larger for what few sentences hold. */
  readonly rarity: Float64Array;
  /** Of a piece that no sentence holds. */
  readonly unknown: number;
}
/** A sentence as its known pieces, of length 1 together with what it holds of unknown ones. */
export interface SentenceVector {
  readonly places: readonly number[];
  readonly weights: readonly number[];
}

/** How much an unknown piece takes away from what is known, by a known one as rare as can be. */
const UNKNOWN_WEIGHT = 0.5;
const rarityOf = (sentences: number, holding: number): number =>
  Math.log((1 + sentences) / (1 + holding)) + 1;

/** A vocabulary of pieces and the number of sentences that hold each. */
export const makeVocabulary = (
  pieces: readonly string[],
  counts: readonly number[],
  sentences: number,
): Vocabulary => ({
  pieces,
  places: new Map(pieces.map((piece, place) => [piece, place])),
  rarity: Float64Array.from(counts, (count) => rarityOf(sentences, count)),
  unknown: rarityOf(sentences, 0),
});

/** Counts in how many sentences each piece stands, in order of first appearance. */
export const countPieces = (
  sentences: readonly (readonly string[])[],
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const pieces of sentences)
    for (const piece of new Set(pieces)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
};

/** Weighs a sentence's pieces: often here counts for, often elsewhere against (TF-IDF). */
export const vectorOf = (pieces: readonly string[], vocabulary: Vocabulary): SentenceVector => {
  const places: number[] = [];
  const counts: number[] = [];
  let unknown = 0;
  for (const piece of pieces) {
    const place = vocabulary.places.get(piece);
    if (place === undefined) {
      unknown += 1;
      continue;
    }
    // A sentence is short: to look through it costs less than a map.
    const before = places.indexOf(place);
    if (before < 0) {
      places.push(place);
      counts.push(1);
    } else counts[before] = (counts[before] as number) + 1;
  }
  let squares = UNKNOWN_WEIGHT * unknown * vocabulary.unknown ** 2;
  for (const [at, place] of places.entries()) {
    const count = counts[at] as number;
    const weight = (count === 1 ? 1 : 1 + Math.log(count)) * (vocabulary.rarity[place] as number);
    counts[at] = weight;
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < counts.length; at += 1) counts[at] = (counts[at] as number) / length;
  return { places, weights: counts };
};

/** How alike two sentences are, 0 to 1. */
export const likeness = (a: SentenceVector, b: ReadonlyMap<number, number>): number => {
  let sum = 0;
  for (const [at, place] of a.places.entries())
    sum += (a.weights[at] as number) * (b.get(place) ?? 0);
  return sum;
};
/** A vector by place, for `likeness`. */
export const byPlace = ({ places, weights }: SentenceVector): ReadonlyMap<number, number> =>
  new Map(places.map((place, at) => [place, weights[at] as number]));
