import { bitsSet } from "./bits.ts";
import type { Gray } from "./gray.ts";
import { resize } from "./gray.ts";

/** Points a side that are looked at, and waves a side that are kept. */
const SIZE = 32;
const WAVES = 8;

/** 64 bits that hardly change when a picture is made smaller or saved again. */
export type PictureHash = readonly [high: number, low: number];

/** Cosines of the first waves, a wave a row; the constant one is left out. */
const cosines = Float64Array.from({ length: WAVES * SIZE }, (_, at) => {
  const [wave, point] = [Math.floor(at / SIZE) + 1, at % SIZE];
  return Math.cos((Math.PI * wave * (2 * point + 1)) / (2 * SIZE));
});

const waveOf = (rows: ArrayLike<number>, first: number, step: number, wave: number): number => {
  let sum = 0;
  for (let point = 0; point < SIZE; point += 1)
    sum += (rows[first + point * step] as number) * (cosines[wave * SIZE + point] as number);
  return sum;
};

/** Lowest waves of the picture (discrete cosine transform), each above or below their median. */
export const hashOf = (gray: Gray): PictureHash => {
  const { data } = resize(gray, SIZE, SIZE);
  const across = new Float64Array(WAVES * SIZE);
  for (let y = 0; y < SIZE; y += 1)
    for (let wave = 0; wave < WAVES; wave += 1)
      across[wave * SIZE + y] = waveOf(data, y * SIZE, 1, wave);
  const waves = Array.from({ length: WAVES * WAVES }, (_, at) =>
    waveOf(across, (at % WAVES) * SIZE, 1, Math.floor(at / WAVES)),
  );
  const sorted = [...waves].sort((a, b) => a - b);
  const median = ((sorted[31] as number) + (sorted[32] as number)) / 2;
  const words: [number, number] = [0, 0];
  for (const [at, wave] of waves.entries())
    if (wave > median) words[at >> 5 ? 1 : 0] |= 1 << (at & 31);
  return [words[0] >>> 0, words[1] >>> 0];
};

/** In how many of 64 bits two pictures differ. */
export const hashDistance = (a: PictureHash, b: PictureHash): number =>
  bitsSet(a[0] ^ b[0]) + bitsSet(a[1] ^ b[1]);
