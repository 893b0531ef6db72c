import type { Random } from "./canvas.ts";
import { between, Canvas, randomFrom, whole, writing } from "./canvas.ts";

export const POSTER = { width: 600, height: 840 } as const;

/** Shapes thrown onto a box. */
const art = (
  canvas: Canvas,
  random: Random,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void => {
  const [from, to] = [between(random, 90, 230), between(random, 60, 230)];
  canvas.paint([x, y, x + width, y + height], (_, py) => from + ((to - from) * (py - y)) / height);
  const shapes = 9 + whole(random, 12);
  const point = (): readonly [number, number] => [
    x + between(random, 0.05, 0.95) * width,
    y + between(random, 0.05, 0.95) * height,
  ];
  for (let at = 0; at < shapes; at += 1) {
    const shade = between(random, 10, 250);
    const kind = whole(random, 4);
    const [cx, cy] = point();
    const size = between(random, 0.05, 0.22) * Math.min(width, height);
    if (kind === 0) canvas.ellipse([cx, cy], [size, size * between(random, 0.4, 1)], shade);
    else if (kind === 1)
      canvas.polygon(
        Array.from({ length: 3 + whole(random, 4) }, (_, corner) => {
          const turn = corner * 1.4 + random();
          return [cx + size * Math.cos(turn), cy + size * Math.sin(turn)] as const;
        }),
        shade,
      );
    else if (kind === 2) canvas.line([cx, cy], point(), between(random, 3, 12), shade);
    else canvas.rect(cx - size, cy - size / 2, size * 2, size, shade);
  }
};

/** What all posters of a layout share: ground, frame, head, foot, sign of the house, and where things stand. */
const layoutOf = (layout: number) => {
  const random = randomFrom(7_919 * (layout + 1));
  const isDark = random() < 0.3;
  return {
    ground: isDark ? between(random, 20, 70) : between(random, 190, 250),
    ink: isDark ? between(random, 200, 250) : between(random, 10, 70),
    frame: between(random, 3, 10),
    artFirst: random() < 0.6,
    artShare: between(random, 0.34, 0.5),
    titleSize: between(random, 52, 74),
    headSeed: whole(random, 1e9),
    footSeed: whole(random, 1e9),
    ornament: whole(random, 1e9),
  };
};

/** A poster: its art, title and lines are its own, the rest is its layout's. */
export const drawPoster = (layout: number, own: number): Canvas => {
  const { ground, ink, frame, artFirst, artShare, titleSize, headSeed, footSeed, ornament } =
    layoutOf(layout);
  const { width, height } = POSTER;
  const random = randomFrom(104_729 * (own + 1) + layout);
  const canvas = new Canvas(width, height, ground);
  for (const inset of [16, 26]) {
    canvas.rect(inset, inset, width - 2 * inset, frame / 2, ink);
    canvas.rect(inset, height - inset, width - 2 * inset, frame / 2, ink);
    canvas.rect(inset, inset, frame / 2, height - 2 * inset, ink);
    canvas.rect(width - inset, inset, frame / 2, height - 2 * inset + frame / 2, ink);
  }
  writing(canvas, headSeed, { x: 44, y: 46, size: 26, signs: 12, shade: ink });
  const logo = randomFrom(ornament);
  for (let at = 0; at < 5; at += 1)
    canvas.ellipse(
      [width - 80 + 12 * at * logo(), 62],
      [26 - 5 * at, 22 - 4 * at],
      at % 2 ? ground : ink,
    );
  const artHeight = height * artShare;
  const artTop = artFirst ? 92 : height - 130 - artHeight;
  const textTop = artFirst ? artTop + artHeight + 22 : 100;
  art(canvas, random, { x: 44, y: artTop, width: width - 88, height: artHeight });
  const signs = 3 + whole(random, 4);
  writing(canvas, whole(random, 1e9), { x: 44, y: textTop, size: titleSize, signs, shade: ink });
  for (let line = 0; line < 4; line += 1)
    writing(canvas, whole(random, 1e9), {
      x: 44,
      y: textTop + titleSize + 20 + line * 34,
      size: 22,
      signs: 10 + whole(random, 10),
      shade: ink,
    });
  writing(canvas, footSeed, { x: 44, y: height - 74, size: 20, signs: 20, shade: ink });
  return canvas;
};
