import { thumbOf } from "./aligned.ts";
import { decodePicture } from "./decode.ts";
import type { PictureHash } from "./hash.ts";
import { hashOf } from "./hash.ts";

/** What is kept of a picture of the library. */
export interface Remembered {
  readonly hash: PictureHash;
  /** Small and square, to compare with point by point. */
  readonly thumb: Uint8Array;
}

/** The longer side at which pictures of the library are looked at. */
const SIDE = 480;

/** Looks at a picture of the library. Throws `PictureError`. */
export const rememberPicture = async (bytes: Uint8Array): Promise<Remembered> => {
  const gray = await decodePicture(bytes, SIDE);
  return { hash: hashOf(gray), thumb: thumbOf(gray) };
};
