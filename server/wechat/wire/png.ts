import { crc32, deflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A picture's pixels, a byte each (0 black, 255 white), and where one row of them begins: after a byte of 0. */
export interface GreyRows {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}
/** Rows of white pixels, to be painted on. */
export const greyRows = (width: number, height: number): GreyRows => {
  const bytes = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y++) bytes[y * (width + 1)] = 0;
  return { width, height, bytes };
};

/** Writes rows of pixels as an 8-bit grey PNG. */
export const writeRows = ({ width, height, bytes }: GreyRows): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(bytes)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

/** Writes an 8-bit grey PNG; `grey(x, y)` gives 0 (black) to 255. */
export const writePng = (
  width: number,
  height: number,
  grey: (x: number, y: number) => number,
): Buffer => {
  const rows = greyRows(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.bytes.writeUInt8(grey(x, y), y * (width + 1) + 1 + x);
  }
  return writeRows(rows);
};
