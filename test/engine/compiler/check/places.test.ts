import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";

const KEY = "map: { key: env:KEY }\n";
const account = (more = ""): string => `id: shop\nname: 店\nkind: service\nverified: true\n${more}`;
const read = (places: string, more = "") => {
  const { ruleSet, diagnostics } = compile({
    "account.yaml": account(more),
    "places.yaml": places,
    "r.yaml":
      "rules:\n  - { id: a, name: 近, when: [{ location: any }], then: [{ nearest: { places: [west, city] } }] }\n",
  });
  const found = diagnostics
    .filter(({ code }) => !code.endsWith("-unused"))
    .map(({ code, line, severity }) => `${severity} ${code} ${line}`);
  return { places: ruleSet?.account.places, unlocated: ruleSet?.account.unlocated, found };
};
const place = (of: string): string => `places:\n  - { id: west, name: 西店, list: city, ${of} }\n`;

describe("places", () => {
  it("are GCJ-02 inside, whatever they were written in", () => {
    const written = "lat: 39.914266, lng: 116.403988";
    expect(read(place(written)).places).toMatchObject([{ lat: 39.914266, lng: 116.403988 }]);
    const gps = { lat: 39.91567, lng: 116.410232 };
    expect(read(place(`${written}, datum: wgs84`)).places).toMatchObject([gps]);
    expect(read(`datum: wgs84\n${place(written)}`).places).toMatchObject([gps]);
    expect(read(`datum: wgs84\n${place(`${written}, datum: gcj02`)}`).places).toMatchObject([
      { lat: 39.914266 },
    ]);
  });

  it("may have opening hours and days", () => {
    const { places } = read(
      place("lat: 31, lng: 121, hours: [09:00-12:00, 13:00-18:00], days: mon-fri"),
    );
    expect(places).toMatchObject([{ hours: ["09:00-12:00", "13:00-18:00"], days: ["mon-fri"] }]);
  });

  it.each([
    ["lat: 91, lng: 121", "too-big"],
    ["lat: NaN, lng: 121", ""],
    ["lat: 31", ""],
    ["tel: 021-1", "place-nowhere"],
    ["address: ' '", "place-nowhere"],
    ["lat: 31, lng: 121, datum: wgs72", ""],
    ["address: 一号路1号", "place-needs-position"],
  ])("%s is refused with its line", (of, code) => {
    const { found } = read(place(of));
    const errors = found.filter((one) => one.startsWith("error"));
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^error .*${code}.* 2$`))]);
  });

  it("with an address alone wait for their position where there is a key", () => {
    const { places, unlocated, found } = read(place("address: 一号路1号"), KEY);
    expect(places).toEqual([]);
    expect(unlocated).toEqual([
      { id: "west", name: "西店", address: "一号路1号", tel: "", list: "city" },
    ]);
    expect(found).toEqual(["warning place-without-position 2"]);
  });
});
