import type { Gray } from "../gray.ts";
import { ANGLES } from "./features.ts";
import { PATTERN } from "./pattern.ts";
import { WORDS } from "./words.ts";

/** The surroundings of a corner that are looked at. */
const RADIUS = 15;
const PAIRS = WORDS * 32;

/** The comparisons turned, direction by direction. */
const turned = Int8Array.from(
  Array.from({ length: ANGLES }, (_, angle) => {
    const turn = (angle * 2 * Math.PI) / ANGLES;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return PATTERN.flatMap(([ax, ay, bx, by]) =>
      [ax * cos - ay * sin, ax * sin + ay * cos, bx * cos - by * sin, bx * sin + by * cos].map(
        Math.round,
      ),
    );
  }).flat(),
);

/** Half the width of the circle in each row. */
const widths = Array.from({ length: RADIUS + 1 }, (_, y) =>
  Math.floor(Math.sqrt(RADIUS * RADIUS - y * y)),
);

/** The direction in which the surroundings of a corner get brighter (their centre of mass), of `ANGLES`. */
export const directionAt = ({ width, data }: Gray, x: number, y: number): number => {
  let right = 0;
  let down = 0;
  for (let row = -RADIUS; row <= RADIUS; row += 1) {
    const half = widths[Math.abs(row)] as number;
    const middle = (y + row) * width + x;
    for (let column = -half; column <= half; column += 1) {
      const value = data[middle + column] as number;
      right += column * value;
      down += row * value;
    }
  }
  const turn = Math.atan2(down, right) / (2 * Math.PI);
  return Math.round((turn + 1) * ANGLES) % ANGLES;
};

/** Writes the 256 comparisons around a corner (steered BRIEF) at their place. */
export const describeAt = (
  { width, data }: Gray,
  corner: { readonly x: number; readonly y: number; readonly angle: number },
  into: { readonly words: Uint32Array; readonly at: number },
): void => {
  const middle = corner.y * width + corner.x;
  let pair = corner.angle * PAIRS * 4;
  for (let word = 0; word < WORDS; word += 1) {
    let bits = 0;
    for (let bit = 0; bit < 32; bit += 1, pair += 4) {
      const a = middle + (turned[pair + 1] as number) * width + (turned[pair] as number);
      const b = middle + (turned[pair + 3] as number) * width + (turned[pair + 2] as number);
      if ((data[a] as number) < (data[b] as number)) bits |= 1 << bit;
    }
    into.words[into.at + word] = bits >>> 0;
  }
};

/** Seven points of a bell curve, together 256. */
const blurAlong = (data: Uint8Array, step: number, from: number, to: number): Uint8Array => {
  const blurred = new Uint8Array(data);
  const [two, three] = [2 * step, 3 * step];
  for (let at = from; at < to; at += 1)
    blurred[at] =
      (128 +
        54 * (data[at] as number) +
        49 * ((data[at - step] as number) + (data[at + step] as number)) +
        34 * ((data[at - two] as number) + (data[at + two] as number)) +
        18 * ((data[at - three] as number) + (data[at + three] as number))) >>
      8;
  return blurred;
};

/** A softer picture: single points say nothing about a corner. Three points at the border stay as they are. */
export const blur = ({ width, height, data }: Gray): Gray => {
  const across = blurAlong(data, 1, 3, data.length - 3);
  return {
    width,
    height,
    data: blurAlong(across, width, 3 * width, data.length - 3 * width),
  };
};
