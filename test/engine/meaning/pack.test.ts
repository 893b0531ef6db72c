import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packNumbers, unpackNumbers } from "../../../engine/meaning/pack.ts";

describe("packed numbers", () => {
  it("come back to within half a step", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, min: -9, max: 9 })), (numbers) => {
        const { scale, text } = packNumbers(Float32Array.from(numbers));
        const back = unpackNumbers(text, numbers.length);
        expect(back).toHaveLength(numbers.length);
        for (const [at, number] of numbers.entries())
          expect(Math.abs((back?.[at] ?? 0) * scale - number)).toBeLessThanOrEqual(
            scale / 2 + 1e-5,
          );
      }),
      { numRuns: 200, seed: 6 },
    );
  });
  it("are refused when there are more, fewer or other signs", () => {
    const { text } = packNumbers(Float32Array.of(1, -2, 3));
    expect(unpackNumbers(text, 4)).toBeNull();
    expect(unpackNumbers(text.slice(1), 3)).toBeNull();
    expect(unpackNumbers("????", 3)).toBeNull();
  });
});
