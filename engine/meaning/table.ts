import type { PackedWeights } from "../schema/meaning.ts";
import { packNumbers, unpackNumbers } from "./pack.ts";
import { piecesOf, signsOf } from "./pieces.ts";
import type { Labelled, Linear } from "./softmax.ts";
import { trainSoftmax } from "./softmax.ts";
import type { SentenceVector, Vocabulary } from "./vocabulary.ts";
import { countPieces, makeVocabulary, vectorOf } from "./vocabulary.ts";

/** A sentence to learn from; the last label is "none of these". */
export interface Lesson {
  readonly text: string;
  readonly label: number;
}
/** What was learned of one way of cutting sentences. */
export interface Table {
  readonly isSpoken: boolean;
  readonly vocabulary: Vocabulary;
  readonly linear: Linear;
}

/** A sentence as a table sees it. */
export const readSentence = (
  table: Omit<Table, "linear">,
  signs: readonly string[],
): SentenceVector => vectorOf(piecesOf(signs, table.isSpoken), table.vocabulary);

/** So many weights a table has at most: a byte each, a third more as text. */
const MOST_WEIGHTS = 1_700_000;

/** Leaves out the rarest pieces, one count after the other, until the table is small enough to be sent about. */
const fitting = (
  counted: ReadonlyMap<string, number>,
  classes: number,
): ReadonlyMap<string, number> => {
  let kept = counted;
  for (let rare = 1; kept.size * classes > MOST_WEIGHTS; rare += 1)
    kept = new Map([...kept].filter(([, count]) => count > rare));
  return kept;
};

/** Learns from sentences. */
export const trainTable = (
  lessons: readonly Lesson[],
  options: { readonly classes: number; readonly isSpoken: boolean; readonly rounds: number },
): Table & { readonly labelled: readonly Labelled[]; readonly counts: readonly number[] } => {
  const { classes, isSpoken, rounds } = options;
  const cut = lessons.map(({ text }) => piecesOf(signsOf(text), isSpoken));
  const counted = fitting(countPieces(cut), classes);
  const counts = [...counted.values()];
  const vocabulary = makeVocabulary([...counted.keys()], counts, lessons.length);
  const labelled = cut.map((pieces, at) => ({
    vector: vectorOf(pieces, vocabulary),
    label: (lessons[at] as Lesson).label,
  }));
  const linear = trainSoftmax(labelled, { pieces: counts.length, classes, rounds });
  return { isSpoken, vocabulary, linear, labelled, counts };
};

/** A table as plain data. */
export const packTable = (
  { vocabulary, linear, counts }: ReturnType<typeof trainTable>,
  sentences: number,
): PackedWeights => {
  const { scale, text } = packNumbers(linear.weights);
  return {
    pieces: vocabulary.pieces.join("\n"),
    counts,
    sentences,
    scale,
    weights: text,
    bias: [...linear.bias],
  };
};

/** What `packTable` made, ready to read sentences; `null` if the data are not whole. */
export const openTable = (
  packed: PackedWeights,
  { classes, isSpoken }: { readonly classes: number; readonly isSpoken: boolean },
): Table | null => {
  const pieces = packed.pieces.split("\n");
  const weights = unpackNumbers(packed.weights, pieces.length * classes);
  if (weights === null || packed.bias.length !== classes) return null;
  const vocabulary = makeVocabulary(pieces, packed.counts, packed.sentences);
  return {
    isSpoken,
    vocabulary,
    linear: { classes, weights, scale: packed.scale, bias: Float32Array.from(packed.bias) },
  };
};
