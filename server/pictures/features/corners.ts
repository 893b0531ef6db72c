import type { Gray } from "../gray.ts";

/** Corners closer to the border have no whole surroundings. */
export const BORDER = 18;
/** How much brighter or darker than its middle an arc of nine points must be. */
const CONTRAST = 10;
const CIRCLE: readonly (readonly [x: number, y: number])[] = [
  ...([
    [0, -3],
    [1, -3],
    [2, -2],
    [3, -1],
    [3, 0],
    [3, 1],
    [2, 2],
    [1, 3],
  ] as const),
  ...([
    [0, 3],
    [-1, 3],
    [-2, 2],
    [-3, 1],
    [-3, 0],
    [-3, -1],
    [-2, -2],
    [-1, -3],
  ] as const),
];
const ARC = 9;

/** By the bits of a circle: whether nine that follow each other are set. */
const hasArc = Uint8Array.from({ length: 1 << 16 }, (_, bits) => {
  const twice = bits * 0x10001;
  for (let first = 0, run = 0; first < 32; first += 1) {
    run = (twice >>> first) & 1 ? run + 1 : 0;
    if (run === ARC) return 1;
  }
  return 0;
});

/** Whether an arc of the circle around a point is brighter or darker. */
const isArcAt = (data: Uint8Array, at: number, around: Int32Array): boolean => {
  const middle = data[at] as number;
  let bright = 0;
  let dark = 0;
  for (let place = 0; place < 16; place += 1) {
    const differs = (data[at + (around[place] as number)] as number) - middle;
    if (differs > CONTRAST) bright |= 1 << place;
    else if (differs < -CONTRAST) dark |= 1 << place;
  }
  return hasArc[bright] === 1 || hasArc[dark] === 1;
};
/** Whether two opposite points of the circle are both like its middle: one of them is in any arc of nine. */
const isFlat = (data: Uint8Array, at: number, far: number): boolean => {
  const middle = data[at] as number;
  const one = (data[at + far] as number) - middle;
  const other = (data[at - far] as number) - middle;
  return one <= CONTRAST && one >= -CONTRAST && other <= CONTRAST && other >= -CONTRAST;
};

/** Places of the level's points where an arc of the circle around is brighter or darker (FAST-9). */
const arcsIn = ({ width, height, data }: Gray): number[] => {
  const around = Int32Array.from(CIRCLE, ([x, y]) => y * width + x);
  const found: number[] = [];
  for (let y = BORDER; y < height - BORDER; y += 1)
    for (let at = y * width + BORDER, end = (y + 1) * width - BORDER; at < end; at += 1)
      if (!isFlat(data, at, 3 * width) && !isFlat(data, at, 3) && isArcAt(data, at, around))
        found.push(at);
  return found;
};

/** How much of a corner a point is (Harris), over seven by seven points. */
const strengthAt = (data: Uint8Array, width: number, at: number): number => {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let y = -3; y <= 3; y += 1)
    for (let x = -3; x <= 3; x += 1) {
      const here = at + y * width + x;
      const dx = (data[here + 1] as number) - (data[here - 1] as number);
      const dy = (data[here + width] as number) - (data[here - width] as number);
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  return xx * yy - xy * xy - 0.04 * (xx + yy) * (xx + yy);
};

/** A corner of one level. */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** Whether none of the eight neighbours is a stronger corner; of two equal ones the first counts. */
const isPeak = (strengths: Float32Array, at: number, width: number): boolean => {
  const strength = strengths[at] as number;
  for (const far of [1, width - 1, width, width + 1])
    if ((strengths[at + far] as number) > strength || (strengths[at - far] as number) >= strength)
      return false;
  return true;
};

/** The corners of a level that are stronger than their neighbours. */
const strongest = (gray: Gray): Corner[] => {
  const { width, height, data } = gray;
  const strengths = new Float32Array(width * height);
  const found = arcsIn(gray);
  for (const at of found) strengths[at] = Math.max(0, strengthAt(data, width, at));
  const corners: Corner[] = [];
  for (const at of found) {
    const strength = strengths[at] as number;
    if (strength > 0 && isPeak(strengths, at, width))
      corners.push({ x: at % width, y: Math.floor(at / width), strength });
  }
  return corners;
};

/** Fields a side among which corners are dealt out, so that one busy place does not take them all. */
const FIELDS = 8;

/** The best corners of a level, field by field in turn, `most` of them. */
export const cornersOf = (gray: Gray, most: number): readonly Corner[] => {
  const fields: Corner[][] = Array.from({ length: FIELDS * FIELDS }, () => []);
  for (const corner of strongest(gray)) {
    const column = Math.floor((corner.x * FIELDS) / gray.width);
    const row = Math.floor((corner.y * FIELDS) / gray.height);
    fields[row * FIELDS + column]?.push(corner);
  }
  for (const field of fields) field.sort((a, b) => b.strength - a.strength);
  const chosen: Corner[] = [];
  for (let turn = 0; chosen.length < most; turn += 1) {
    const next = fields.flatMap((field) => field[turn] ?? []);
    if (next.length === 0) break;
    next.sort((a, b) => b.strength - a.strength);
    chosen.push(...next.slice(0, most - chosen.length));
  }
  return chosen;
};
