import type { SentenceVector } from "./vocabulary.ts";

/** A weight for each piece and class, `weights[place * classes + class]`, and one a class. */
export interface Linear {
  readonly classes: number;
  readonly weights: Float32Array | Int8Array;
  /** What a weight is to be multiplied by: 1 but for packed ones. */
  readonly scale: number;
  readonly bias: Float32Array;
}
export interface Labelled {
  readonly vector: SentenceVector;
  readonly label: number;
}

/** Tuned on a public set of 31 classes; see test/bench/meaning/. */
const RATE = 0.5;
const FIRST_SQUARES = 0.02;
/** What the right class leaves to the others, so that no example is learned by heart. */
const LEFT_OVER = 0.05;

/** Always the same order of numbers (Numerical Recipes' LCG): the same rules give the same model. */
const makeRandom = () => {
  let state = 12_345;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
const shuffle = (order: Int32Array, random: (below: number) => number): void => {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random(at + 1);
    const kept = order[at] as number;
    order[at] = order[other] as number;
    order[other] = kept;
  }
};

/** How much speaks for each class, before it is made a probability. */
export const evidence = (linear: Linear, { places, weights }: SentenceVector): Float64Array => {
  const { classes } = linear;
  const sums = new Float64Array(classes);
  const packed = linear.weights;
  for (let at = 0; at < places.length; at += 1) {
    const row = (places[at] as number) * classes;
    const weight = weights[at] as number;
    for (let one = 0; one < classes; one += 1)
      sums[one] = (sums[one] as number) + (packed[row + one] as number) * weight;
  }
  for (let one = 0; one < classes; one += 1)
    sums[one] = (sums[one] as number) * linear.scale + (linear.bias[one] as number);
  return sums;
};

/** Makes probabilities of evidence, in place; `sharpness` below 1 makes them more careful. */
export const toProbabilities = (sums: Float64Array, sharpness = 1): Float64Array => {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) most = Math.max(most, sum);
  let total = 0;
  for (let one = 0; one < sums.length; one += 1) {
    const value = Math.exp(((sums[one] as number) - most) * sharpness);
    sums[one] = value;
    total += value;
  }
  for (let one = 0; one < sums.length; one += 1) sums[one] = (sums[one] as number) / total;
  return sums;
};

/** A class with few examples is not drowned by one with many. */
const balance = (labelled: readonly Labelled[], classes: number): Float64Array => {
  const sizes = new Float64Array(classes);
  for (const { label } of labelled) sizes[label] = (sizes[label] as number) + 1;
  return sizes.map((size) => (size === 0 ? 0 : labelled.length / classes / size));
};

/** What AdaGrad keeps: the squares of all steps so far. */
interface Steps {
  readonly linear: Linear;
  readonly weightSquares: Float32Array;
  readonly biasSquares: Float32Array;
}
const stepBack = (
  { linear, weightSquares, biasSquares }: Steps,
  { places, weights }: SentenceVector,
  errors: Float64Array,
): void => {
  const { classes } = linear;
  for (let one = 0; one < classes; one += 1) {
    const error = errors[one] as number;
    const squares = (biasSquares[one] as number) + error * error;
    biasSquares[one] = squares;
    linear.bias[one] = (linear.bias[one] as number) - (RATE * error) / Math.sqrt(squares);
  }
  for (let at = 0; at < places.length; at += 1) {
    const row = (places[at] as number) * classes;
    const weight = weights[at] as number;
    for (let one = 0; one < classes; one += 1) {
      const step = (errors[one] as number) * weight;
      const squares = (weightSquares[row + one] as number) + step * step;
      weightSquares[row + one] = squares;
      linear.weights[row + one] =
        (linear.weights[row + one] as number) - (RATE * step) / Math.sqrt(squares);
    }
  }
};

/** Learns to tell classes apart: softmax regression, AdaGrad. Pure, and the same each time. */
export const trainSoftmax = (
  labelled: readonly Labelled[],
  {
    pieces,
    classes,
    rounds,
  }: { readonly pieces: number; readonly classes: number; readonly rounds: number },
): Linear => {
  const linear = {
    classes,
    weights: new Float32Array(pieces * classes),
    scale: 1,
    bias: new Float32Array(classes),
  };
  const steps: Steps = {
    linear,
    weightSquares: new Float32Array(pieces * classes).fill(FIRST_SQUARES),
    biasSquares: new Float32Array(classes).fill(FIRST_SQUARES),
  };
  const sizes = balance(labelled, classes);
  const order = Int32Array.from(labelled.keys());
  const random = makeRandom();
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const at of order) {
      const { vector, label } = labelled[at] as Labelled;
      const errors = toProbabilities(evidence(linear, vector));
      const size = sizes[label] as number;
      for (let one = 0; one < classes; one += 1) {
        const wanted = one === label ? 1 - LEFT_OVER : LEFT_OVER / Math.max(1, classes - 1);
        errors[one] = size * ((errors[one] as number) - wanted);
      }
      stepBack(steps, vector, errors);
    }
  }
  return linear;
};
