import { PictureIndex } from "../../../server/pictures/features/picture-index.ts";
import type { LibraryPicture, Pictures } from "../../../server/pictures/find-picture.ts";
import type { Gray } from "../../../server/pictures/gray.ts";
import { resize } from "../../../server/pictures/gray.ts";
import { PICTURE_SIDE, rememberPicture } from "../../../server/pictures/remember.ts";
import { drawPoster } from "./posters.ts";
import { drawScene } from "./scenes.ts";

/** Posters of how many layouts: about thirty of each. */
export const layoutsOf = (pictures: number): number => 4 + Math.floor(pictures / 50);

/** In a library this large every drawing stands four times, mirrored: for corners these are four pictures. */
const MANY = 5_000;

const drawOne = (at: number, pictures: number): Gray =>
  at % 5 < 3 ? drawPoster(at % layoutsOf(pictures), at) : drawScene(at);
let last: readonly [at: number, pictures: number, drawn: Gray] | null = null;
const mirrored = ({ width, height, data }: Gray, isAcross: boolean, isDown: boolean): Gray => {
  const other = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (isDown ? height - 1 - y : y) * width + (isAcross ? width - 1 - x : x);
      other[y * width + x] = data[from] as number;
    }
  return { width, height, data: other };
};

/** The picture of a number: three of five are posters, the others something like photos. */
export const drawPicture = (at: number, pictures: number): Gray => {
  if (pictures < MANY) return drawOne(at, pictures);
  const base = at >> 2;
  const known = last !== null && last[0] === base && last[1] === pictures ? last[2] : null;
  const drawn = known ?? drawOne(base, pictures);
  last = [base, pictures, drawn];
  return at % 4 === 0 ? drawn : mirrored(drawn, (at & 1) === 1, (at & 2) === 2);
};

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
