import { findNear } from "../../engine/index.ts";
import { distanceM } from "../../engine/triggers/area.ts";
import { costUs } from "./measure.ts";
import type { Bench, BenchResult } from "./result.ts";

const PLACES = 100_000;
const QUERIES = 2_000;
const SCANS = 20;
const GOAL_US = 50;

/** The same numbers every time. */
const numbers = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
/** Places as they stand: a few hundred towns, each with its own crowd. */
const crowded = (count: number) => {
  const random = numbers(7);
  const towns = Array.from(
    { length: 300 },
    () => [22 + random() * 18, 100 + random() * 22] as const,
  );
  return Array.from({ length: count }, (_, n) => {
    const [lat, lng] = towns[Math.floor(random() * towns.length)] ?? [31, 121];
    const spread = 0.3 * random() ** 2;
    return {
      ...{ id: `p${n}`, name: `${n} 号店`, address: "", tel: "", list: "all" },
      lat: lat + (random() - 0.5) * spread,
      lng: lng + (random() - 0.5) * spread,
    };
  });
};

/** The three nearest of 100,000 places, against looking at each. */
const run = async (): Promise<readonly BenchResult[]> => {
  const places = crowded(PLACES);
  const random = numbers(11);
  const asked = Array.from({ length: QUERIES }, () => {
    const near = places[Math.floor(random() * PLACES)] ?? { lat: 31, lng: 121 };
    return { lat: near.lat + 0.01, lng: near.lng + 0.01 };
  });
  const near = { count: 3, withinM: null, isMeant: null };
  const began = process.cpuUsage();
  findNear(places, { lat: 31, lng: 121 }, near);
  const { user, system } = process.cpuUsage(began);
  const indexed = await costUs(
    {
      name: "index",
      operations: QUERIES,
      run: () => asked.map((at) => findNear(places, at, near)),
    },
    1_000_000,
  );
  const scanned = await costUs(
    {
      name: "scan",
      operations: SCANS,
      run: () =>
        asked
          .slice(0, SCANS)
          .map((at) =>
            places.reduce(
              (least, one) => Math.min(least, distanceM(at, one)),
              Number.POSITIVE_INFINITY,
            ),
          ),
    },
    1_000_000,
  );
  return [
    {
      id: "L1",
      figure: indexed,
      unit: `µs CPU a look-up of the 3 nearest of ${PLACES.toLocaleString("en")} places`,
      limit: null,
      ratio: scanned / indexed,
      peers: { "looking at every place": scanned, "making the index, once": user + system },
      goal: `≤ ${GOAL_US} µs`,
      reached: indexed <= GOAL_US,
    },
  ];
};

export const nearestPlaces: Bench = { id: "L1", title: "the nearest of 100,000 places", run };
