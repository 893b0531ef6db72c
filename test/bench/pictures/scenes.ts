import type { Random } from "./canvas.ts";
import { between, Canvas, randomFrom, whole } from "./canvas.ts";

/** Smooth noise of one size of grain, 0 to 1. */
const grain = (random: Random, cells: number) => {
  const side = cells + 2;
  const values = Float32Array.from({ length: side * side }, random);
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (u: number, v: number): number => {
    const [x, y] = [u * cells, v * cells];
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [ease(x - x0), ease(y - y0)];
    const at = (column: number, row: number): number => values[row * side + column] ?? 0;
    const above = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
    const below = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
    return above * (1 - fy) + below * fy;
  };
};

/** Something like a photo: ground, sky, blobs, edges and grain at every size. */
export const drawScene = (seed: number, width = 720, height = 540): Canvas => {
  const random = randomFrom(seed * 15_485_863 + 11);
  const canvas = new Canvas(width, height, 128);
  const layers = [3, 6, 12, 25, 50, 110].map((cells) => ({
    read: grain(random, cells),
    weight: between(random, 0.3, 1) / cells ** between(random, 0.35, 0.8),
  }));
  const all = layers.reduce((sum, { weight }) => sum + weight, 0);
  const slope = between(random, -60, 60);
  const contrast = between(random, 260, 460);
  canvas.paint([0, 0, width, height], (x, y) => {
    const [u, v] = [x / width, y / height];
    const noise = layers.reduce((sum, { read, weight }) => sum + read(u, v) * weight, 0) / all;
    return 128 + (noise - 0.5) * contrast + slope * (v - 0.5);
  });
  for (let at = 0, things = whole(random, 7); at < things; at += 1) {
    const [cx, cy] = [random() * width, random() * height];
    const size = between(random, 0.05, 0.25) * width;
    const shade = between(random, -90, 90);
    const lean = between(random, -0.6, 0.6);
    const isRound = random() < 0.5;
    canvas.paint([cx - size, cy - size, cx + size, cy + size], (x, y, before) => {
      const [dx, dy] = [(x - cx) / size + lean * ((y - cy) / size), (y - cy) / size];
      const isInside = isRound ? dx * dx + dy * dy < 0.8 : Math.abs(dx) < 0.6 && Math.abs(dy) < 0.8;
      return isInside ? before + shade : before;
    });
  }
  return canvas;
};
