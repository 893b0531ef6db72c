/** A picture in shades of grey, row by row. */
export interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const halve = ({ width, height, data }: Gray): Gray => {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const at = 2 * y * width + 2 * x;
      const sum =
        (data[at] as number) +
        (data[at + 1] as number) +
        (data[at + width] as number) +
        (data[at + width + 1] as number);
      half[y * w + x] = (sum + 2) >> 2;
    }
  return { width: w, height: h, data: half };
};

/** The picture between its points, `x` and `y` from 0; beyond its border stands the border. */
export const sampleAt = ({ width, height, data }: Gray, x: number, y: number): number => {
  const left = Math.min(Math.max(x, 0), width - 1);
  const top = Math.min(Math.max(y, 0), height - 1);
  const [x0, y0] = [Math.floor(left), Math.floor(top)];
  const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
  const [right, down] = [left - x0, top - y0];
  const above =
    (data[y0 * width + x0] as number) * (1 - right) + (data[y0 * width + x1] as number) * right;
  const below =
    (data[y1 * width + x0] as number) * (1 - right) + (data[y1 * width + x1] as number) * right;
  return above * (1 - down) + below * down;
};

/** The picture and its halves, each a quarter of the one before, down to 32 points. */
export const halvesOf = (gray: Gray): readonly Gray[] => {
  const all = [gray];
  for (let last = gray; Math.min(last.width, last.height) >= 64; ) {
    last = halve(last);
    all.push(last);
  }
  return all;
};

/** For every point of a side: the two points of the other picture between which it lies, and how far. */
const betweenPoints = (size: number, from: number) => {
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const share = new Float32Array(size);
  for (let at = 0; at < size; at += 1) {
    const place = Math.min(Math.max(((at + 0.5) * from) / size - 0.5, 0), from - 1);
    first[at] = Math.floor(place);
    second[at] = Math.min(Math.floor(place) + 1, from - 1);
    share[at] = place - Math.floor(place);
  }
  return { first, second, share };
};

/** The same picture in another size; made smaller it is averaged, not thinned. */
export const resize = (gray: Gray, width: number, height: number): Gray => {
  let from = gray;
  while (from.width >= 2 * width && from.height >= 2 * height) from = halve(from);
  const data = new Uint8Array(width * height);
  const across = betweenPoints(width, from.width);
  const down = betweenPoints(height, from.height);
  for (let y = 0; y < height; y += 1) {
    const above = (down.first[y] as number) * from.width;
    const below = (down.second[y] as number) * from.width;
    const lower = down.share[y] as number;
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [across.first[x] as number, across.second[x] as number];
      const righter = across.share[x] as number;
      const a = from.data[above + left] as number;
      const b = from.data[below + left] as number;
      const top = a + ((from.data[above + right] as number) - a) * righter;
      const bottom = b + ((from.data[below + right] as number) - b) * righter;
      data[y * width + x] = top + (bottom - top) * lower + 0.5;
    }
  }
  return { width, height, data };
};
