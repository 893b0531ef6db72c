import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectAreas, makeAreas } from "../../../engine/index/areas.ts";

const side = fc.integer({ min: -50, max: 50 });
const box = fc
  .tuple(side, side, fc.nat(30), fc.nat(30))
  .map(([west, south, width, height]) => [west, south, west + width, south + height] as const);

describe("the tree of areas", () => {
  it("finds every box around a position, and no other", () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 400 }), side, side, (boxes, lat, lng) => {
        const index = makeAreas(boxes, [...boxes.keys()]);
        const into: number[] = [];
        collectAreas(index, { lat, lng }, into);
        const wanted = boxes.flatMap(([west, south, east, north], place) =>
          west <= lng && lng <= east && south <= lat && lat <= north ? [place] : [],
        );
        expect(into.sort((a, b) => a - b)).toEqual(wanted);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
