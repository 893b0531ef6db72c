import { toProbabilities } from "./softmax.ts";

/** An example a table had not seen: the evidence it found, and what would have been right. */
export interface Guess {
  readonly sums: Float64Array;
  readonly label: number;
  /** Place of the lesson. */
  readonly lesson: number;
}
export interface Calibration {
  readonly sharpness: number;
  readonly threshold: number;
}

const SHARPNESS = [0.5, 0.7, 0.85, 1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3];
const LOWEST = 0.35;
const HIGHEST = 0.6;
/** Fewer guesses prove nothing. */
const FEWEST = 6;
const CAREFUL: Calibration = { sharpness: 1.8, threshold: 0.45 };

const probabilities = (guess: Guess, sharpness: number): Float64Array =>
  toProbabilities(Float64Array.from(guess.sums), sharpness);

/** How surprised a table is by the truth; less is better. */
const surprise = (guesses: readonly Guess[], sharpness: number): number =>
  guesses.reduce((sum, guess) => {
    const right = probabilities(guess, sharpness)[guess.label] as number;
    return sum - Math.log(Math.max(right, 1e-9));
  }, 0);

/** The place of the highest value before `end`. */
export const highest = (values: Float64Array, end: number): number => {
  let best = 0;
  for (let at = 1; at < end; at += 1)
    if ((values[at] as number) > (values[best] as number)) best = at;
  return best;
};

interface Judged {
  readonly score: number;
  /** 1 right, -1 wrong, 0 should have been refused. */
  readonly worth: number;
}
const judgedOf = (guess: Guess, sharpness: number, none: number): Judged => {
  const values = probabilities(guess, sharpness);
  const best = highest(values, none);
  const worth = guess.label === none ? 0 : best === guess.label ? 1 : -1;
  return { score: values[best] as number, worth };
};

/** Right answers, less wrong ones, less the share of small talk that got an answer. */
const worthOf = (judged: readonly Judged[], threshold: number): number => {
  let [asked, talk, right, answered] = [0, 0, 0, 0];
  for (const { score, worth } of judged) {
    if (worth === 0) talk += 1;
    else asked += 1;
    if (score < threshold) continue;
    if (worth === 0) answered += 1;
    else right += worth;
  }
  return right / Math.max(1, asked) - answered / Math.max(1, talk);
};

/** Where scores are cut, and how sharp they are, from guesses about unseen examples; `none` is the label of small talk. */
export const calibrate = (guesses: readonly Guess[], none: number): Calibration => {
  if (guesses.filter(({ label }) => label !== none).length < FEWEST) return CAREFUL;
  let sharpness = 1;
  for (const tried of SHARPNESS)
    if (surprise(guesses, tried) < surprise(guesses, sharpness)) sharpness = tried;
  const judged = guesses.map((guess) => judgedOf(guess, sharpness, none));
  let threshold = LOWEST;
  for (let tried = LOWEST; tried <= HIGHEST; tried += 0.025)
    if (worthOf(judged, tried) > worthOf(judged, threshold)) threshold = tried;
  return { sharpness, threshold: Math.round(threshold * 1000) / 1000 };
};
