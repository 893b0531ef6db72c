import type { Confusion, MeaningModel } from "../schema/meaning.ts";
import { canonicalJson, digest } from "../text/digest.ts";
import { background } from "./background.ts";
import type { Calibration, Guess } from "./calibrate.ts";
import { calibrate, highest } from "./calibrate.ts";
import { piecesOf, signsOf } from "./pieces.ts";
import { evidence, toProbabilities } from "./softmax.ts";
import type { Lesson, Table } from "./table.ts";
import { packTable, readSentence, trainTable } from "./table.ts";
import type { Taught } from "./taught.ts";
import { byPlace, countPieces, likeness, makeVocabulary, vectorOf } from "./vocabulary.ts";

/** Grows when sentences are cut or weights stored differently. */
export const MEANING_FORMAT = 2;
const ROUNDS = 30;
/** A spoken sentence has twice the pieces; fewer rounds tell its classes apart as well. */
const SPOKEN_ROUNDS = 20;
/** Sentences times classes that get all their rounds; more get fewer, so that training ends within seconds. */
const EASY_WORK = 200_000;
const FEWEST_ROUNDS = 5;
/** Each part is guessed by a table that learned from the others. */
const PARTS = 3;
const GUESSING_ROUNDS = 12;
/** Small talk this much like an example may be what the account is asked: it is not taught as "none of these". */
const TOO_ALIKE = 0.35;
/** So sure must a wrong guess be before two rules count as confusable. */
const SURELY_WRONG = 0.7;
/** Sentences less alike than this are not worth naming. */
const NAMEABLE = 0.3;
const MOST_CONFUSIONS = 20;

const roundsFor = (most: number, sentences: number, classes: number): number =>
  Math.max(FEWEST_ROUNDS, Math.min(most, Math.round((most * EASY_WORK) / (sentences * classes))));

/** A digest of a rule's examples: tells whether a model was trained on them. */
export const taughtDigest = ({ examples }: Taught): string =>
  digest(canonicalJson(examples.map(({ text }) => text)));

/** The small talk that none of an account's examples resembles. */
const foreign = (examples: readonly string[]): readonly string[] => {
  const cut = (text: string) => piecesOf(signsOf(text), false);
  const own = examples.map(cut);
  const talk = background.map(cut);
  const counts = countPieces([...own, ...talk]);
  const sentences = own.length + talk.length;
  const vocabulary = makeVocabulary([...counts.keys()], [...counts.values()], sentences);
  const holding = new Map<number, [number, number][]>();
  for (const [at, pieces] of own.entries()) {
    const { places, weights } = vectorOf(pieces, vocabulary);
    for (const [one, place] of places.entries()) {
      const list = holding.get(place) ?? [];
      list.push([at, weights[one] as number]);
      holding.set(place, list);
    }
  }
  return background.filter((_, at) => {
    const sums = new Float64Array(own.length);
    const { places, weights } = vectorOf(talk[at] ?? [], vocabulary);
    for (const [one, place] of places.entries())
      for (const [other, weight] of holding.get(place) ?? [])
        sums[other] = (sums[other] as number) + weight * (weights[one] as number);
    return sums.every((sum) => sum < TOO_ALIKE);
  });
};

const lessonsOf = (taught: readonly Taught[]): readonly Lesson[] => {
  const own = taught.flatMap(({ examples }, label) =>
    examples.map(({ text }) => ({ text, label })),
  );
  const talk = foreign(own.map(({ text }) => text));
  return [...own, ...talk.map((text) => ({ text, label: taught.length }))];
};

/** Guesses each example by a table that has not seen it; an only example cannot be guessed. */
const guessAll = (lessons: readonly Lesson[], classes: number): readonly Guess[] => {
  const seen = new Map<number, number>();
  const parts = lessons.map(({ label }) => {
    const count = seen.get(label) ?? 0;
    seen.set(label, count + 1);
    return count % PARTS;
  });
  const guesses: Guess[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const known = lessons.filter((_, at) => parts[at] !== part);
    const rounds = roundsFor(GUESSING_ROUNDS, known.length, classes);
    const table = trainTable(known, { classes, isSpoken: false, rounds });
    for (const [lesson, { text, label }] of lessons.entries())
      if (parts[lesson] === part && (seen.get(label) ?? 0) > 1)
        guesses.push({
          lesson,
          label,
          sums: evidence(table.linear, readSentence(table, signsOf(text))),
        });
  }
  return guesses;
};

/** The sentence of a rule that is most like a text. */
const nearestOf = (table: Table, text: string, taught: Taught) => {
  const wanted = byPlace(readSentence(table, signsOf(text)));
  let best = { text: "", likeness: 0 };
  for (const example of taught.examples) {
    const alike = likeness(readSentence(table, signsOf(example.text)), wanted);
    if (alike > best.likeness) best = { text: example.text, likeness: alike };
  }
  return best;
};

interface Exam {
  readonly taught: readonly Taught[];
  readonly lessons: readonly Lesson[];
  readonly table: Table;
  readonly sharpness: number;
}
const confusionOf = (
  guess: Guess,
  { taught, lessons, table, sharpness }: Exam,
): Confusion | null => {
  const none = taught.length;
  const values = toProbabilities(Float64Array.from(guess.sums), sharpness);
  const best = highest(values, none);
  if (guess.label === none || best === guess.label) return null;
  if ((values[best] as number) < SURELY_WRONG) return null;
  const [own, other] = [taught[guess.label] as Taught, taught[best] as Taught];
  const { text } = lessons[guess.lesson] as Lesson;
  const near = nearestOf(table, text, other);
  if (near.likeness < NAMEABLE) return null;
  const path = own.examples.find((example) => example.text === text)?.path ?? own.path;
  return { rule: own.rule, path, example: text, other: other.rule, otherExample: near.text };
};

/** Wrong guesses that were sure, one for each two rules. */
const confusionsOf = (guesses: readonly Guess[], exam: Exam): readonly Confusion[] => {
  const found = new Map<string, Confusion>();
  for (const guess of guesses) {
    const confusion = confusionOf(guess, exam);
    if (confusion === null) continue;
    const pair = [confusion.rule, confusion.other].sort().join(" ");
    if (!found.has(pair)) found.set(pair, confusion);
    if (found.size === MOST_CONFUSIONS) break;
  }
  return [...found.values()];
};

/** Trains on the example sentences of an account's rules; `null` if none has any. The same examples give the same model. */
export const trainMeaning = (taught: readonly Taught[]): MeaningModel | null => {
  if (taught.length === 0) return null;
  const lessons = lessonsOf(taught);
  const classes = taught.length + 1;
  const train = (isSpoken: boolean, most: number) =>
    trainTable(lessons, { classes, isSpoken, rounds: roundsFor(most, lessons.length, classes) });
  const written = train(false, ROUNDS);
  const spoken = train(true, SPOKEN_ROUNDS);
  const guesses = guessAll(lessons, classes);
  const { sharpness, threshold }: Calibration = calibrate(guesses, taught.length);
  const exam = { taught, lessons, table: written, sharpness };
  return {
    format: MEANING_FORMAT,
    classes: taught.map((one) => ({ rule: one.rule, digest: taughtDigest(one) })),
    sharpness,
    threshold,
    written: packTable(written, lessons.length),
    spoken: packTable(spoken, lessons.length),
    confusions: confusionsOf(guesses, exam),
  };
};

/** The model at hand if it was trained on these very examples, else a new one. */
export const modelFor = (
  taught: readonly Taught[],
  known: MeaningModel | null | undefined,
): MeaningModel | null => {
  if (taught.length === 0) return null;
  const isSame =
    known?.format === MEANING_FORMAT &&
    known.classes.length === taught.length &&
    known.classes.every(
      ({ rule, digest: was }, at) =>
        taught[at]?.rule === rule && was === taughtDigest(taught[at] as Taught),
    );
  return isSame ? known : trainMeaning(taught);
};
