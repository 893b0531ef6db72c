import type { Photo, Place } from "./aligned.ts";
import { compareAligned, photoOf, THUMB, wholePlace } from "./aligned.ts";
import { extractFeatures } from "./features/extract.ts";
import type { Features } from "./features/features.ts";
import type { Candidate, PictureIndex } from "./features/picture-index.ts";
import type { Plane } from "./features/plane.ts";
import { sendX, sendY } from "./features/plane.ts";
import { findPose } from "./features/pose.ts";
import type { Gray } from "./gray.ts";
import type { PictureHash } from "./hash.ts";
import { hashDistance, hashOf } from "./hash.ts";
import type { Remembered } from "./remember.ts";

/** The longer side at which a photo is looked at: a cover in it fills only part of it. */
export const PHOTO_SIDE = 640;
/** Corners of a photo that are looked at. */
const CORNERS = 700;
/** From this share of what is seen on, a photo shows the picture. */
export const THRESHOLD = 0.7;
/** A share that needs no second look. */
const SURE = 0.9;
/** Files that differ more in their hash are not the same file. */
const SAME_HASH = 10;
const SAME_TRIED = 12;
/** Pictures that share most with a photo; the right one is among them, or not recognised. */
const CANDIDATES = 24;
const TOLD = 3;

/** A picture of a library. */
export interface LibraryPicture extends Remembered {
  readonly file: string;
}
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
export interface Pictures {
  readonly all: Iterable<LibraryPicture>;
  readonly index: PictureIndex<LibraryPicture>;
}

const seenAs = ({ file }: LibraryPicture, share: number): Seen => ({
  file,
  score: Math.round(share * 100) / 100,
  isSame: share >= THRESHOLD,
});

const nearHashes = (all: Iterable<LibraryPicture>, hash: PictureHash) => {
  const near: { readonly picture: LibraryPicture; readonly far: number }[] = [];
  for (const picture of all) {
    const far = hashDistance(picture.hash, hash);
    if (far <= SAME_HASH) near.push({ picture, far });
  }
  return near.sort((a, b) => a.far - b.far).slice(0, SAME_TRIED);
};

/** Pictures of which the photo may be the very file, saved again or in another size. */
const sameFiles = (all: Iterable<LibraryPicture>, gray: Gray, photo: Photo): readonly Seen[] =>
  nearHashes(all, hashOf(gray)).map(({ picture }) =>
    seenAs(picture, compareAligned(picture.thumb, photo, wholePlace(photo)).share),
  );

const placeBy = (map: Plane, { width, height }: Remembered): Place => {
  const [stepX, stepY] = [width / THUMB, height / THUMB];
  return (x, y) => {
    const [px, py] = [(x + 0.5) * stepX - 0.5, (y + 0.5) * stepY - 0.5];
    return [sendX(map, px, py), sendY(map, px, py)];
  };
};

/** Whether a photo shows a candidate: its corners must lie as in the picture, and what lies between them be the same. */
const look = (
  corners: Features,
  { picture, pairs }: Candidate<LibraryPicture>,
  photo: Photo,
): Seen | null => {
  const pose = findPose(corners, picture.features, { pairs, size: picture });
  if (pose === null) return null;
  return seenAs(picture, compareAligned(picture.thumb, photo, placeBy(pose.map, picture)).share);
};

const byCorners = ({ index }: Pictures, gray: Gray, photo: Photo): readonly Seen[] => {
  const corners = extractFeatures(gray, CORNERS);
  const seen: Seen[] = [];
  for (const candidate of index.candidates(corners, CANDIDATES)) {
    const found = look(corners, candidate, photo);
    if (found !== null) seen.push(found);
    if (found !== null && found.score >= SURE) break;
  }
  return seen;
};

const bestFirst = (seen: readonly Seen[]): readonly Seen[] => {
  const best = new Map<string, Seen>();
  for (const one of seen)
    if (one.score > (best.get(one.file)?.score ?? -1)) best.set(one.file, one);
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, TOLD);
};

/** Finds which pictures of a library a photo shows: first by their hashes, then by their corners, each checked cell by cell. */
export const findPicture = (pictures: Pictures, gray: Gray): Sight => {
  const photo = photoOf(gray);
  const same = sameFiles(pictures.all, gray, photo);
  const isSure = same.some(({ score }) => score >= SURE);
  const seen = isSure ? same : [...same, ...byCorners(pictures, gray, photo)];
  return { threshold: THRESHOLD, seen: bestFirst(seen) };
};
