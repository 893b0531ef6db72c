import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGcj02 } from "../../../engine/places/datum.ts";
import { findNear } from "../../../engine/places/find-near.ts";
import { isOpen } from "../../../engine/places/opening.ts";
import type { Place } from "../../../engine/schema/account.ts";
import { distanceM } from "../../../engine/triggers/area.ts";
import { settings } from "../../builders.ts";

const place = (id: string, lat: number, lng: number, list = ""): Place => ({
  ...{ id, name: id, address: "", tel: "", list, lat, lng },
});
const everywhere = { count: 3, withinM: null, isMeant: null };

describe("a datum", () => {
  it.each([
    ["wgs84", { lat: 39.914266, lng: 116.403988 }, { lat: 39.91567, lng: 116.410232 }],
    ["bd09", { lat: 39.914266, lng: 116.403988 }, { lat: 39.907923, lng: 116.397615 }],
    ["gcj02", { lat: 39.914266, lng: 116.403988 }, { lat: 39.914266, lng: 116.403988 }],
    ["wgs84", { lat: 48.8566, lng: 2.3522 }, { lat: 48.8566, lng: 2.3522 }],
  ] as const)("%s of %j is %j", (datum, from, to) => {
    const made = toGcj02(from, datum);
    expect(made.lat).toBeCloseTo(to.lat, 4);
    expect(made.lng).toBeCloseTo(to.lng, 4);
  });
});

describe("the places nearest to a position", () => {
  const lat = fc.double({ min: 30, max: 32, noNaN: true });
  const lng = fc.double({ min: 120, max: 122, noNaN: true });
  it("are those that looking at every place finds, also through the index", () => {
    const many = fc.array(fc.tuple(lat, lng, fc.boolean()), { minLength: 1, maxLength: 300 });
    const within = fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: null });
    fc.assert(
      fc.property(
        many,
        lat,
        lng,
        within,
        fc.integer({ min: 1, max: 8 }),
        (rows, y, x, withinM, count) => {
          const places = rows.map(([a, b, isListed], n) =>
            place(`p${n}`, a, b, isListed ? "l" : ""),
          );
          const at = { lat: y, lng: x };
          const isMeant = ({ list }: Place): boolean => list === "l";
          const wanted = places
            .filter(isMeant)
            .map((one) => Math.round(distanceM(at, one)))
            .filter((metres) => withinM === null || metres <= withinM)
            .sort((a, b) => a - b)
            .slice(0, count);
          const found = findNear(places, at, { count, withinM, isMeant });
          expect(found.map(({ metres }) => metres)).toEqual(wanted);
        },
      ),
      { numRuns: 200, seed: 6 },
    );
  });

  it("of equals are the first listed", () => {
    const places = [place("a", 31, 121), place("b", 31, 121), place("c", 31, 121.1)];
    const found = findNear(places, { lat: 31, lng: 121 }, { ...everywhere, count: 1 });
    expect(found.map(({ place: { id } }) => id)).toEqual(["a"]);
  });

  it("are none of no places, and found across the date line", () => {
    expect(findNear([], { lat: 31, lng: 121 }, everywhere)).toEqual([]);
    const many = Array.from({ length: 100 }, (_, n) => place(`p${n}`, 0, 179.9 - n));
    const found = findNear(many, { lat: 0, lng: -179.9 }, { ...everywhere, count: 1 });
    expect(found[0]).toMatchObject({ place: { id: "p0" }, metres: 22_239 });
  });
});

describe("opening hours", () => {
  /** Monday 2026-01-05, 10:00 in Shanghai. */
  const mondayMs = Date.UTC(2026, 0, 5, 2);
  const hourMs = 3_600_000;
  it.each([
    [{}, 0, null],
    [{ hours: ["09:00-18:00"] }, 0, true],
    [{ hours: ["09:00-18:00"] }, 8, false],
    [{ hours: ["09:00-10:00", "12:00-13:00"] }, 2, true],
    [{ hours: ["20:00-02:00"], days: ["mon"] }, 15, true],
    [{ hours: ["20:00-02:00"], days: ["tue"] }, 15, false],
    [{ days: ["sat-sun"] }, 0, false],
  ])("%j, %i hours after Monday ten: %s", (of, hours, open) => {
    expect(isOpen(of, mondayMs + hours * hourMs, settings())).toBe(open);
  });
});
