import { PictureError } from "./codes.ts";
import type { Gray } from "./gray.ts";
import { PICTURE_LIMITS } from "./limits.ts";

type Sharp = typeof import("sharp").default;

/** Only these are read: no drawings, documents or raw formats with readers of their own. */
const READERS = ["Jpeg", "Png", "Webp", "Nsgif"].map((name) => `VipsForeignLoad${name}`);

const loadSharp = async (): Promise<Sharp> => {
  try {
    const { default: sharp } = await import("sharp");
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: READERS });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  } catch (cause) {
    throw new PictureError("picture-no-decoder", { cause });
  }
};
let loaded: Promise<Sharp> | null = null;

/** Loads the decoder, once. Also called in the process's main thread before a worker uses it: its library must outlive the worker. */
export const openDecoder = (): Promise<Sharp> => {
  loaded ??= loadSharp();
  return loaded;
};

const checkHead = ({ width, height }: { width: number; height: number }): void => {
  if (width * height > PICTURE_LIMITS.pixels) throw new PictureError("picture-too-many-pixels");
  if (Math.min(width, height) < PICTURE_LIMITS.leastSide)
    throw new PictureError("picture-too-small");
};

const LIMITS = { limitInputPixels: PICTURE_LIMITS.pixels, failOn: "error" } as const;
/** Opens a picture whose head says that it may be unpacked. Throws `PictureError`. */
const openPicture = async (bytes: Uint8Array) => {
  if (bytes.length > PICTURE_LIMITS.bytes) throw new PictureError("picture-too-large");
  const sharp = await openDecoder();
  // The head alone is read; its own limit would only say that something is wrong.
  checkHead(await sharp(bytes, { limitInputPixels: false }).metadata());
  return sharp(bytes, LIMITS).autoOrient().flatten({ background: "white" });
};
const reading = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PictureError) throw cause;
    throw new PictureError("picture-unreadable", { cause });
  }
};
const inside = (side: number) =>
  ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;

/**
 * Decodes a picture, upright and in shades of grey, its longer side at most `side` points. What its head
 * says is checked before anything is unpacked. Throws `PictureError`.
 */
export const decodePicture = (bytes: Uint8Array, side: number): Promise<Gray> =>
  reading(async () => {
    const { data, info } = await (await openPicture(bytes))
      .resize(inside(side))
      .toColourspace("b-w")
      .extractChannel(0)
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8Array(data) };
  });

const PREVIEW_SIDE = 320;
/** A small JPEG of a picture. Throws `PictureError`. */
export const previewOf = (bytes: Uint8Array): Promise<Uint8Array> =>
  reading(async () => {
    const picture = await openPicture(bytes);
    const small = await picture.resize(inside(PREVIEW_SIDE)).jpeg({ quality: 75 }).toBuffer();
    return new Uint8Array(small);
  });
