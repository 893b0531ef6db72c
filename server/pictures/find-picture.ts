import type { Photo } from "./aligned.ts";
import { compareAligned, photoOf, wholePlace } from "./aligned.ts";
import type { Gray } from "./gray.ts";
import type { PictureHash } from "./hash.ts";
import { hashDistance, hashOf } from "./hash.ts";
import type { Remembered } from "./remember.ts";

/** The longer side at which a photo is looked at: a cover in it fills only part of it. */
export const PHOTO_SIDE = 640;
/** From this share of what is seen on, a photo shows the picture. */
export const THRESHOLD = 0.7;
/** Files that differ more in their hash are not the same file. */
const SAME_HASH = 10;
const TRIED = 12;
const TOLD = 3;

/** A picture that a photo may show. */
export interface Seen {
  readonly file: string;
  /** Share of what is seen that is the same, 0 to 1. */
  readonly score: number;
  readonly isSame: boolean;
}
/** What a photo was found to show, best first. */
export interface Sight {
  readonly threshold: number;
  readonly seen: readonly Seen[];
}
/** A library by its files. */
export type Pictures = Iterable<readonly [file: string, picture: Remembered]>;

const nearHashes = (pictures: Pictures, hash: PictureHash) => {
  const near: { readonly file: string; readonly picture: Remembered; readonly far: number }[] = [];
  for (const [file, picture] of pictures) {
    const far = hashDistance(picture.hash, hash);
    if (far <= SAME_HASH) near.push({ file, picture, far });
  }
  return near.sort((a, b) => a.far - b.far).slice(0, TRIED);
};

/** Pictures of which the photo may be the very file, saved again or in another size. */
const sameFiles = (pictures: Pictures, gray: Gray, photo: Photo): readonly Seen[] =>
  nearHashes(pictures, hashOf(gray)).map(({ file, picture }) =>
    seenAs(file, compareAligned(picture.thumb, photo, wholePlace(photo)).share),
  );

const seenAs = (file: string, share: number): Seen => ({
  file,
  score: Math.round(share * 100) / 100,
  isSame: share >= THRESHOLD,
});

/** Finds which pictures of a library a photo shows. */
export const findPicture = (pictures: Pictures, gray: Gray): Sight => {
  const photo = photoOf(gray);
  const seen = [...sameFiles(pictures, gray, photo)].sort((a, b) => b.score - a.score);
  return { threshold: THRESHOLD, seen: seen.slice(0, TOLD) };
};
