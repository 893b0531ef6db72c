import { PictureIndex } from "../../../server/pictures/features/picture-index.ts";
import type { LibraryPicture, Pictures } from "../../../server/pictures/find-picture.ts";
import type { Gray } from "../../../server/pictures/gray.ts";
import { resize } from "../../../server/pictures/gray.ts";
import { PICTURE_SIDE, rememberPicture } from "../../../server/pictures/remember.ts";
import { drawPoster } from "./posters.ts";
import { drawScene } from "./scenes.ts";

/** Posters of how many layouts: about thirty of each. */
export const layoutsOf = (pictures: number): number => 4 + Math.floor(pictures / 50);

/** The picture of a number: three of five are posters, the others something like photos. */
export const drawPicture = (at: number, pictures: number): Gray =>
  at % 5 < 3 ? drawPoster(at % layoutsOf(pictures), at) : drawScene(at);

const small = (gray: Gray): Gray => {
  const scale = PICTURE_SIDE / Math.max(gray.width, gray.height);
  return scale >= 1
    ? gray
    : resize(gray, Math.round(gray.width * scale), Math.round(gray.height * scale));
};

/** A library of so many pictures, named by their numbers; `tell` hears how far it is. */
export const makeLibrary = (
  pictures: number,
  tell: (done: number) => void = () => {},
): Pictures & { readonly all: readonly LibraryPicture[] } => {
  const all: LibraryPicture[] = [];
  const index = new PictureIndex<LibraryPicture>();
  for (let at = 0; at < pictures; at += 1) {
    const picture = { ...rememberPicture(small(drawPicture(at, pictures))), file: String(at) };
    all.push(picture);
    index.add(picture);
    tell(at + 1);
  }
  return { all, index };
};
