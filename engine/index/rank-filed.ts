import type { Filed } from "../schema/compiled-rules.ts";

/** Bits left for the place of an entry, behind its priority (7), kind (3), length (16) and lateness (1). */
const PLACES = 2 ** 26;
const LONGEST = 0xffff;

/**
 * One number for the order of language.md §3: priority, higher first → kind → longer keyword → late ones
 * last → place. `place` counts entries in stored order.
 */
export const orderOf = (priority: number, filed: Filed, place: number): number => {
  const length = LONGEST - Math.min(filed.length, LONGEST);
  const late = filed.late === true ? 1 : 0;
  const head = ((100 - priority) * 8 + filed.kind) * 2 ** 17 + length * 2 + late;
  return head * PLACES + place;
};

/** Sorts the orders; gives for each entry its rank, 0 for the best. */
export const ranksOf = (orders: readonly number[]): Int32Array => {
  const sorted = Float64Array.from(orders).sort();
  const ranks = new Int32Array(orders.length);
  sorted.forEach((order, rank) => {
    ranks[order % PLACES] = rank;
  });
  return ranks;
};
