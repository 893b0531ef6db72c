import { expect, test } from "vitest";
import { overloadOf } from "../../../server/start/loop-lag.ts";

const MS = 1_000_000;
const setUp = () => {
  const delays = { mean: Number.NaN, reset: () => {} };
  let now = 0;
  const isOverloaded = overloadOf(delays, () => now);
  return {
    isOverloaded,
    /** A second in which a turn of the loop took so long. */
    second: (meanMs: number) => {
      delays.mean = meanMs * MS;
      now += 1_000;
    },
  };
};

test("a loop whose turns take more than 200 ms is overloaded until a better second", () => {
  const { isOverloaded, second } = setUp();
  expect(isOverloaded()).toBe(false);
  second(201);
  expect(isOverloaded()).toBe(true);
  second(20);
  expect(isOverloaded()).toBe(false);
});

test("nothing is known before the first second is over", () => {
  const { isOverloaded, second } = setUp();
  second(Number.NaN);
  expect(isOverloaded()).toBe(false);
});
