import type { Features } from "./features.ts";
import { ANGLES, STEP, UNITS } from "./features.ts";
import type { Plane, PointPairs } from "./plane.ts";
import { agreeing, fitPlane, sendX, sendY } from "./plane.ts";
import { distance, WORDS } from "./words.ts";

/** A corner of the photo that looks like one of the picture. */
export interface Pair {
  readonly photoCorner: number;
  readonly corner: number;
  readonly far: number;
}
/** How a picture lies in a photo, and how many corners say so. */
export interface Pose {
  readonly map: Plane;
  readonly agreeing: number;
}

/** Fewer corners prove nothing. */
export const LEAST_AGREEING = 10;
/** So many of the nearest pairs are tried against each other. */
const TRIED = 50;
/** Two points closer together do not tell how a picture is turned. */
const LEAST_APART = 24;
/** Points of the photo by which a corner may miss its place: at first, and when the map is known. */
const LOOSE = 16;
const CLOSE = 6;
/** When the map is known, pairs that look less alike count too. */
const FAR_KNOWN = 80;

/** The pairs as points. */
const pointsOf = (photo: Features, picture: Features, pairs: readonly Pair[]): PointPairs => ({
  count: pairs.length,
  x: Float64Array.from(pairs, ({ corner }) => (picture.x[corner] as number) / UNITS),
  y: Float64Array.from(pairs, ({ corner }) => (picture.y[corner] as number) / UNITS),
  u: Float64Array.from(pairs, ({ photoCorner }) => (photo.x[photoCorner] as number) / UNITS),
  v: Float64Array.from(pairs, ({ photoCorner }) => (photo.y[photoCorner] as number) / UNITS),
});

const num = (list: Float64Array, place: number): number => list[place] as number;

/** Turned, moved and resized: a point goes to `cos x - sin y + u`, `sin x + cos y + v`. */
interface Turn {
  cos: number;
  sin: number;
  u: number;
  v: number;
}

/** Sets the turn that brings two points to their places; `false` where they are too close to tell. */
const turnByTwo = (points: PointPairs, [a, b]: readonly [number, number], turn: Turn): boolean => {
  const [x, y, u, v] = [num(points.x, a), num(points.y, a), num(points.u, a), num(points.v, a)];
  const dx = num(points.x, b) - x;
  const dy = num(points.y, b) - y;
  const far = dx * dx + dy * dy;
  if (far < LEAST_APART * LEAST_APART) return false;
  const du = num(points.u, b) - u;
  const dv = num(points.v, b) - v;
  turn.cos = (du * dx + dv * dy) / far;
  turn.sin = (dv * dx - du * dy) / far;
  turn.u = u - turn.cos * x + turn.sin * y;
  turn.v = v - turn.sin * x - turn.cos * y;
  return true;
};

/** What a pair says of itself about turn and size, by its corners' directions and levels. */
const ownTurns = (photo: Features, picture: Features, pairs: readonly Pair[]) =>
  pairs.map(({ photoCorner, corner }) => {
    const angle = (photo.angle[photoCorner] as number) - (picture.angle[corner] as number);
    const turn = (angle * 2 * Math.PI) / ANGLES;
    const scale =
      STEP ** ((photo.level[photoCorner] as number) - (picture.level[corner] as number));
    return { cos: Math.cos(turn), sin: Math.sin(turn), scale };
  });
type OwnTurn = ReturnType<typeof ownTurns>[number];

/** Whether a turn is about what a pair says of itself: within 45 degrees, and twice or half the size. */
const fitsOwn = ({ cos, sin }: Turn, own: OwnTurn): boolean => {
  const size = cos * cos + sin * sin;
  const along = cos * own.cos + sin * own.sin;
  if (along <= 0 || along * along < 0.5 * size) return false;
  const twice = size / (own.scale * own.scale);
  return twice > 0.25 && twice < 4;
};

const reachOf = ({ cos, sin }: Turn): number =>
  LOOSE * Math.min(1, Math.sqrt(cos * cos + sin * sin));

/** How many of the first pairs a turn sends to their place. */
const countAgreeing = (points: PointPairs, count: number, turn: Turn): number => {
  const { cos, sin, u, v } = turn;
  const most = reachOf(turn) ** 2;
  let agreed = 0;
  for (let at = 0; at < count; at += 1) {
    const x = points.x[at] as number;
    const y = points.y[at] as number;
    const du = cos * x - sin * y + u - (points.u[at] as number);
    const dv = sin * x + cos * y + v - (points.v[at] as number);
    if (du * du + dv * dv <= most) agreed += 1;
  }
  return agreed;
};

/** The best of all turns that two of the nearest pairs decide. No chance in it: the same photo gives the same answer. */
const bestOfTwo = (points: PointPairs, own: readonly OwnTurn[]): readonly number[] => {
  const tried = Math.min(points.count, TRIED);
  const turn: Turn = { cos: 1, sin: 0, u: 0, v: 0 };
  let best: Turn = turn;
  let most = 0;
  for (let a = 0; a < tried; a += 1)
    for (let b = a + 1; b < tried; b += 1) {
      if (!turnByTwo(points, [a, b], turn) || !fitsOwn(turn, own[a] as OwnTurn)) continue;
      const agreed = countAgreeing(points, tried, turn);
      if (agreed <= most) continue;
      most = agreed;
      best = { ...turn };
    }
  const { cos, sin, u, v } = best;
  const map = Float64Array.of(cos, -sin, u, sin, cos, v, 0, 0, 1);
  return most === 0 ? [] : agreeing(points, map, reachOf(best));
};

/** Fits the map again and again to all that agree with it, first keeping lines parallel. */
const refine = (points: PointPairs, first: readonly number[]): Plane | null => {
  let chosen = first;
  let map: Plane | null = null;
  for (const [reach, isParallel] of [
    [LOOSE, true],
    [LOOSE, true],
    [LOOSE, false],
    [CLOSE * 1.5, false],
    [CLOSE, false],
  ] as const) {
    if (chosen.length < (isParallel ? 4 : 6)) return map;
    const next = fitPlane(points, chosen, isParallel);
    if (next === null) return map;
    map = next;
    chosen = agreeing(points, map, reach);
  }
  return map;
};

/** The photo's corners by fields, to find those near a point. */
const FIELD = 16;
const byField = ({ count, x, y }: Features): ReadonlyMap<number, readonly number[]> => {
  const fields = new Map<number, number[]>();
  for (let corner = 0; corner < count; corner += 1) {
    const key = fieldAt((x[corner] as number) / UNITS, (y[corner] as number) / UNITS);
    const field = fields.get(key);
    if (field === undefined) fields.set(key, [corner]);
    else field.push(corner);
  }
  return fields;
};
const fieldAt = (x: number, y: number): number =>
  Math.floor(y / FIELD) * 4_096 + Math.floor(x / FIELD);

type Fields = ReadonlyMap<number, readonly number[]>;
const ABOUT = [-FIELD / 2, FIELD / 2] as const;
/** The photo's corners near a point. */
const cornersNear = (photo: Features, fields: Fields, u: number, v: number): readonly number[] =>
  ABOUT.flatMap((down) =>
    ABOUT.flatMap((right) =>
      (fields.get(fieldAt(u + right, v + down)) ?? []).filter((corner) => {
        const du = (photo.x[corner] as number) / UNITS - u;
        const dv = (photo.y[corner] as number) / UNITS - v;
        return du * du + dv * dv <= CLOSE * CLOSE;
      }),
    ),
  );

/** With the map known, each corner of the picture looks for its like where it should be. */
const pairsBy = (
  photo: Features,
  picture: Features,
  { map, fields }: { readonly map: Plane; readonly fields: Fields },
): readonly Pair[] => {
  const pairs: Pair[] = [];
  for (let corner = 0; corner < picture.count; corner += 1) {
    const [x, y] = [(picture.x[corner] as number) / UNITS, (picture.y[corner] as number) / UNITS];
    let best: Pair | null = null;
    for (const photoCorner of cornersNear(photo, fields, sendX(map, x, y), sendY(map, x, y))) {
      const far = distance(photo.words, photoCorner * WORDS, picture.words, corner * WORDS);
      if (far <= FAR_KNOWN && far < (best?.far ?? FAR_KNOWN + 1))
        best = { photoCorner, corner, far };
    }
    if (best !== null) pairs.push(best);
  }
  return pairs;
};

/** Whether a map could be a photo of something flat: seen from its front, from not too far aside. */
const isPossible = (map: Plane, { width, height }: { width: number; height: number }): boolean => {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const sent = corners.map(([x, y]) => {
    const depth = num(map, 6) * x + num(map, 7) * y + 1;
    return [sendX(map, x, y), sendY(map, x, y), depth] as const;
  });
  if (sent.some(([, , depth]) => depth < 0.3 || depth > 3.5)) return false;
  const turns = sent.map(([x, y], at) => {
    const [x1, y1] = sent[(at + 1) % 4] as (typeof sent)[number];
    const [x2, y2] = sent[(at + 2) % 4] as (typeof sent)[number];
    return (x1 - x) * (y2 - y1) - (y1 - y) * (x2 - x1);
  });
  return turns.every((turn) => turn > 0) && Math.min(...turns) > 0.15 * Math.max(...turns);
};

/** Finds how a picture lies in a photo, from pairs of corners, the nearest first; `null` if it does not. */
export const findPose = (
  photo: Features,
  picture: Features,
  {
    pairs,
    size,
  }: { readonly pairs: readonly Pair[]; readonly size: { width: number; height: number } },
): Pose | null => {
  const points = pointsOf(photo, picture, pairs);
  const first = bestOfTwo(points, ownTurns(photo, picture, pairs));
  if (first.length < 5) return null;
  let map = refine(points, first);
  if (map === null || !isPossible(map, size)) return null;
  const fields = byField(photo);
  let agreed = 0;
  for (let round = 0; round < 2; round += 1) {
    const known = pointsOf(photo, picture, pairsBy(photo, picture, { map, fields }));
    agreed = known.count;
    if (agreed < LEAST_AGREEING) return null;
    map =
      fitPlane(
        known,
        Array.from({ length: known.count }, (_, at) => at),
        false,
      ) ?? map;
  }
  return isPossible(map, size) ? { map, agreeing: agreed } : null;
};
