import { describe, expect, it } from "vitest";
import { decodePicture } from "../../../server/pictures/decode.ts";
import { findPicture, PHOTO_SIDE } from "../../../server/pictures/find-picture.ts";
import { isGood, measureKind } from "../../bench/pictures/figures.ts";
import { makeLibrary } from "../../bench/pictures/library.ts";
import { QUERIES } from "../../bench/pictures/queries.ts";

const PICTURES = 30;
const library = makeLibrary(PICTURES);

describe("a library of drawn pictures", { timeout: 180_000 }, () => {
  it.each(QUERIES)("takes $name for what it is", async (kind) => {
    const figures = await measureKind(kind, { library, pictures: PICTURES, tries: 10 });
    expect([figures.right, figures.wrong, isGood(kind, figures)]).toEqual([
      figures.right,
      figures.wrong,
      true,
    ]);
  });
  it("gives the same answer to the same photo, and forgets a picture that was taken out", async () => {
    const [, photo] = QUERIES;
    const asked = await photo?.make(1, PICTURES);
    const gray = await decodePicture(asked?.bytes ?? new Uint8Array(), PHOTO_SIDE);
    const [first, again] = [findPicture(library, gray), findPicture(library, gray)];
    expect(again).toEqual(first);
    expect(first.seen[0]).toMatchObject({ file: asked?.shows, isSame: true });
    const shown = library.all.find(({ file }) => file === asked?.shows);
    if (shown !== undefined) library.index.remove(shown);
    const all = library.all.filter((one) => one !== shown);
    const { seen } = findPicture({ all, index: library.index }, gray);
    expect(seen.filter(({ isSame }) => isSame)).toEqual([]);
  });
});
