import type { MeaningModel, Meant } from "../schema/meaning.ts";
import { shownPiece, signsOf } from "./pieces.ts";
import { evidence, toProbabilities } from "./softmax.ts";
import type { Table } from "./table.ts";
import { openTable, readSentence } from "./table.ts";
import type { Taught } from "./taught.ts";
import { MEANING_FORMAT, modelFor, taughtDigest } from "./train-meaning.ts";
import type { SentenceVector } from "./vocabulary.ts";
import { byPlace, likeness } from "./vocabulary.ts";

/** Reads what a text means. */
export type Judge = (text: string, isSpoken: boolean) => Meant;

/** How many of the nearest are kept: for `suggest` and the trace. */
const SHOWN = 5;
/** Nearer to each other than this, neither of two rules is meant for sure: `suggest` asks which. */
const LEAST_LEAD = 0.2;
const PIECES_SHOWN = 4;
/** So many examples teach what a sentence may look like; of fewer, likeness to one of them counts. */
const FEW = 2;
/** How alike a text must be to an only example to be worth a score of one half, and how steeply it rises. */
const HALF_ALIKE = 0.45;
const STEEPNESS = 12;

const scoreOfLikeness = (alike: number): number =>
  1 / (1 + Math.exp(STEEPNESS * (HALF_ALIKE - alike)));

interface Opened {
  readonly model: MeaningModel;
  /** By class; `null`: its rule is switched off. */
  readonly classes: readonly (Taught | null)[];
  readonly exact: ReadonlyMap<string, number>;
  readonly table: (isSpoken: boolean) => Table;
  /** Examples of rules that have one or two, by class. */
  readonly few: (
    table: Table,
  ) => readonly { readonly at: number; readonly vector: ReadonlyMap<number, number> }[];
}

const exactOf = (classes: readonly (Taught | null)[]): ReadonlyMap<string, number> => {
  const exact = new Map<string, number>();
  for (const [at, taught] of classes.entries())
    for (const { text } of taught?.examples ?? []) {
      const key = signsOf(text).join("");
      if (!exact.has(key)) exact.set(key, at);
    }
  return exact;
};

/** Opened when first asked: most accounts never hear a voice. */
const tablesOf = (model: MeaningModel): ((isSpoken: boolean) => Table) => {
  const open = (isSpoken: boolean): Table => {
    const packed = isSpoken ? model.spoken : model.written;
    const table = openTable(packed, { classes: model.classes.length + 1, isSpoken });
    if (table === null)
      throw new Error("the trained examples are damaged; publish the rules again");
    return table;
  };
  const opened = new Map<boolean, Table>();
  return (isSpoken) => {
    const table = opened.get(isSpoken) ?? open(isSpoken);
    opened.set(isSpoken, table);
    return table;
  };
};

const fewOf = (classes: readonly (Taught | null)[]) => {
  const known = new WeakMap<Table, ReturnType<Opened["few"]>>();
  return (table: Table): ReturnType<Opened["few"]> => {
    const made =
      known.get(table) ??
      classes.flatMap((taught, at) =>
        taught === null || taught.examples.length > FEW
          ? []
          : taught.examples.map(({ text }) => ({
              at,
              vector: byPlace(readSentence(table, signsOf(text))),
            })),
      );
    known.set(table, made);
    return made;
  };
};

/** By class, how much speaks for it; a switched-off rule gets nothing. */
const scoresOf = (opened: Opened, table: Table, sentence: SentenceVector): Float64Array => {
  const { model, classes } = opened;
  const scores = toProbabilities(evidence(table.linear, sentence), model.sharpness);
  for (let at = 0; at < classes.length; at += 1) if (classes[at] === null) scores[at] = 0;
  // "None of these" is no rule.
  scores[classes.length] = 0;
  for (const { at, vector } of opened.few(table))
    scores[at] = Math.max(scores[at] as number, scoreOfLikeness(likeness(sentence, vector)));
  return scores;
};

/** The classes of the highest scores, highest first. */
const nearestOf = ({ classes }: Opened, scores: Float64Array) =>
  topPlaces(scores, SHOWN).flatMap((at) => {
    const taught = classes[at] ?? null;
    return taught === null
      ? []
      : [
          {
            at,
            rule: taught.rule,
            path: taught.path,
            score: scores[at] as number,
            example: taught.examples[0]?.text ?? "",
          },
        ];
  });

/** The places of the highest values, highest first; none that is not above zero. */
const topPlaces = (values: ArrayLike<number>, count: number): readonly number[] => {
  const top: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (
      value <= 0 ||
      (top.length === count && value <= (values[top[count - 1] as number] as number))
    )
      continue;
    let place = top.length;
    while (place > 0 && (values[top[place - 1] as number] as number) < value) place -= 1;
    top.splice(place, 0, at);
    if (top.length > count) top.pop();
  }
  return top;
};

/** The pieces that spoke most for one class against another. */
const piecesFor = (
  { linear, vocabulary }: Table,
  { places, weights }: SentenceVector,
  best: number,
  other: number,
): readonly string[] => {
  const spoke = places.map((place, at) => {
    const row = place * linear.classes;
    const difference =
      (linear.weights[row + best] as number) - (linear.weights[row + other] as number);
    return (weights[at] as number) * difference;
  });
  const shown: string[] = [];
  for (const at of topPlaces(spoke, 2 * PIECES_SHOWN)) {
    const piece = shownPiece(vocabulary.pieces[places[at] as number] ?? "");
    // 公 and 斤 say nothing beside 公斤.
    if (!shown.some((one) => one.includes(piece) || piece.includes(one))) shown.push(piece);
  }
  return shown.slice(0, PIECES_SHOWN);
};

const judgeIn = (opened: Opened, text: string, isSpoken: boolean): Meant => {
  const { model, classes } = opened;
  const { threshold } = model;
  const signs = signsOf(text);
  const table = opened.table(isSpoken);
  const sentence = readSentence(table, signs);
  // Nothing of it was ever seen: all that is left would be how many examples each rule has.
  if (sentence.places.length === 0) return { best: null, nearest: [], threshold, pieces: [] };
  const scores = scoresOf(opened, table, sentence);
  const same = opened.exact.get(signs.join(""));
  if (same !== undefined) scores[same] = 1;
  const found = nearestOf(opened, scores);
  const [first, second] = found;
  const nearest = found.map(({ at: _, ...score }) => score);
  const lead = (first?.score ?? 0) - (second?.score ?? 0);
  const isClear = first !== undefined && first.score >= threshold && lead >= LEAST_LEAD;
  const best = isClear ? (nearest[0] ?? null) : null;
  const pieces =
    first === undefined ? [] : piecesFor(table, sentence, first.at, second?.at ?? classes.length);
  return { best, nearest, threshold, pieces };
};

/** Whether every rule's examples are among those a model was trained on; rules switched off since may be missing. */
const covers = (model: MeaningModel, taught: readonly Taught[]): boolean => {
  const known = new Map(model.classes.map(({ rule, digest }) => [rule, digest]));
  return (
    model.format === MEANING_FORMAT &&
    taught.every((one) => known.get(one.rule) === taughtDigest(one))
  );
};

/**
 * Makes a judge of a trained model; trains one where there is none, or none of these very examples. `null` if
 * no rule is triggered by meaning. What the model knows of rules that are switched off is never answered.
 */
export const openMeaning = (
  taught: readonly Taught[],
  known: MeaningModel | null | undefined,
): Judge | null => {
  if (taught.length === 0) return null;
  const model = known && covers(known, taught) ? known : modelFor(taught, null);
  if (model === null) return null;
  const byRule = new Map(taught.map((one) => [one.rule, one]));
  const classes = model.classes.map(({ rule }) => byRule.get(rule) ?? null);
  const opened: Opened = {
    model,
    classes,
    exact: exactOf(classes),
    table: tablesOf(model),
    few: fewOf(classes),
  };
  return (text, isSpoken) => judgeIn(opened, text, isSpoken);
};
