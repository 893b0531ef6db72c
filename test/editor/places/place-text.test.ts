import { describe, expect, it } from "vitest";
import {
  holding,
  metresPerUnit,
  moved,
  placeOn,
  pointAt,
  SIZE,
  scaleOf,
  viewOf,
} from "../../../editor/places/map-view.ts";
import {
  addPlace,
  changePlace,
  mergePlaces,
  NO_PLACE,
  readPlaceFile,
  removePlace,
} from "../../../editor/places/place-text.ts";
import { movedTo, pointOf } from "../../../editor/places/position.ts";

const FLOW = `# 坐标是 GCJ-02
places:
  - { id: west, name: 西店, lat: 31.2300, lng: 121.47, hours: [10:00-14:00, 17:00-22:00] } # 老店
  - { id: east, name: 东店, address: 路 2 号 }
`;
const place = (of: Partial<typeof NO_PLACE>) => ({ ...NO_PLACE, ...of });

describe("the text of places", () => {
  it("is read as it is written", () => {
    expect(readPlaceFile(FLOW)).toEqual({
      datum: "gcj02",
      places: [
        place({
          ...{ id: "west", name: "西店", lat: "31.2300", lng: "121.47" },
          hours: "10:00-14:00, 17:00-22:00",
        }),
        place({ id: "east", name: "东店", address: "路 2 号" }),
      ],
    });
    expect(readPlaceFile("")).toEqual({ datum: "gcj02", places: [] });
    expect(readPlaceFile("datum: bd09\n")?.datum).toBe("bd09");
    expect(readPlaceFile("places: [{")).toBeNull();
  });

  it("changes where the place changed, and nowhere else", () => {
    const west = readPlaceFile(FLOW)?.places[0] ?? NO_PLACE;
    const changed = changePlace(FLOW, 0, { ...west, name: "新西店", hours: "", tel: "021-1" });
    expect(changed).toBe(
      FLOW.replace(
        "name: 西店, lat: 31.2300, lng: 121.47, hours: [10:00-14:00, 17:00-22:00] }",
        "name: 新西店, lat: 31.2300, lng: 121.47, tel: 021-1 }",
      ),
    );
    expect(changePlace(FLOW, 0, west)).toBe(FLOW);
    expect(removePlace(FLOW, 1)).toBe(FLOW.split("\n").toSpliced(3, 1).join("\n"));
  });

  it("takes a first place, with signs that YAML would misread", () => {
    const added = addPlace(
      "",
      place({ id: "a", name: "甲: 店 #1", lat: "1.5", lng: "-2", days: "mon-fri" }),
    );
    expect(readPlaceFile(added)?.places).toEqual([
      place({ id: "a", name: "甲: 店 #1", lat: "1.5", lng: "-2", days: "mon-fri" }),
    ]);
    expect(added.startsWith("places:\n  - id: a\n")).toBe(true);
    expect(addPlace("# 还没有\n", place({ id: "a", name: "甲" }))).toContain("# 还没有\n");
  });

  it("takes many at once, changing those it knows, and keeps comments", () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      place({ id: `p${at}`, name: `店 ${at}: #`, lat: "31.5", lng: "121.5" }),
    );
    const merged = mergePlaces(FLOW, [
      place({ id: "east", name: "东店", address: "新路" }),
      ...many,
    ]);
    const read = readPlaceFile(merged)?.places ?? [];
    expect(read).toHaveLength(202);
    expect(read[1]?.address).toBe("新路");
    expect(read.slice(2)).toEqual(many);
    expect(merged).toContain("# 老店");
    expect(readPlaceFile(mergePlaces("", many))?.places).toEqual(many);
    const flow = "places: [{ id: x, name: 乙 }] # 一行\n";
    const inFlow = mergePlaces(flow, many.slice(0, 3));
    expect(readPlaceFile(inFlow)?.places).toHaveLength(4);
    expect(inFlow).toContain("# 一行");
  });
});

describe("the drawing", () => {
  const west = { lat: 31.23, lng: 121.47 };
  it("is to scale, and gives back where a point was put", () => {
    const view = viewOf([west], 500);
    expect(placeOn(view, west)).toEqual([SIZE.width / 2, SIZE.height / 2]);
    const [x, y] = placeOn(view, moved(view, west, 30, -40));
    expect(x).toBeCloseTo(SIZE.width / 2 + 30, 0);
    expect(y).toBeCloseTo(SIZE.height / 2 - 40, 0);
    const put = pointAt(view, 100, 50);
    expect(placeOn(view, put)[0]).toBeCloseTo(100, 0);
    // The circle is seen whole.
    expect(500 / metresPerUnit(view)).toBeLessThan(SIZE.height / 2);
    const { metres, units } = scaleOf(view);
    expect(metres / metresPerUnit(view)).toBeCloseTo(units, 6);
    expect(String(metres)).toMatch(/^[125]0*$/);
  });

  it("holds all places, follows a point, and stays on the earth", () => {
    const east = { lat: 31.4, lng: 121.9 };
    const view = viewOf([west, east], 0);
    for (const [x, y] of [west, east].map((one) => placeOn(view, one))) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(SIZE.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(SIZE.height);
    }
    expect(holding(view, { lat: 39.9, lng: 116.4 }).centre.lat).toBe(39.9);
    expect(holding(view, west)).toBe(view);
    expect(moved(viewOf([{ lat: 89.9, lng: 0 }], 1e6), { lat: 89.9, lng: 0 }, 0, -1e4).lat).toBe(
      90,
    );
    expect(viewOf([], 0).centre).toEqual({ lat: 35, lng: 105 });
  });

  it("moves a place in its own datum by as much as on the map", () => {
    const gps = place({ lat: "31.23", lng: "121.47", datum: "wgs84" });
    const drawn = pointOf(gps, "gcj02");
    if (drawn === null) throw new Error("it has a position");
    expect(drawn.lng).not.toBe(121.47);
    const to = { lat: drawn.lat + 0.001, lng: drawn.lng };
    expect(movedTo(gps, to, "gcj02")).toEqual({ lat: "31.231", lng: "121.47" });
    expect(pointOf(place({ lat: "x", lng: "1" }), "gcj02")).toBeNull();
    expect(pointOf(place({ lat: "91", lng: "1" }), "gcj02")).toBeNull();
  });
});
