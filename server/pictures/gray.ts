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

/** The same picture in another size; made smaller it is averaged, not thinned. */
export const resize = (gray: Gray, width: number, height: number): Gray => {
  let from = gray;
  while (from.width >= 2 * width && from.height >= 2 * height) from = halve(from);
  const data = new Uint8Array(width * height);
  const [stepX, stepY] = [from.width / width, from.height / height];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data[y * width + x] = Math.round(
        sampleAt(from, (x + 0.5) * stepX - 0.5, (y + 0.5) * stepY - 0.5),
      );
  return { width, height, data };
};
