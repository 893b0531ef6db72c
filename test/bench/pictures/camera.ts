import sharp from "sharp";
import type { Plane } from "../../../server/pictures/features/plane.ts";
import { fitPlane, sendX, sendY } from "../../../server/pictures/features/plane.ts";
import type { Gray } from "../../../server/pictures/gray.ts";
import { halvesOf, sampleAt } from "../../../server/pictures/gray.ts";
import type { Random } from "./canvas.ts";
import { between, Canvas } from "./canvas.ts";

type Point = readonly [x: number, y: number];
type Corners = readonly [Point, Point, Point, Point];

/** The file that a phone would send. */
export const toJpeg = (gray: Gray, quality: number): Promise<Buffer> =>
  sharp(gray.data, { raw: { width: gray.width, height: gray.height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer();

/** The map that sends four points to the corners of a box. */
const mapFrom = (from: Corners, width: number, height: number): Plane => {
  const boxed: Corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const list = (points: Corners, side: 0 | 1) => Float64Array.from(points, (point) => point[side]);
  const pairs = { x: list(from, 0), y: list(from, 1), u: list(boxed, 0), v: list(boxed, 1) };
  const map = fitPlane({ count: 4, ...pairs }, [0, 1, 2, 3], false);
  if (map === null) throw new Error("four points on a line");
  return map;
};

/** Lays a picture over a ground, its corners at four points of it. */
const lay = (ground: Canvas, picture: Gray, to: Corners): void => {
  const { width, height } = picture;
  const map = mapFrom(to, width, height);
  const side = Math.hypot(to[1][0] - to[0][0], to[1][1] - to[0][1]);
  const halves = halvesOf(picture);
  const half = Math.min(halves.length - 1, Math.max(0, Math.round(Math.log2(width / side))));
  const from = halves[half] as Gray;
  const xs = to.map(([x]) => x);
  const ys = to.map(([, y]) => y);
  ground.paint(
    [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1],
    (x, y, before) => {
      const [px, py] = [sendX(map, x, y), sendY(map, x, y)];
      if (px < 0 || py < 0 || px > width - 1 || py > height - 1) return before;
      return sampleAt(from, px / 2 ** half, py / 2 ** half);
    },
  );
};

const turnedCorners = (
  { width, height }: Gray,
  {
    middle,
    scale,
    turn,
  }: { readonly middle: Point; readonly scale: number; readonly turn: number },
): Corners => {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const corner = (x: number, y: number): Point => [
    middle[0] + x * cos - y * sin,
    middle[1] + x * sin + y * cos,
  ];
  const [w, h] = [width / 2, height / 2];
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
};

const blurred = async (gray: Gray, sigma: number): Promise<Canvas> => {
  const { width, height } = gray;
  const data = await sharp(gray.data, { raw: { width, height, channels: 1 } })
    .blur(sigma)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const canvas = new Canvas(width, height);
  canvas.data.set(data);
  return canvas;
};

/** Uneven light, a shine, and the sensor's noise. */
const expose = (canvas: Canvas, random: Random): void => {
  const { width, height } = canvas;
  const light = between(random, 0.7, 1.15);
  const [leanX, leanY] = [between(random, -0.35, 0.35), between(random, -0.35, 0.35)];
  const shine = [random() * width, random() * height, between(random, 0.04, 0.12) * width] as const;
  const glare = random() < 0.4 ? between(random, 40, 120) : 0;
  canvas.paint([0, 0, width, height], (x, y, before) => {
    const lit = light + leanX * (x / width - 0.5) + leanY * (y / height - 0.5);
    const far = ((x - shine[0]) ** 2 + (y - shine[1]) ** 2) / shine[2] ** 2;
    const noise = (random() + random() + random() - 1.5) * 12;
    return before * lit + (glare > 0 ? glare * Math.exp(-far) : 0) + noise;
  });
};

/** A phone's photo of a picture before other things: turned, tilted, blurred, badly lit, saved at quality 60. */
export const takePhoto = async (picture: Gray, ground: Gray, seed: number): Promise<Buffer> => {
  const random = randomFor(seed);
  const [width, height] = [960, 1280];
  const frame = new Canvas(width, height);
  lay(frame, ground, [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]);
  const fill = Math.min(width / picture.width, height / picture.height);
  const scale = fill * between(random, 0.72, 0.9);
  const middle = [
    width / 2 + between(random, -30, 30),
    height / 2 + between(random, -40, 40),
  ] as const;
  const straight = turnedCorners(picture, { middle, scale, turn: between(random, -0.22, 0.22) });
  const reach = 0.1 * scale * Math.min(picture.width, picture.height);
  const tilted = straight.map(([x, y]) => [
    x + between(random, -reach, reach),
    y + between(random, -reach, reach),
  ]) as unknown as Corners;
  lay(frame, picture, tilted);
  const soft = await blurred(frame, between(random, 1, 2));
  expose(soft, random);
  return toJpeg(soft, 60);
};
const randomFor = (seed: number): Random => {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
};

/** A part of a picture: `share` is left out at its sides together, here and there. */
export const cropPart = (picture: Gray, share: number, random: Random): Canvas => {
  const left = Math.round(picture.width * share * random());
  const top = Math.round(picture.height * share * random());
  const width = Math.round(picture.width * (1 - share));
  const height = Math.round(picture.height * (1 - share));
  const part = new Canvas(width, height);
  part.paint(
    [0, 0, width, height],
    (x, y) => picture.data[(y + top) * picture.width + x + left] as number,
  );
  return part;
};

/** A picture turned about its middle on grey paper, nothing of it cut off. */
export const turnPicture = (picture: Gray, degrees: number): Canvas => {
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  const width = Math.ceil(picture.width * cos + picture.height * sin);
  const height = Math.ceil(picture.width * sin + picture.height * cos);
  const canvas = new Canvas(width, height, 128);
  lay(canvas, picture, turnedCorners(picture, { middle: [width / 2, height / 2], scale: 1, turn }));
  return canvas;
};
