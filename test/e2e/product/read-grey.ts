import { inflateSync } from "node:zlib";

/** Reads an 8-bit grey PNG without filters, as `writePng` writes it, into red, green, blue and opacity. */
export const readGrey = (
  png: Buffer,
): { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray } => {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf("IDAT") + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      rgba.fill(rows[y * (width + 1) + 1 + x] ?? 0, at, at + 3);
      rgba[at + 3] = 255;
    }
  return { width, height, rgba };
};
