import type { Features } from "./features.ts";
import { distance, fixedNumbers, WORDS } from "./words.ts";

/** Corners a segment: their numbers fit into 16 bits. */
export const SEGMENT_CORNERS = 65_536;
/** Descriptors that differ in more bits are no pair. */
const FAR = 64;
const TABLES = 12;
const KEY_BITS = 15;
/** What so many corners of a segment share says nothing about any. */
const CROWD = 40;
const BUCKETS = 1 << KEY_BITS;

/** For each table, which bits of a descriptor make its key. */
const keyBits = Uint8Array.from(
  (() => {
    const random = fixedNumbers(20131119);
    return Array.from({ length: TABLES }, () => {
      const chosen = new Set<number>();
      while (chosen.size < KEY_BITS) chosen.add(Math.floor(random() * WORDS * 32));
      return [...chosen];
    }).flat();
  })(),
);

const keyOf = (words: Uint32Array, at: number, table: number): number => {
  let key = 0;
  for (let bit = 0; bit < KEY_BITS; bit += 1) {
    const place = keyBits[table * KEY_BITS + bit] as number;
    key |= (((words[at + (place >> 5)] as number) >>> (place & 31)) & 1) << bit;
  }
  return key;
};

/** Pairs of corners, one of the photo and one of a picture of the segment. */
export interface Pairs {
  /** Places of pictures in the segment. */
  readonly picture: readonly number[];
  readonly photoCorner: readonly number[];
  /** Among the picture's corners. */
  readonly corner: readonly number[];
  readonly far: readonly number[];
}

/** Corners of some pictures, filed by parts of their descriptors: what agrees in one part is compared as a whole (LSH). */
export class Segment {
  readonly #words: Uint32Array;
  /** By corner: its picture's place, and its own number in the picture. */
  readonly #picture: Uint16Array;
  readonly #corner: Uint16Array;
  /** Where the buckets of each table begin. */
  readonly #starts: Uint32Array;
  readonly #corners: Uint16Array;
  readonly #pictures: number;

  constructor(pictures: readonly Features[]) {
    const count = pictures.reduce((sum, { count: corners }) => sum + corners, 0);
    this.#pictures = pictures.length;
    this.#words = new Uint32Array(count * WORDS);
    this.#picture = new Uint16Array(count);
    this.#corner = new Uint16Array(count);
    let at = 0;
    for (const [place, { words, count: corners }] of pictures.entries()) {
      this.#words.set(words.subarray(0, corners * WORDS), at * WORDS);
      for (let corner = 0; corner < corners; corner += 1, at += 1) {
        this.#picture[at] = place;
        this.#corner[at] = corner;
      }
    }
    this.#starts = new Uint32Array(TABLES * BUCKETS + 1);
    this.#corners = new Uint16Array(TABLES * count);
    this.#file(count);
  }

  #file(count: number): void {
    const buckets = new Uint16Array(TABLES * count);
    for (let table = 0; table < TABLES; table += 1)
      for (let corner = 0; corner < count; corner += 1) {
        const key = keyOf(this.#words, corner * WORDS, table);
        buckets[table * count + corner] = key;
        const next = table * BUCKETS + key + 1;
        this.#starts[next] = (this.#starts[next] as number) + 1;
      }
    for (let at = 1; at < this.#starts.length; at += 1)
      this.#starts[at] = (this.#starts[at] as number) + (this.#starts[at - 1] as number);
    const next = this.#starts.slice();
    for (let table = 0; table < TABLES; table += 1)
      for (let corner = 0; corner < count; corner += 1) {
        const bucket = table * BUCKETS + (buckets[table * count + corner] as number);
        const place = next[bucket] as number;
        this.#corners[place] = corner;
        next[bucket] = place + 1;
      }
  }

  /** For every corner of the photo the nearest corner of each picture, where one is near. */
  pairsWith({ words, count }: Features): Pairs {
    const pairs = { picture: [], photoCorner: [], corner: [], far: [] } as {
      readonly [K in keyof Pairs]: number[];
    };
    const nearest = new Uint8Array(this.#pictures);
    const nearestCorner = new Uint16Array(this.#pictures);
    const met: number[] = [];
    for (let photoCorner = 0; photoCorner < count; photoCorner += 1) {
      nearest.fill(FAR + 1);
      met.length = 0;
      for (let table = 0; table < TABLES; table += 1)
        this.#meet(words, photoCorner * WORDS, table, { nearest, nearestCorner, met });
      for (const picture of met) {
        pairs.picture.push(picture);
        pairs.photoCorner.push(photoCorner);
        pairs.corner.push(nearestCorner[picture] as number);
        pairs.far.push(nearest[picture] as number);
      }
    }
    return pairs;
  }

  #meet(
    words: Uint32Array,
    at: number,
    table: number,
    into: { nearest: Uint8Array; nearestCorner: Uint16Array; met: number[] },
  ): void {
    const bucket = table * BUCKETS + keyOf(words, at, table);
    const first = this.#starts[bucket] as number;
    const end = this.#starts[bucket + 1] as number;
    if (end - first > CROWD) return;
    for (let place = first; place < end; place += 1) {
      const corner = this.#corners[place] as number;
      const far = distance(words, at, this.#words, corner * WORDS);
      const picture = this.#picture[corner] as number;
      const before = into.nearest[picture] as number;
      if (far >= before) continue;
      if (before > FAR) into.met.push(picture);
      into.nearest[picture] = far;
      into.nearestCorner[picture] = this.#corner[corner] as number;
    }
  }
}
