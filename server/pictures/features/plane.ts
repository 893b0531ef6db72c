/** Sends a point of a picture to the photo: nine numbers, row by row, the last of them 1. */
export type Plane = Float64Array;

/** Pairs of points: of the picture, and of the photo. */
export interface PointPairs {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

const at = (list: Float64Array, place: number): number => list[place] as number;

export const sendX = (m: Plane, x: number, y: number): number =>
  (at(m, 0) * x + at(m, 1) * y + at(m, 2)) / (at(m, 6) * x + at(m, 7) * y + 1);
export const sendY = (m: Plane, x: number, y: number): number =>
  (at(m, 3) * x + at(m, 4) * y + at(m, 5)) / (at(m, 6) * x + at(m, 7) * y + 1);

/** The row that has most in a column, from its own place on. */
const pivotOf = (rows: Float64Array, column: number, size: number): number => {
  const width = size + 1;
  let pivot = column;
  for (let row = column + 1; row < size; row += 1)
    if (Math.abs(at(rows, row * width + column)) > Math.abs(at(rows, pivot * width + column)))
      pivot = row;
  return pivot;
};
/** Takes a column out of every other row. */
const clearColumn = (rows: Float64Array, column: number, size: number): void => {
  const width = size + 1;
  for (let row = 0; row < size; row += 1) {
    const share = row === column ? 0 : at(rows, row * width + column);
    if (share === 0) continue;
    for (let place = column; place < width; place += 1)
      rows[row * width + place] =
        at(rows, row * width + place) - share * at(rows, column * width + place);
  }
};
/** Solves a system in place (rows of `size` numbers and the right side); `false` if it has no one solution. */
const solve = (rows: Float64Array, size: number): boolean => {
  const width = size + 1;
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotOf(rows, column, size);
    const head = at(rows, pivot * width + column);
    if (Math.abs(head) < 1e-9) return false;
    for (let place = 0; place < width; place += 1) {
      const own = at(rows, column * width + place);
      rows[column * width + place] = at(rows, pivot * width + place) / head;
      if (pivot !== column) rows[pivot * width + place] = own;
    }
    clearColumn(rows, column, size);
  }
  return true;
};

/** Points are moved to about -1 to 1 before anything is squared. */
const REACH = 320;

/** Adds one equation to the normal equations. */
const addRow = (rows: Float64Array, row: readonly number[]): void => {
  const size = row.length - 1;
  for (let i = 0; i < size; i += 1) {
    const left = row[i] as number;
    if (left === 0) continue;
    for (let j = 0; j <= size; j += 1)
      rows[i * (size + 1) + j] = at(rows, i * (size + 1) + j) + left * (row[j] as number);
  }
};

/** Undoes the move of `REACH`: both sides were divided by it. */
const moveBack = (m: readonly number[]): Plane => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = m;
  return Float64Array.of(a, b, c * REACH, d, e, f * REACH, g / REACH, h / REACH, 1);
};

/** The plane's map that fits the chosen pairs best; straight lines stay parallel where `isParallel`. `null` if they do not decide it. */
export const fitPlane = (
  pairs: PointPairs,
  chosen: readonly number[],
  isParallel: boolean,
): Plane | null => {
  const size = isParallel ? 6 : 8;
  const rows = new Float64Array(size * (size + 1));
  for (const place of chosen) {
    const [x, y] = [at(pairs.x, place) / REACH, at(pairs.y, place) / REACH];
    const [u, v] = [at(pairs.u, place) / REACH, at(pairs.v, place) / REACH];
    const [bendU, bendV] = isParallel
      ? [[], []]
      : [
          [-u * x, -u * y],
          [-v * x, -v * y],
        ];
    addRow(rows, [x, y, 1, 0, 0, 0, ...bendU, u]);
    addRow(rows, [0, 0, 0, x, y, 1, ...bendV, v]);
  }
  if (!solve(rows, size)) return null;
  return moveBack(Array.from({ length: size }, (_, row) => at(rows, row * (size + 1) + size)));
};

/** Which pairs a map sends to their place, within `reach` points. */
export const agreeing = (pairs: PointPairs, map: Plane, reach: number): number[] => {
  const chosen: number[] = [];
  for (let place = 0; place < pairs.count; place += 1) {
    const [x, y] = [at(pairs.x, place), at(pairs.y, place)];
    const du = sendX(map, x, y) - at(pairs.u, place);
    const dv = sendY(map, x, y) - at(pairs.v, place);
    if (du * du + dv * dv <= reach * reach) chosen.push(place);
  }
  return chosen;
};
