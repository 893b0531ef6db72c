import { resize } from "../../../server/pictures/gray.ts";
import { cropPart, takePhoto, toJpeg, turnPicture } from "./camera.ts";
import { randomFrom } from "./canvas.ts";
import { drawPicture, layoutsOf } from "./library.ts";
import { drawPoster } from "./posters.ts";
import { drawScene } from "./scenes.ts";

/** A file that somebody sends, and which picture it shows; `null`: none of the library. */
export interface Query {
  readonly bytes: Buffer;
  readonly shows: string | null;
}
export interface QueryKind {
  readonly name: string;
  /** Percent that must be recognised; `null` where nothing may be. */
  readonly recall: number | null;
  /** How many may be taken for something they are not, of 200. */
  readonly wrong: number;
  readonly make: (at: number, pictures: number) => Promise<Query>;
}

const numberOf = (at: number, pictures: number): number => (at * 7_919 + 13) % pictures;
/** Numbers that no picture of a library has. */
const OTHERS = 9_000_000;

const shown = (
  name: string,
  recall: number,
  change: (picture: ReturnType<typeof drawPicture>, at: number) => Promise<Buffer>,
): QueryKind => ({
  name,
  recall,
  wrong: 1,
  make: async (at, pictures) => {
    const number = numberOf(at, pictures);
    return { bytes: await change(drawPicture(number, pictures), at), shows: String(number) };
  },
});
const foreign = (
  name: string,
  wrong: number,
  make: (at: number, layouts: number) => Promise<Buffer>,
): QueryKind => ({
  name,
  recall: null,
  wrong,
  make: async (at, pictures) => ({ bytes: await make(at, layoutsOf(pictures)), shows: null }),
});
const photo = (picture: ReturnType<typeof drawPicture>, at: number): Promise<Buffer> =>
  takePhoto(picture, drawScene(OTHERS + at), at + 1);

/** What is tried, and what is asked of it. */
export const QUERIES: readonly QueryKind[] = [
  shown("the same file, smaller, quality 50", 99, (picture) =>
    toJpeg(resize(picture, 320, Math.round((320 * picture.height) / picture.width)), 50),
  ),
  shown("a phone's photo", 85, photo),
  shown("a crop, 20 % off each side", 94, (picture, at) =>
    toJpeg(cropPart(picture, 0.2, randomFrom(at)), 70),
  ),
  shown("turned by 10 degrees", 94, (picture) => toJpeg(turnPicture(picture, 10), 70)),
  shown("turned by 37 degrees", 94, (picture) => toJpeg(turnPicture(picture, 37), 70)),
  shown("turned by 90 degrees", 94, (picture) => toJpeg(turnPicture(picture, 90), 70)),
  foreign("another poster of a layout", 0, (at, layouts) =>
    toJpeg(drawPoster(at % layouts, OTHERS + at), 70),
  ),
  foreign("a photo of another poster of a layout", 0, (at, layouts) =>
    photo(drawPoster(at % layouts, OTHERS + at), at),
  ),
  foreign("an unrelated photo", 1, (at) => toJpeg(drawScene(OTHERS + at), 70)),
  foreign("a photo of an unrelated poster", 1, (at) =>
    photo(drawPoster(OTHERS + at, OTHERS + at), at),
  ),
];
