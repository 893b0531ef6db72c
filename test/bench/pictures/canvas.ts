import type { Gray } from "../../../server/pictures/gray.ts";

export type Random = () => number;
/** Numbers from 0 to 1, the same for the same seed. */
export const randomFrom = (seed: number): Random => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
export const between = (random: Random, least: number, most: number): number =>
  least + (most - least) * random();
export const whole = (random: Random, most: number): number => Math.floor(random() * most);

type Point = readonly [x: number, y: number];

/** A picture that is drawn on. */
export class Canvas implements Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
  constructor(width: number, height: number, shade = 255) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height).fill(shade);
  }

  /** Shades every point of a box by its place. */
  paint(
    [left, top, right, bottom]: readonly [number, number, number, number],
    shadeAt: (x: number, y: number, before: number) => number,
  ): void {
    const [x0, y0] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
    const [x1, y1] = [
      Math.min(this.width, Math.ceil(right)),
      Math.min(this.height, Math.ceil(bottom)),
    ];
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1) {
        const at = y * this.width + x;
        this.data[at] = Math.min(255, Math.max(0, shadeAt(x, y, this.data[at] as number)));
      }
  }

  rect(x: number, y: number, width: number, height: number, shade: number): void {
    this.paint([x, y, x + width, y + height], () => shade);
  }

  ellipse([x, y]: Point, [rx, ry]: Point, shade: number): void {
    this.paint([x - rx, y - ry, x + rx, y + ry], (px, py, before) =>
      ((px - x) / rx) ** 2 + ((py - y) / ry) ** 2 <= 1 ? shade : before,
    );
  }

  polygon(corners: readonly Point[], shade: number): void {
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
    this.paint(box, (px, py, before) => {
      let isInside = false;
      for (let at = 0, last = corners.length - 1; at < corners.length; last = at, at += 1) {
        const [ax, ay] = corners[at] as Point;
        const [bx, by] = corners[last] as Point;
        if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax)
          isInside = !isInside;
      }
      return isInside ? shade : before;
    });
  }

  line([ax, ay]: Point, [bx, by]: Point, thick: number, shade: number): void {
    const far = Math.hypot(bx - ax, by - ay) || 1;
    const [nx, ny] = [((by - ay) / far) * (thick / 2), ((ax - bx) / far) * (thick / 2)];
    this.polygon(
      [
        [ax + nx, ay + ny],
        [bx + nx, by + ny],
        [bx - nx, by - ny],
        [ax - nx, ay - ny],
      ],
      shade,
    );
  }
}

/** A made-up sign of some strokes, as dense as Chinese writing. */
const sign = (canvas: Canvas, random: Random, [x, y]: Point, size: number, shade: number): void => {
  const strokes = 4 + whole(random, 6);
  const thick = Math.max(1.2, size / 11);
  const grid = (): number => (0.08 + 0.84 * (whole(random, 6) / 5)) * size;
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    const [a, b] = [grid(), grid()];
    const to = a + (random() < 0.5 ? 1 : -1) * between(random, 0.3, 0.8) * size;
    const end = Math.min(size * 0.95, Math.max(size * 0.05, to));
    const kind = whole(random, 5);
    if (kind < 2) canvas.line([x + a, y + b], [x + end, y + b], thick, shade);
    else if (kind < 4) canvas.line([x + b, y + a], [x + b, y + end], thick, shade);
    else canvas.line([x + a, y + b], [x + end, y + grid()], thick, shade);
  }
};

/** A line of made-up writing; the same seed writes the same. */
export const writing = (
  canvas: Canvas,
  seed: number,
  {
    x,
    y,
    size,
    signs,
    shade,
  }: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly signs: number;
    readonly shade: number;
  },
): void => {
  const random = randomFrom(seed);
  for (let at = 0; at < signs; at += 1)
    sign(canvas, random, [x + at * size * 1.08, y], size, shade);
};
