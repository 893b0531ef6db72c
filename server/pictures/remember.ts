import { thumbOf } from "./aligned.ts";
import { extractFeatures } from "./features/extract.ts";
import type { Features } from "./features/features.ts";
import type { Gray } from "./gray.ts";
import type { PictureHash } from "./hash.ts";
import { hashOf } from "./hash.ts";

/** What is kept of a picture of the library. */
export interface Remembered {
  readonly hash: PictureHash;
  /** Small and square, to compare with cell by cell. */
  readonly thumb: Uint8Array;
  /** As it was looked at. */
  readonly width: number;
  readonly height: number;
  readonly features: Features;
}

/** The longer side at which pictures of the library are looked at. */
export const PICTURE_SIDE = 480;
/** Corners that are kept of each. */
const CORNERS = 400;

/** Looks at a picture of the library. */
export const rememberPicture = (gray: Gray): Remembered => ({
  hash: hashOf(gray),
  thumb: thumbOf(gray),
  width: gray.width,
  height: gray.height,
  features: extractFeatures(gray, CORNERS),
});
