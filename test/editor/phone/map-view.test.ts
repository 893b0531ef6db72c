import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Spot } from "../../../editor/phone/lines.ts";
import {
  mapHeight,
  mapWidth,
  nearestPlace,
  pointOf,
  positionOf,
  viewOf,
  zoom,
} from "../../../editor/phone/sheets/map-view.ts";

const spot = fc.record({
  lat: fc.double({ min: -60, max: 60, noNaN: true }),
  lng: fc.double({ min: -170, max: 170, noNaN: true }),
  label: fc.constant("店"),
});
const nearby = fc
  .tuple(
    spot,
    fc.array(
      fc.tuple(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([first, others]): readonly Spot[] => [
    first,
    ...others.map(([lat, lng]) => ({ ...first, lat: first.lat + lat, lng: first.lng + lng })),
  ]);

describe("the drawn map", () => {
  test("shows every place of a city", () => {
    fc.assert(
      fc.property(nearby, (places) => {
        const view = viewOf(places);
        for (const place of places) {
          const { x, y } = pointOf(view, place);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(mapWidth);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(mapHeight);
        }
      }),
    );
  });

  test("finds the position of a point again", () => {
    fc.assert(
      fc.property(
        spot,
        fc.integer({ min: 0, max: mapWidth }),
        fc.integer({ min: 0, max: mapHeight }),
        (place, x, y) => {
          const view = viewOf([place]);
          const again = pointOf(view, positionOf(view, { x, y }));
          expect(again.x).toBeCloseTo(x, 1);
          expect(again.y).toBeCloseTo(y, 1);
        },
      ),
    );
  });

  test("keeps its middle when it is zoomed, within limits", () => {
    let view = viewOf([]);
    for (let times = 0; times < 40; times += 1) view = zoom(view, 0.5);
    expect(view).toEqual({ ...viewOf([]), span: 0.002 });
  });

  test("knows the place under the pin", () => {
    const places = [
      { lat: 31.2304, lng: 121.4737, label: "人民广场店" },
      { lat: 31.2363, lng: 121.5055, label: "陆家嘴店" },
    ];
    const view = viewOf(places);
    expect(nearestPlace(view, places, { lat: 31.2305, lng: 121.4738 })?.label).toBe("人民广场店");
    expect(nearestPlace(view, places, { lat: 31.26, lng: 121.49 })).toBeNull();
  });
});
