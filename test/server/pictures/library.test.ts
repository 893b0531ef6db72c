import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { decodePicture } from "../../../server/pictures/decode.ts";
import { findPicture, PHOTO_SIDE } from "../../../server/pictures/find-picture.ts";
import { PictureLibrary } from "../../../server/pictures/library.ts";
import { toJpeg } from "../../bench/pictures/camera.ts";
import { drawPoster } from "../../bench/pictures/posters.ts";

const open = () => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-pictures-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [own, uploads, index] = [join(folder, "own"), join(folder, "up"), join(folder, "x/index")];
  mkdirSync(own);
  mkdirSync(uploads);
  const library = () => new PictureLibrary({ folders: [uploads, own], index });
  return { own, uploads, index, library };
};
const poster = (at: number): Promise<Buffer> => toJpeg(drawPoster(at, at), 80);
const shownBy = async (library: PictureLibrary, bytes: Buffer): Promise<string | undefined> => {
  await library.look();
  const { seen } = findPicture(library.pictures, await decodePicture(bytes, PHOTO_SIDE));
  return seen.find(({ isSame }) => isSame)?.file;
};

describe("the pictures of an account", { timeout: 60_000 }, () => {
  it("are looked at once and kept: added, changed and removed files alone are looked at again", async () => {
    const { own, uploads, index, library } = open();
    const [one, two, three] = [await poster(1), await poster(2), await poster(3)];
    writeFileSync(join(own, "a.jpg"), one);
    writeFileSync(join(own, "notes.txt"), "no picture");
    const first = library();
    expect(await shownBy(first, one)).toBe("a.jpg");
    writeFileSync(join(own, "b.png"), two);
    expect(await shownBy(first, two)).toBe("b.png");
    const size = statSync(index).size;
    const again = library();
    expect([await shownBy(again, one), await shownBy(again, two)]).toEqual(["a.jpg", "b.png"]);
    expect(statSync(index).size).toBe(size);
    writeFileSync(join(own, "a.jpg"), three);
    rmSync(join(own, "b.png"));
    expect(await shownBy(again, three)).toBe("a.jpg");
    expect([await shownBy(again, one), await shownBy(again, two)]).toEqual([undefined, undefined]);
    writeFileSync(join(uploads, "a.jpg"), one);
    expect(await shownBy(library(), one)).toBe("a.jpg");
  });
  it("that cannot be read are named, and looked at again only when they change", async () => {
    const { own, library } = open();
    writeFileSync(join(own, "text.jpg"), "不是图片");
    writeFileSync(join(own, "half.jpg"), (await poster(4)).subarray(0, 3_000));
    const first = library();
    await first.look();
    const problems = ({ files }: PictureLibrary) =>
      files.map(({ file, problem }) => [file, problem]).sort();
    const expected = [
      ["half.jpg", "picture-unreadable"],
      ["text.jpg", "picture-unreadable"],
    ];
    expect(problems(first)).toEqual(expected);
    const again = library();
    await again.look();
    expect(problems(again)).toEqual(expected);
    writeFileSync(join(own, "half.jpg"), await poster(4));
    await again.look();
    expect(problems(again)).toEqual([["half.jpg", null], expected[1]]);
  });
  it("are read from what a crash left of the index, and looked at anew where it is damaged", async () => {
    const { own, index, library } = open();
    const [one, two] = [await poster(5), await poster(6)];
    writeFileSync(join(own, "a.jpg"), one);
    await library().look();
    appendFileSync(index, Buffer.from([200, 0, 0, 0, 1, 2, 3]));
    writeFileSync(join(own, "b.jpg"), two);
    const torn = library();
    expect([await shownBy(torn, one), await shownBy(torn, two)]).toEqual(["a.jpg", "b.jpg"]);
    writeFileSync(index, "something else");
    const foreign = library();
    expect([await shownBy(foreign, one), await shownBy(foreign, two)]).toEqual(["a.jpg", "b.jpg"]);
  });
});
