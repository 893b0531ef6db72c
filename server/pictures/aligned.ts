import type { Gray } from "./gray.ts";
import { halvesOf, resize, sampleAt } from "./gray.ts";

/** Points a side of the small picture that is kept to compare with. */
export const THUMB = 96;
const CELL = 8;
const CELLS = THUMB / CELL;
/** How far a cell may lie beside its place: paper bends, corners are found to a point or so. */
const SHIFT = 1;
/** From here on two cells count as the same (their correlation, -1 to 1). */
const ALIKE = 0.6;
/** A cell that varies less shows nothing to compare. */
const TEXTURE = 6;
/** Fewer cells prove nothing. */
const LEAST_CELLS = 20;

/** Where a point of the small picture lies in the photo. */
export type Place = (x: number, y: number) => readonly [x: number, y: number];

/** The small picture of a whole one, whatever its sides. */
export const thumbOf = (gray: Gray): Uint8Array => resize(gray, THUMB, THUMB).data;

/** A photo and its halves, so that sampling it coarsely averages. */
export interface Photo {
  readonly halves: readonly Gray[];
}
export const photoOf = (gray: Gray): Photo => ({ halves: halvesOf(gray) });

/** The photo lies over the picture edge to edge. */
export const wholePlace = ({ halves }: Photo): Place => {
  const { width, height } = halves[0] as Gray;
  return (x, y) => [((x + 0.5) * width) / THUMB - 0.5, ((y + 0.5) * height) / THUMB - 0.5];
};

/** How many points of the photo stand for one of the small picture. */
const scaleOf = (place: Place): number => {
  const middle = THUMB / 2;
  const [x, y] = place(middle, middle);
  const [right, rightY] = place(middle + 1, middle);
  const [downX, down] = place(middle, middle + 1);
  return Math.sqrt(Math.abs((right - x) * (down - y) - (rightY - y) * (downX - x)));
};

/** The photo in the frame of the small picture; -1 where it does not reach. */
const straighten = ({ halves }: Photo, place: Place): Int16Array => {
  const whole = halves[0] as Gray;
  const half = Math.min(halves.length - 1, Math.max(0, Math.round(Math.log2(scaleOf(place)))));
  const from = halves[half] as Gray;
  const scale = 2 ** half;
  const straight = new Int16Array(THUMB * THUMB);
  for (let y = 0; y < THUMB; y += 1)
    for (let x = 0; x < THUMB; x += 1) {
      const [px, py] = place(x, y);
      const isInside = px >= -1 && py >= -1 && px <= whole.width && py <= whole.height;
      straight[y * THUMB + x] = isInside
        ? Math.round(sampleAt(from, (px + 0.5) / scale - 0.5, (py + 0.5) / scale - 0.5))
        : -1;
    }
  return straight;
};

/** How alike a cell of the picture and the photo beside its place are; `null` where the photo does not reach. */
const likeness = (
  thumb: Uint8Array,
  straight: Int16Array,
  at: number,
  beside: number,
): number | null => {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let y = 0; y < CELL; y += 1)
    for (let x = 0; x < CELL; x += 1) {
      const here = at + y * THUMB + x;
      const left = thumb[here] as number;
      const right = straight[here + beside] as number;
      if (right < 0) return null;
      a += left;
      b += right;
      aa += left * left;
      bb += right * right;
      ab += left * right;
    }
  const points = CELL * CELL;
  const spread = (aa - (a * a) / points) * (bb - (b * b) / points);
  return spread <= 0 ? 0 : (ab - (a * b) / points) / Math.sqrt(spread);
};

const isTextured = (thumb: Uint8Array, at: number): boolean => {
  let [sum, squares] = [0, 0];
  for (let y = 0; y < CELL; y += 1)
    for (let x = 0; x < CELL; x += 1) {
      const value = thumb[at + y * THUMB + x] as number;
      sum += value;
      squares += value * value;
    }
  const points = CELL * CELL;
  return squares / points - (sum / points) ** 2 >= TEXTURE * TEXTURE;
};

/** The best likeness near a cell's place. */
const bestLikeness = (
  thumb: Uint8Array,
  straight: Int16Array,
  cell: { readonly column: number; readonly row: number },
): number | null => {
  const [x, y] = [cell.column * CELL, cell.row * CELL];
  let best: number | null = null;
  for (let down = -SHIFT; down <= SHIFT; down += 1)
    for (let right = -SHIFT; right <= SHIFT; right += 1) {
      if (x + right < 0 || x + right + CELL > THUMB || y + down < 0 || y + down + CELL > THUMB)
        continue;
      const alike = likeness(thumb, straight, y * THUMB + x, down * THUMB + right);
      if (alike !== null && (best === null || alike > best)) best = alike;
    }
  return best;
};

/** Textured cells the photo shows, and how many of them show the same. */
export interface Compared {
  readonly cells: number;
  /** 0 to 1; 0 where too little is to be seen. */
  readonly share: number;
}

/** Compares a photo, laid over the picture by `place`, cell by cell: what two posters of one layout share is not enough. */
export const compareAligned = (thumb: Uint8Array, photo: Photo, place: Place): Compared => {
  const straight = straighten(photo, place);
  let [cells, same] = [0, 0];
  for (let row = 0; row < CELLS; row += 1)
    for (let column = 0; column < CELLS; column += 1) {
      if (!isTextured(thumb, row * CELL * THUMB + column * CELL)) continue;
      const alike = bestLikeness(thumb, straight, { column, row });
      if (alike === null) continue;
      cells += 1;
      if (alike >= ALIKE) same += 1;
    }
  return { cells, share: cells < LEAST_CELLS ? 0 : same / cells };
};
