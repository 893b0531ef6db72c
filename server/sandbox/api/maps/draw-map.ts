import { crc32, deflateSync } from "node:zlib";
import type { Point } from "./gazetteer.ts";
import { roads } from "./gazetteer.ts";

/** Colours by their number in a picture. */
const palette = [
  [0xf2, 0xef, 0xe6],
  [0xff, 0xff, 0xff],
  [0xd8, 0xd3, 0xc4],
  [0xe8, 0x45, 0x45],
  [0x6b, 0x6b, 0x6b],
] as const;
const [GROUND, ROAD, GRID, MARK, EDGE] = [0, 1, 2, 3, 4] as const;

/** What a picture of the map shows. */
export interface Drawn {
  readonly centre: Point;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Point[];
}

/** Web Mercator at that zoom, in pixels. */
const pixelOf = ({ lat, lng }: Point, zoom: number): readonly [x: number, y: number] => {
  const world = 256 * 2 ** zoom;
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [((lng + 180) / 360) * world, ((1 - y / Math.PI) / 2) * world];
};

class Canvas {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height).fill(GROUND);
  }
  dot(x: number, y: number, radius: number, colour: number): void {
    const square = radius * radius;
    for (let dy = -radius; dy <= radius; dy += 1)
      for (let dx = -radius; dx <= radius; dx += 1) {
        const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
        const isIn = px >= 0 && py >= 0 && px < this.width && py < this.height;
        if (isIn && dx * dx + dy * dy <= square) this.pixels[py * this.width + px] = colour;
      }
  }
  line(from: readonly [number, number], to: readonly [number, number], radius: number): void {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    // A road at close range runs far out of the picture.
    const steps = Math.min(4_000, Math.ceil(length));
    for (let at = 0; at <= steps; at += 1) {
      const part = steps === 0 ? 0 : at / steps;
      this.dot(from[0] + dx * part, from[1] + dy * part, radius, ROAD);
    }
  }
  grid(every: number): void {
    for (let y = 0; y < this.height; y += 1)
      for (let x = 0; x < this.width; x += 1)
        if (x % every === 0 || y % every === 0) this.pixels[y * this.width + x] = GRID;
  }
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(name, 4, "latin1");
  const body = Buffer.concat([head.subarray(4), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head.subarray(0, 4), body, sum]);
};
const encode = ({ pixels, width, height }: Canvas): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, by palette.
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flat())),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

/** Draws the roads of the gazetteer and the marks as a PNG. */
export const drawMap = ({ centre, zoom, width, height, marks }: Drawn): Buffer => {
  const canvas = new Canvas(width, height);
  canvas.grid(64);
  const [left, top] = pixelOf(centre, zoom).map(
    (at, axis) => at - (axis === 0 ? width : height) / 2,
  );
  const place = (at: Point): readonly [number, number] => {
    const [x, y] = pixelOf(at, zoom);
    return [x - (left ?? 0), y - (top ?? 0)];
  };
  for (const { from, to } of roads) canvas.line(place(from), place(to), 3);
  for (const mark of marks) {
    const [x, y] = place(mark);
    canvas.dot(x, y, 9, EDGE);
    canvas.dot(x, y, 7, MARK);
  }
  return encode(canvas);
};
