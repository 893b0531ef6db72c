import { expect, test } from "vitest";
import { directions, openLine } from "../../../server/maps/directions.ts";
import { describe as addressAt, locate } from "../../../server/maps/geocode.ts";
import type { MapClient } from "../../../server/maps/map-client.ts";
import { pushPlaces, searchCloud } from "../../../server/maps/place-cloud.ts";
import { searchPlaces } from "../../../server/maps/search-places.ts";
import { signMapRequest } from "../../../server/maps/sign-request.ts";
import { drawMap } from "../../../server/maps/static-map.ts";
import { findPanorama } from "../../../server/maps/street-view.ts";
import type { Exchange } from "../../../server/wechat/exchange.ts";
import { KEY, SECRET, tryMaps } from "./rig.ts";

const address = "上海市黄浦区西藏中路180号";
const square = { lat: 31.2304, lng: 121.4737 };

test("the signature is the contract's", () => {
  const params = { location: "39.908823,116.397470", key: "SANDBOX-KEY00-00000-00000-00000-00001" };
  expect(signMapRequest("/ws/geocoder/v1", params, "SandboxSecretKey0000000000000000")).toBe(
    "de7e27344a3856327fadccfc61847895",
  );
});

test("an address has a position, and the position an address", async () => {
  const { maps } = await tryMaps();
  const located = await locate(maps, "shop", { address });
  expect(located).toMatchObject({ ok: true, data: { address, reliability: 8, level: 9 } });
  if (!located.ok) return;
  expect(await addressAt(maps, "shop", located.data)).toMatchObject({
    ok: true,
    data: { city: "上海市", district: "黄浦区", street: "西藏中路", adcode: "310101" },
  });
});

test.each([
  ["上海市黄浦区", "map-imprecise"],
  ["上海市黄浦区西藏中路", "map-imprecise"],
  ["月球背面 1 号", "map-347"],
  ["", "map-310"],
  ["长".repeat(201), "map-310"],
])("an address that cannot be trusted gives none: %s", async (vague, code) => {
  const { maps } = await tryMaps();
  expect(await locate(maps, "shop", { address: vague })).toMatchObject({ ok: false, code });
});

test("at sea there is no district, and no failure", async () => {
  const { maps } = await tryMaps();
  expect(await addressAt(maps, "shop", { lat: 28, lng: 125 })).toMatchObject({
    ok: true,
    data: { address: "", district: "" },
  });
});

test("the same question is asked once, also after a restart", async () => {
  const { maps, tried } = await tryMaps();
  const used = (): number => tried.sandbox.core.quotas.usedToday("shop", "map-geocoder");
  await locate(maps, "shop", { address });
  await locate(maps, "shop", { address: ` ${address}` });
  await addressAt(maps, "shop", { lat: 31.23041, lng: 121.47371 });
  await addressAt(maps, "shop", square);
  expect(used()).toBe(2);
});

test("a kept answer ends: an address after 30 days, a position stays", async () => {
  const { maps, tried, clock } = await tryMaps();
  const used = (): number => tried.sandbox.core.quotas.usedToday("shop", "map-geocoder");
  await locate(maps, "shop", { address });
  await addressAt(maps, "shop", square);
  clock.ms += 31 * 86_400_000;
  await locate(maps, "shop", { address });
  await addressAt(maps, "shop", square);
  expect(used()).toBe(3);
});

test("a key that wants signatures gets them, and refuses a wrong one", async () => {
  const { maps } = await tryMaps({ secret: SECRET });
  expect(await locate(maps, "shop", { address })).toMatchObject({ ok: true });
  expect(await pushPlaces(maps, "shop", [])).toMatchObject({ ok: true });
  const { maps: wrong } = await tryMaps({ secret: SECRET, account: { secret: "another" } });
  expect(await locate(wrong, "shop", { address })).toMatchObject({ code: "map-111" });
});

test.each([
  ["SANDB-OXKEY-00000-00000-00000-00009", "map-190"],
  ["no-key", "map-311"],
])("a key nobody knows is refused: %s", async (key, code) => {
  const { maps } = await tryMaps({ account: { key } });
  expect(await locate(maps, "shop", { address })).toMatchObject({ ok: false, code });
});

test("an account without a key is told so, and nothing is asked", async () => {
  const { maps, tried } = await tryMaps();
  expect(await locate(maps, "other", { address })).toMatchObject({ ok: false, code: "map-no-key" });
  expect(tried.sandbox.core.quotas.usedToday("shop", "map-geocoder")).toBe(0);
});

/** Services that answer every address at once. */
const answering: Exchange = async () => ({
  ok: true,
  contentType: "application/json",
  bytes: Buffer.from(
    JSON.stringify({
      status: 0,
      result: { location: { lat: 31, lng: 121 }, reliability: 9, level: 9 },
    }),
  ),
});
const askMany = (maps: MapClient, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      locate(maps, "shop", { address: `上海市西藏中路${n + 1}号` }),
    ),
  );

test("the sixth question of a second waits for the next", async () => {
  const { maps, waits } = await tryMaps({ deps: { exchange: answering } });
  expect((await askMany(maps, 6)).every(({ ok }) => ok)).toBe(true);
  expect(waits).toEqual([1000]);
});

test("who would wait for more than three seconds is refused at once", async () => {
  const { maps } = await tryMaps({ deps: { exchange: answering, wait: async () => {} } });
  const refused = (await askMany(maps, 21)).filter(({ ok }) => !ok);
  expect(refused).toMatchObject([{ code: "map-busy" }]);
});

test("the day's last call is heard once and not asked again until midnight", async () => {
  const { maps, tried, clock } = await tryMaps();
  await tried.control("/quota", { account: "shop", name: "map-geocoder", perDay: 1 });
  await locate(maps, "shop", { address });
  const second = { address: "上海市西藏中路2号" };
  expect(await locate(maps, "shop", second)).toMatchObject({ code: "map-121" });
  expect(await locate(maps, "shop", second)).toMatchObject({
    code: "map-121",
    detail: "remembered",
  });
  const midnight = 14 * 3_600_000;
  clock.ms += midnight;
  tried.tick(midnight);
  expect(await locate(maps, "shop", second)).toMatchObject({ ok: true });
});

test("a passing failure is tried again with growing distance", async () => {
  const { maps, tried, waits } = await tryMaps();
  await tried.control("/faults", { path: "/ws/*", errcode: 1000, times: 2 });
  expect(await locate(maps, "shop", { address })).toMatchObject({ ok: true });
  expect(waits).toEqual([300, 600]);
});

test.each([
  [{ errcode: 120, times: 1 }, true],
  [{ cut: true, times: 1 }, true],
  [{ status: 502, times: 9 }, "map-unreachable"],
  [{ status: 200, body: "<html>", times: 9 }, "map-unreadable"],
  [{ errcode: 199, times: 1 }, "map-199"],
  [{ errcode: 4711, times: 1 }, "map-refused"],
])("what a broken service answers is a result: %j", async (fault, becomes) => {
  const { maps, tried } = await tryMaps();
  await tried.control("/faults", { path: "/ws/*", ...fault });
  const result = await locate(maps, "shop", { address });
  expect(result).toMatchObject(becomes === true ? { ok: true } : { ok: false, code: becomes });
  expect(JSON.stringify(result)).not.toContain(KEY);
});

test("services that are down are left alone for half a minute", async () => {
  const { maps, tried, clock } = await tryMaps();
  await tried.control("/faults", { path: "/ws/*", status: 503, times: 99 });
  for (const n of [1, 2]) await locate(maps, "shop", { address: `上海市西藏中路${n}号` });
  expect(await locate(maps, "shop", { address })).toMatchObject({ code: "map-resting" });
  await fetch(`${tried.sandbox.url}/sandbox/api/faults`, { method: "DELETE" });
  clock.ms += 30_000;
  tried.tick(30_000);
  expect(await locate(maps, "shop", { address })).toMatchObject({ ok: true });
});

test("places are found by keyword, around a position and in a region", async () => {
  const { maps } = await tryMaps();
  const near = { keyword: "咖啡", area: { around: square, radiusM: 1_000 }, count: 5 };
  expect(await searchPlaces(maps, "shop", near)).toMatchObject({
    ok: true,
    data: [{ title: "福州路咖啡馆", tel: "021-60000001" }],
  });
  const inCity = { keyword: "咖啡", area: { region: "北京" }, count: 5 };
  expect(await searchPlaces(maps, "shop", inCity)).toMatchObject({
    data: [{ title: "王府井咖啡", metres: null }],
  });
  expect(await searchPlaces(maps, "shop", { ...inCity, keyword: " " })).toMatchObject({
    code: "map-310",
  });
});

test("a way has a length, a time and a line that begins and ends where it was asked", async () => {
  const { maps } = await tryMaps();
  const to = { lat: 31.2363, lng: 121.5055 };
  const route = await directions(maps, "shop", { from: square, to, mode: "walking" });
  expect(route.ok && route.data.metres).toBeGreaterThan(3_000);
  expect(route.ok && route.data.line[0]).toEqual([31.2304, 121.4737]);
  expect(route.ok && route.data.line.at(-1)?.[0]).toBeCloseTo(31.2363, 5);
  expect(openLine([39, 116, 1_000_000, -500_000])).toEqual([
    [39, 116],
    [40, 115.5],
  ]);
});

test("a map is drawn as a picture, of the size asked for", async () => {
  const { maps } = await tryMaps();
  const view = { centre: square, zoom: 15, width: 300, height: 200 };
  const drawn = await drawMap(maps, "shop", view);
  expect(drawn).toMatchObject({ ok: true, data: { contentType: "image/png" } });
  const bytes = drawn.ok ? Buffer.from(drawn.data.bytes) : Buffer.alloc(0);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([300, 200]);
  expect(await drawMap(maps, "shop", { ...view, zoom: 19 })).toMatchObject({ code: "map-310" });
});

test("a street view is found beside a road, and is none at sea", async () => {
  const { maps } = await tryMaps();
  expect(await findPanorama(maps, "shop", square)).toMatchObject({
    ok: true,
    data: expect.stringMatching(/^PANO/),
  });
  expect(await findPanorama(maps, "shop", { lat: 28, lng: 125 })).toEqual({ ok: true, data: null });
});

const place = (id: string, lat = 31.23) => ({
  ...{ id, name: `${id}店`, address: "", tel: "", lat, lng: 121.47 },
});

test("the cloud holds what was pushed, in pages of twenty, and is searched", async () => {
  const { maps } = await tryMaps();
  const many = Array.from({ length: 45 }, (_, n) => place(`s${n}`, 31.2 + n / 1_000));
  expect(await pushPlaces(maps, "shop", many)).toMatchObject({
    data: { created: 45, updated: 0, deleted: 0, refused: [] },
  });
  expect(await pushPlaces(maps, "shop", many)).toMatchObject({
    data: { created: 0, updated: 0, deleted: 0 },
  });
  const changed = [{ ...place("s0", 31.2), name: "新名" }, ...many.slice(2)];
  expect(await pushPlaces(maps, "shop", changed)).toMatchObject({
    data: { created: 0, updated: 1, deleted: 1 },
  });
  const asked = { at: { lat: 31.2, lng: 121.47 }, radiusM: 500, count: 5 };
  expect(await searchCloud(maps, "shop", asked)).toMatchObject({
    ok: true,
    data: [
      { id: "s0", name: "新名", metres: 0 },
      { id: "s2", metres: 223 },
      { id: "s3", metres: 334 },
      { id: "s4", metres: 445 },
    ],
  });
});

test("without a table nothing is pushed, and more places than it takes are refused", async () => {
  const { maps } = await tryMaps({ account: { table: "" } });
  expect(await pushPlaces(maps, "shop", [place("s1")])).toMatchObject({ code: "map-no-table" });
  const { maps: whole } = await tryMaps();
  const many = Array.from({ length: 10_001 }, (_, n) => place(`s${n}`));
  expect(await pushPlaces(whole, "shop", many)).toMatchObject({ code: "map-310" });
});
