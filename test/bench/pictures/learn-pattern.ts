import { BORDER, cornersOf } from "../../../server/pictures/features/corners.ts";
import { blur, directionAt } from "../../../server/pictures/features/describe.ts";
import { ANGLES } from "../../../server/pictures/features/features.ts";
import type { Gray } from "../../../server/pictures/gray.ts";
import { resize } from "../../../server/pictures/gray.ts";
import type { Random } from "./canvas.ts";
import { randomFrom } from "./canvas.ts";
import { drawPoster } from "./posters.ts";
import { drawScene } from "./scenes.ts";

/**
 * Chooses the 256 comparisons of a corner's description: each says yes for about half of all corners, and
 * hardly what another one says already (as ORB's were chosen). Prints them for `features/pattern.ts`.
 */
const RADIUS = 15;
const TESTS = 20_000;
const KEPT = 256;
/** Further from half of all corners no test may be. */
const UNEVEN = 0.12;
const PICTURES = 120;

type Test = readonly [ax: number, ay: number, bx: number, by: number];
const bell = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const point = (random: Random): readonly [number, number] => {
  for (;;) {
    const [x, y] = [bell(random) * 6.5, bell(random) * 6.5];
    if (Math.hypot(x, y) <= RADIUS - 1) return [x, y];
  }
};

const drawn = (at: number): Gray => {
  const gray = at % 2 === 0 ? drawPoster(at, at) : drawScene(at);
  const scale = (480 - 60 * (at % 5)) / Math.max(gray.width, gray.height);
  return resize(gray, Math.round(gray.width * scale), Math.round(gray.height * scale));
};

/** Every test on every corner, a list of bits a test. */
const answers = (tests: readonly Test[]) => {
  const corners = Array.from({ length: PICTURES }, (_, at) => {
    const gray = drawn(at);
    const soft = blur(gray);
    return cornersOf(gray, 150)
      .filter(({ x, y }) => Math.min(x, y, gray.width - x - 1, gray.height - y - 1) >= BORDER)
      .map(({ x, y }) => ({ soft, x, y, angle: directionAt(gray, x, y) }));
  }).flat();
  const words = Math.ceil(corners.length / 32);
  const bits = tests.map(() => new Uint32Array(words));
  for (const [place, { soft, x, y, angle }] of corners.entries()) {
    const turn = (angle * 2 * Math.PI) / ANGLES;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const at = (px: number, py: number): number =>
      soft.data[
        (y + Math.round(px * sin + py * cos)) * soft.width + x + Math.round(px * cos - py * sin)
      ] as number;
    for (const [test, [ax, ay, bx, by]] of tests.entries())
      if (at(ax, ay) < at(bx, by))
        (bits[test] as Uint32Array)[place >> 5] =
          ((bits[test] as Uint32Array)[place >> 5] as number) | (1 << (place & 31));
  }
  return { bits, count: corners.length };
};

const ones = (word: number): number => {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
const share = (list: Uint32Array, count: number): number =>
  list.reduce((sum, word) => sum + ones(word), 0) / count;

/** How much two tests say the same, 0 to 1. */
const likeness = (
  a: Uint32Array,
  b: Uint32Array,
  [pa, pb]: readonly [number, number],
  count: number,
) => {
  let both = 0;
  for (let at = 0; at < a.length; at += 1) both += ones((a[at] as number) & (b[at] as number));
  const spread = Math.sqrt(pa * (1 - pa) * pb * (1 - pb));
  return spread === 0 ? 1 : Math.abs(both / count - pa * pb) / spread;
};

const choose = (): readonly Test[] => {
  const random = randomFrom(20131118);
  const tests = Array.from({ length: TESTS }, () => [...point(random), ...point(random)] as Test);
  const { bits, count } = answers(tests);
  const shares = bits.map((list) => share(list, count));
  const isEven = (at: number): boolean => Math.abs((shares[at] ?? 0) - 0.5) <= UNEVEN;
  const order = tests
    .map((_, at) => at)
    .filter(isEven)
    .sort((a, b) => Math.abs((shares[a] ?? 0) - 0.5) - Math.abs((shares[b] ?? 0) - 0.5));
  for (let most = 0.2; ; most += 0.03) {
    const chosen: number[] = [];
    for (const at of order) {
      if (chosen.length === KEPT) break;
      const isNew = chosen.every(
        (other) =>
          likeness(
            bits[at] as Uint32Array,
            bits[other] as Uint32Array,
            [shares[at] ?? 0, shares[other] ?? 0],
            count,
          ) < most,
      );
      if (isNew) chosen.push(at);
    }
    console.error(count, most.toFixed(2), chosen.length);
    if (chosen.length === KEPT) return chosen.map((at) => tests[at] as Test);
  }
};

/** Eighths of a point, two signs a number. */
const coded = choose()
  .flat()
  .map((value) => (Math.round(value * 8) + 128).toString(16).padStart(2, "0"))
  .join("");
for (let at = 0; at < coded.length; at += 96) console.log(`  "${coded.slice(at, at + 96)}",`);
