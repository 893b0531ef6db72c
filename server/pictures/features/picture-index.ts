import type { Features } from "./features.ts";
import type { Pair } from "./pose.ts";
import { SEGMENT_CORNERS, Segment } from "./segment.ts";

/** A picture that shares corners with a photo. */
export interface Candidate<P> {
  readonly picture: P;
  /** Nearest first. */
  readonly pairs: readonly Pair[];
}
interface Open<P> {
  readonly pictures: (P | null)[];
  corners: number;
  segment: Segment | null;
}

/** A pair this far apart counts half. */
const HALF_FAR = 40;

/** Corners of all pictures of a library. Adding one files a segment of some hundred pictures anew, whatever there are in all. */
export class PictureIndex<P extends { readonly features: Features }> {
  readonly #segments: Open<P>[] = [];
  readonly #places = new Map<P, readonly [segment: Open<P>, place: number]>();

  get size(): number {
    return this.#places.size;
  }

  add(picture: P): void {
    const { count } = picture.features;
    const room = this.#segments.at(-1);
    const open =
      room !== undefined && room.corners + count <= SEGMENT_CORNERS
        ? room
        : { pictures: [], corners: 0, segment: null };
    if (open !== room) this.#segments.push(open);
    open.segment = null;
    open.corners += count;
    this.#places.set(picture, [open, open.pictures.length]);
    open.pictures.push(picture);
  }

  /** Its corners are left where they are, and asked no more. */
  remove(picture: P): void {
    const found = this.#places.get(picture);
    if (found === undefined) return;
    const [open, place] = found;
    open.pictures[place] = null;
    this.#places.delete(picture);
  }

  /** The pictures that share most with a photo, best first, `most` of them. */
  candidates(photo: Features, most: number): readonly Candidate<P>[] {
    const found: { readonly picture: P; readonly pairs: Pair[]; score: number }[] = [];
    const spread = new Uint16Array(photo.count);
    for (const open of this.#segments) {
      open.segment ??= new Segment(open.pictures.map((picture) => picture?.features ?? NO_CORNERS));
      const met = open.pictures.map((): Pair[] => []);
      const pairs = open.segment.pairsWith(photo);
      for (const [at, place] of pairs.picture.entries()) {
        const photoCorner = pairs.photoCorner[at] as number;
        spread[photoCorner] = (spread[photoCorner] as number) + 1;
        const pair = {
          photoCorner,
          corner: pairs.corner[at] as number,
          far: pairs.far[at] as number,
        };
        met[place]?.push(pair);
      }
      for (const [place, own] of met.entries()) {
        const picture = open.pictures[place] ?? null;
        if (picture !== null && own.length >= 5) found.push({ picture, pairs: own, score: 0 });
      }
    }
    for (const one of found) {
      // A corner that many pictures have says little about any of them.
      for (const { photoCorner, far } of one.pairs)
        one.score += 2 ** (-far / HALF_FAR) / Math.sqrt(spread[photoCorner] as number);
      one.pairs.sort((a, b) => a.far - b.far);
    }
    return found.sort((a, b) => b.score - a.score).slice(0, most);
  }
}

const NO_CORNERS: Features = {
  count: 0,
  words: new Uint32Array(0),
  x: new Uint16Array(0),
  y: new Uint16Array(0),
  level: new Uint8Array(0),
  angle: new Uint8Array(0),
};
