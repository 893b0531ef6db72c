import type { Position } from "../schema/inbound-event.ts";

/** West, south, east, north. */
type Box = readonly [west: number, south: number, east: number, north: number];

/** Children of one node. */
const WIDTH = 16;

/**
 * Boxes packed into a tree of fixed width: leaves first, then each level of boxes around 16 of the one
 * below. Box `b` stands at `sides[4b]`; node `n` of a higher level covers 16 boxes of the level below.
 */
export interface AreaIndex {
  readonly sides: Float64Array;
  /** Where each level begins, leaves first; the last entry is the number of boxes. */
  readonly levels: readonly number[];
  /** By leaf. */
  readonly ranks: Int32Array;
}

/** Leaves in columns by longitude, in each column by latitude: neighbours share a parent. */
const tileOrder = (boxes: readonly Box[]): readonly number[] => {
  const middle = (low: number, high: number): number => low + high;
  const order = [...boxes.keys()];
  const side = (box: number, low: 0 | 1, high: 2 | 3): number =>
    middle(boxes[box]?.[low] ?? 0, boxes[box]?.[high] ?? 0);
  order.sort((a, b) => side(a, 0, 2) - side(b, 0, 2) || a - b);
  const column = WIDTH * Math.max(1, Math.ceil(Math.sqrt(boxes.length / WIDTH)));
  const tiled: number[] = [];
  for (let from = 0; from < order.length; from += column) {
    const part = order.slice(from, from + column);
    tiled.push(...part.sort((a, b) => side(a, 1, 3) - side(b, 1, 3) || a - b));
  }
  return tiled;
};

const levelsOf = (leaves: number): readonly number[] => {
  const levels = [0];
  let count = leaves;
  for (let total = count; ; total += count) {
    levels.push(total);
    if (count <= 1) return levels;
    count = Math.ceil(count / WIDTH);
  }
};

const widen = (sides: Float64Array, box: number, by: number): void => {
  for (const low of [0, 1])
    sides[box * 4 + low] = Math.min(sides[box * 4 + low] as number, sides[by * 4 + low] as number);
  for (const high of [2, 3])
    sides[box * 4 + high] = Math.max(
      sides[box * 4 + high] as number,
      sides[by * 4 + high] as number,
    );
};

/** Packs boxes, each with its rank. */
export const makeAreas = (boxes: readonly Box[], ranks: readonly number[]): AreaIndex => {
  const order = tileOrder(boxes);
  const levels = levelsOf(boxes.length);
  const sides = new Float64Array((levels.at(-1) ?? 0) * 4);
  order.forEach((box, leaf) => {
    sides.set(boxes[box] as Box, leaf * 4);
  });
  for (let level = 1; level + 1 < levels.length; level += 1) {
    const [below, here] = [levels[level - 1] as number, levels[level] as number];
    for (let child = below; child < here; child += 1) {
      const parent = here + Math.floor((child - below) / WIDTH);
      const isFirst = (child - below) % WIDTH === 0;
      if (isFirst) sides.copyWithin(parent * 4, child * 4, child * 4 + 4);
      else widen(sides, parent, child);
    }
  }
  return { sides, levels, ranks: Int32Array.from(order, (box) => ranks[box] as number) };
};

const covers = (sides: Float64Array, box: number, { lat, lng }: Position): boolean =>
  (sides[box * 4] as number) <= lng &&
  (sides[box * 4 + 1] as number) <= lat &&
  (sides[box * 4 + 2] as number) >= lng &&
  (sides[box * 4 + 3] as number) >= lat;

/** Appends the rank of every box that covers a position. */
export const collectAreas = (index: AreaIndex, position: Position, into: number[]): void => {
  const { sides, levels, ranks } = index;
  const visit = (level: number, from: number, to: number): void => {
    const start = levels[level] as number;
    for (let place = from; place < to; place += 1) {
      if (!covers(sides, start + place, position)) continue;
      if (level === 0) into.push(ranks[place] as number);
      else {
        const below = start - (levels[level - 1] as number);
        visit(level - 1, place * WIDTH, Math.min((place + 1) * WIDTH, below));
      }
    }
  };
  const top = levels.length - 2;
  if (top >= 0 && ranks.length > 0)
    visit(top, 0, (levels[top + 1] as number) - (levels[top] as number));
};
