import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decodePicture } from "../../../server/pictures/decode.ts";
import { takePhoto } from "../../bench/pictures/camera.ts";
import { drawScene } from "../../bench/pictures/scenes.ts";
import { deliveriesOf, makeWorld, startProduct, until, withStorage } from "./product.ts";

const MUSEUM = "rules/museum/pictures";
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
/** A poster as somebody passes it on: smaller and saved again. */
const passedOn = async (file: string): Promise<string> =>
  base64(
    await sharp(readFileSync(`${MUSEUM}/${file}`))
      .resize(400)
      .jpeg({ quality: 60 })
      .toBuffer(),
  );

const start = async () => {
  const world = makeWorld({ examples: (text) => text });
  const product = await startProduct(world);
  const show = (from: string, data: string) =>
    product.push({ account: "museum", from, message: { kind: "image", data } });
  const sees = (from: string, text: string) =>
    until(`${from} sees ${text}`, async () =>
      (await product.seenTexts("museum", from)).some((one) => one.includes(text)),
    );
  return { ...product, world, show, sees };
};

describe("a photo of something in the library", { timeout: 120_000 }, () => {
  test("is answered by what it shows; what cannot be read is said in the trace and holds nobody up", async () => {
    const { say, show, sees, stop, world } = await start();
    await show("a", await passedOn("poster-qin.jpg"));
    await sees("a", "七弦十三徽");
    const vase = await decodePicture(readFileSync(`${MUSEUM}/poster-vase.jpg`), 1_000);
    await show("a", base64(await takePhoto(vase, drawScene(7), 5)));
    await sees("a", "缠枝花");
    const create = { width: 9_000, height: 8_000, channels: 3, background: "red" } as const;
    const bomb = await sharp({ create }).png().toBuffer();
    const broken = readFileSync(`${MUSEUM}/catalogue.jpg`).subarray(0, 9_000);
    const photos = [
      show("bomb", base64(bomb)),
      show("broken", base64(broken)),
      show("text", base64(Buffer.from("不是图片"))),
    ];
    await say("museum", "b", "开放时间");
    await sees("b", "开放");
    await Promise.all(photos);
    for (const from of ["bomb", "broken", "text"]) await sees(from, "照片拍得真好");
    await show("a", await passedOn("catalogue.jpg"));
    await sees("a", "江山入画");
    await stop();
    const told = await withStorage(world, async (opened) =>
      (await deliveriesOf(opened, "museum")).flatMap(({ trace }) =>
        (trace?.steps ?? []).flatMap((step) => (step.kind === "error" ? [step.message] : [])),
      ),
    );
    expect(told.sort()).toEqual([
      "picture: picture-too-many-pixels",
      "picture: picture-unreadable",
      "picture: picture-unreadable",
    ]);
  });
});
