import { expect, test } from "vitest";
import { shop, trySandbox } from "../start.ts";

const key = "SANDB-OXKEY-00000-00000-00000-00001";
const open = () => trySandbox({ accounts: [{ ...shop, mapKey: key }] });

test.each([
  ["/ws/geocoder/v1?address=a", 306],
  ["/ws/geocoder/v1?key=x&address=a", 311],
  [`/ws/geocoder/v1?key=${key.replace("1", "2")}&address=a`, 190],
  [`/ws/geocoder/v1?key=${key}`, 306],
  [`/ws/geocoder/v1?key=${key}&location=91,0`, 310],
  [`/ws/geocoder/v1?key=${key}&location=NaN,1`, 310],
  [`/ws/geocoder/v1?key=${key}&address=nowhere`, 347],
  [`/ws/place/v1/search?key=${key}&keyword=a`, 306],
  [`/ws/place/v1/search?key=${key}&keyword=a&boundary=box(1)`, 310],
  [`/ws/coord/v1/translate?key=${key}&locations=31,121&type=9`, 310],
  [`/ws/staticmap/v2/?key=${key}&center=31,121&zoom=3`, 310],
  [`/ws/staticmap/v2/?key=${key}&center=31,121&size=9000*9000`, 310],
  [`/ws/streetview/v1/getpano?key=${key}&location=28,125`, 347],
  [`/place_cloud/search/nearby?key=${key}&table_id=t`, 306],
  [`/place_cloud/data/list?key=${key}`, 306],
])("%s is refused with status %i, over HTTP 200", async (path, status) => {
  const { get } = await open();
  expect(await get(path)).toMatchObject({ status, message: expect.any(String) });
});

test("an address of another server is refused", async () => {
  const ipWhitelist = ["203.0.113.1"];
  const { get } = await trySandbox({ accounts: [{ ...shop, mapKey: key, ipWhitelist }] });
  expect((await get(`/ws/geocoder/v1?key=${key}&address=a`)).status).toBe(112);
});

test("more than five calls a second are refused, and the next second takes five again", async () => {
  const { get, tick } = await open();
  const ask = async () => (await get(`/ws/location/v1/ip?key=${key}`)).status;
  const statuses: number[] = [];
  for (let n = 0; n < 6; n += 1) statuses.push(await ask());
  expect(statuses).toEqual([0, 0, 0, 0, 0, 120]);
  tick(1000);
  expect(await ask()).toBe(0);
});

test("an answer may be wrapped for a page", async () => {
  const { sandbox } = await open();
  const url = `${sandbox.url}/ws/district/v1/search?key=${key}&keyword=黄浦区&output=jsonp&callback=cb`;
  const text = await (await fetch(url)).text();
  expect(text).toMatch(/^cb&&cb\(\{.*"fullname":"黄浦区".*\}\)$/);
});

test("districts, distances and conversions are answered", async () => {
  const { get } = await open();
  const { result } = await get(`/ws/district/v1/getchildren?key=${key}&id=310000`);
  expect(result[0].map((one: { fullname: string }) => one.fullname)).toContain("徐汇区");
  const matrix = `/ws/distance/v1/matrix?key=${key}&mode=walking&from=31.23,121.47&to=31.24,121.48;31.2,121.4`;
  expect((await get(matrix)).result.rows[0].elements).toHaveLength(2);
  const { locations } = await get(`/ws/coord/v1/translate?key=${key}&locations=39.9,116.4&type=1`);
  // The published example of the formula: about 555 m to the north-east.
  expect(locations[0].lat).toBeCloseTo(39.901404, 4);
  expect(locations[0].lng).toBeCloseTo(116.406241, 4);
  const back = await get(`/ws/coord/v1/translate?key=${key}&locations=39.9087,116.4040&type=3`);
  expect(back.locations[0].lat).toBeCloseTo(39.9025, 3);
  expect(back.locations[0].lng).toBeCloseTo(116.3976, 3);
});

test("rows of the place cloud are checked one by one, and found by region and box", async () => {
  const { get, post, tick } = await open();
  const row = { ud_id: "a", title: "一店", location: { lat: 31.23, lng: 121.47 } };
  const data = [
    row,
    row,
    { ud_id: "b", title: "" },
    { ...row, ud_id: "c", location: { lat: 99, lng: 0 } },
  ];
  const made = await post("/place_cloud/data/create", { key, table_id: "t", data });
  expect(made.result).toMatchObject({ count: 1, failed: [{ idx: 1 }, { idx: 2 }, { idx: 3 }] });
  const region = await get(`/place_cloud/search/region?key=${key}&table_id=t&region=上海市,黄浦区`);
  expect(region.result).toMatchObject({ count: 1, data: [{ ud_id: "a", district: "黄浦区" }] });
  const box = `/place_cloud/search/rectangle?key=${key}&table_id=t&rectangle=31,121;32,122`;
  expect((await get(box)).result.count).toBe(1);
  const change = { key, table_id: "t", filter: 'ud_id in("a")', data: { title: "新名" } };
  expect((await post("/place_cloud/data/update", change)).result.count).toBe(1);
  tick(1000);
  const gone = { key, table_id: "t", filter: "id in(1)" };
  expect((await post("/place_cloud/data/delete", gone)).result.count).toBe(1);
  expect((await get(`/place_cloud/table/list?key=${key}`)).result.tables).toEqual([]);
  expect((await post("/place_cloud/data/create", "nonsense")).status).toBe(310);
});
