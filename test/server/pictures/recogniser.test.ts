import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PictureError } from "../../../server/pictures/codes.ts";
import { createRecogniser } from "../../../server/pictures/recogniser.ts";
import { toJpeg } from "../../bench/pictures/camera.ts";
import { drawScene } from "../../bench/pictures/scenes.ts";

const MUSEUM = { account: "museum", folders: ["rules/museum/pictures"], index: null };
const open = (silenceMs?: number) => {
  const errors: string[] = [];
  const log = { error: (_: object, text: string) => errors.push(text) };
  const recogniser = createRecogniser({ log, ...(silenceMs === undefined ? {} : { silenceMs }) });
  onTestFinished(recogniser.close);
  return { ...recogniser, errors };
};
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "",
    (error: PictureError) => error.code,
  );
const cover = readFileSync("rules/museum/pictures/catalogue.jpg");

describe("the recogniser", { timeout: 60_000 }, () => {
  it("looks at photos in a thread of its own, and says why it cannot", async () => {
    const { compare, list } = open();
    expect((await list(MUSEUM)).map(({ problem }) => problem)).toEqual([null, null, null, null]);
    const [seen] = (await compare(MUSEUM, cover)).seen;
    expect(seen).toMatchObject({ file: "catalogue.jpg", isSame: true });
    const other = await compare(MUSEUM, await toJpeg(drawScene(1), 80));
    expect(other.seen.filter(({ isSame }) => isSame)).toEqual([]);
    expect(await codeOf(compare(MUSEUM, Buffer.from("text")))).toBe("picture-unreadable");
    expect(await codeOf(compare(MUSEUM, Buffer.alloc(11 * 1024 * 1024)))).toBe("picture-too-large");
    expect((await compare({ ...MUSEUM, folders: ["/nowhere"] }, cover)).seen).toEqual([]);
  });
  it("takes no more photos than it can look at, and starts anew when it falls silent", async () => {
    const { compare, errors } = open(0);
    expect(await codeOf(compare(MUSEUM, cover))).toBe("picture-timeout");
    expect(errors).toEqual(["the recogniser says nothing any more"]);
    const calm = open();
    const text = Buffer.from("text");
    const all = Array.from({ length: 65 }, () => codeOf(calm.compare(MUSEUM, text)));
    const codes = await Promise.all(all);
    expect(codes.filter((code) => code !== "picture-unreadable")).toEqual(["picture-busy"]);
    await calm.close();
    expect(await codeOf(calm.compare(MUSEUM, cover))).toBe("picture-failed");
  });
});
