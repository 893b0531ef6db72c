import { expect, test } from "vitest";
import { readCsv } from "../../../server/maps/read-csv.ts";
import { readPlaces } from "../../../server/maps/read-places.ts";

test("a sheet is cells in rows, quoted or not, with the line each begins in", () => {
  const text = '\uFEFFid,name\r\na,"一, 二"\r\n\r\nb,"说 ""你好""\n第二行"\nc,\n';
  expect(readCsv(text)).toEqual([
    { line: 1, cells: ["id", "name"] },
    { line: 2, cells: ["a", "一, 二"] },
    { line: 4, cells: ["b", '说 "你好"\n第二行'] },
    { line: 6, cells: ["c", ""] },
  ]);
  expect(readCsv("")).toEqual([]);
});

const of = { list: "all", datum: "gcj02" } as const;
test("places are read by the names of columns, in either language", () => {
  const text =
    "编号,名称,地址,纬度,经度,电话,营业时间,营业日,备注\nw,西店,一号路1号,31.23,121.47,021-1,09:00-12:00 13:00-18:00,mon-fri,x\n";
  expect(readPlaces(text, of)).toEqual({
    places: [
      {
        ...{ id: "w", name: "西店", address: "一号路1号", tel: "021-1", list: "all" },
        ...{ hours: ["09:00-12:00", "13:00-18:00"], days: ["mon-fri"], lat: 31.23, lng: 121.47 },
      },
    ],
    unlocated: [],
    problems: [],
  });
});

test("positions of another datum are converted, by the row's or by the sheet's", () => {
  const text = "id,name,lat,lng,datum\na,A,39.914266,116.403988,\nb,B,39.914266,116.403988,gcj02\n";
  const { places } = readPlaces(text, { ...of, datum: "wgs84" });
  expect(places.map(({ lat }) => lat.toFixed(5))).toEqual(["39.91567", "39.91427"]);
});

test("a row with an address alone waits for its position", () => {
  const { unlocated } = readPlaces("id,name,address\na,A,一号路1号\n", of);
  expect(unlocated).toMatchObject([{ id: "a", address: "一号路1号", line: 2 }]);
});

test("every wrong row is named with its line, and the others are read", () => {
  const rows = [
    ["a b", "A", "", "31", "121", ""],
    ["a", "", "", "31", "121", ""],
    ["b", "B", "", "91", "121", ""],
    ["c", "C", "", "NaN", "121", ""],
    ["d", "D", "", "31", "", ""],
    ["e", "E", "", "", "", ""],
    ["f", "F", "", "31", "121", "9-18"],
    ["g", "G", "", "31", "121", "09:00-18:00"],
    ["g", "G", "", "31", "121", ""],
  ];
  const text = ["id,name,address,lat,lng,hours", ...rows.map((row) => row.join(","))].join("\n");
  const { places, problems } = readPlaces(text, of);
  expect(places.map(({ id }) => id)).toEqual(["g"]);
  expect(problems.map(({ line, code }) => [line, code])).toEqual([
    [2, "place-row-id"],
    [3, "place-row-name"],
    [4, "place-row-position"],
    [5, "place-row-position"],
    [6, "place-row-position"],
    [7, "place-row-nowhere"],
    [8, "place-row-hours"],
    [10, "place-row-twice"],
  ]);
});

test("a sheet without the columns is no sheet of places", () => {
  expect(readPlaces("x,y\n1,2\n", of).problems).toMatchObject([
    { line: 1, code: "place-row-columns" },
  ]);
  expect(readPlaces("", of).problems).toMatchObject([{ code: "place-row-columns" }]);
});
