import { expect, test } from "vitest";
import type { Diagnostic, RuleSet } from "../../../engine/index.ts";
import { createPlaceJoin } from "../../../server/accounts/with-places.ts";
import { locateRows, storeList } from "../../../server/maps/import-places.ts";
import { addressLookUp } from "../../../server/maps/locate-places.ts";
import { createPlaceJob } from "../../../server/maps/place-job.ts";
import { settings } from "../../builders.ts";
import { memoryLog } from "../wechat/rig.ts";
import { tryMaps } from "./rig.ts";

const waiting = (id: string, address: string) => ({ id, name: id, address, tel: "", list: "" });
const west = waiting("west", "上海市黄浦区西藏中路180号");
const vague = waiting("vague", "上海市黄浦区");
const ruleSet = (of: Parameters<typeof settings>[0]): RuleSet => ({
  version: 1,
  account: settings({ id: "shop", map: true, ...of }),
  rules: [],
});
const begin = async (of: Parameters<typeof settings>[0]) => {
  const tried = await tryMaps();
  const { library, maps, clock } = tried;
  const served = ruleSet(of);
  const forgotten: string[] = [];
  const log = memoryLog();
  const active = new Map([["shop", { version: 1, generation: 1 }]]);
  const job = createPlaceJob({
    maps,
    library: {
      placeTables: library.placeTables,
      ruleSets: { ...library.ruleSets, activeGenerations: async () => active },
    },
    store: { ruleSet: async () => served },
    forget: (account) => forgotten.push(account),
    nowMs: clock.nowMs,
    log,
  });
  const join = createPlaceJoin(library);
  const placesNow = async () => (await join(served)).account.places.map(({ id }) => id);
  return { ...tried, job, forgotten, log, placesNow, active };
};

test("a place without a position gets it, and stays out until it has", async () => {
  const { job, placesNow, forgotten, log, tried } = await begin({ unlocated: [west, vague] });
  expect(await placesNow()).toEqual([]);
  await job.run();
  expect(await placesNow()).toEqual(["west"]);
  expect(forgotten).toEqual(["shop"]);
  expect(log.lines.join()).toContain("map-imprecise");
  const used = tried.sandbox.core.quotas.usedToday("shop", "map-geocoder");
  await job.run();
  expect(tried.sandbox.core.quotas.usedToday("shop", "map-geocoder")).toBe(used);
});

test("services that are down are asked again after a minute", async () => {
  const { job, placesNow, tried, clock } = await begin({ unlocated: [west] });
  await tried.control("/faults", { path: "/ws/*", status: 503, times: 3 });
  await job.run();
  expect(await placesNow()).toEqual([]);
  clock.ms += 60_000;
  tried.tick(60_000);
  await job.run();
  expect(await placesNow()).toEqual(["west"]);
});

test("publishing is refused where an address is not found, with its line, and not where nobody could ask", async () => {
  const { maps, tried } = await tryMaps();
  const lookUp = addressLookUp(maps);
  const at = (id: string, line: number): Diagnostic => ({
    ...{ code: "place-without-position", severity: "warning", path: `places/${id}` },
    ...{ file: "places.yaml", line, column: 5, params: { id, address: "" } },
  });
  const diagnostics = [at("west", 2), at("vague", 3)];
  const refused = await lookUp(ruleSet({ unlocated: [west, vague] }), diagnostics);
  expect(refused).toMatchObject([
    { code: "place-not-found", severity: "error", line: 3, params: { code: "map-imprecise" } },
  ]);
  await tried.control("/faults", { path: "/ws/*", status: 503, times: 99 });
  const other = waiting("other", "上海市徐汇区虹桥路1号");
  expect(await lookUp(ruleSet({ unlocated: [other] }), [at("other", 2)])).toEqual([]);
});

const listed = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `p${n + from}`, name: `${n}`, address: "", tel: "", list: "all" },
    ...{ lat: 31 + n / 1_000, lng: 121 },
  }));

test("a list that was brought in is served, and the next one takes its place", async () => {
  const { job, placesNow, forgotten, library, clock } = await begin({
    placeLists: ["all"],
    places: listed(1),
  });
  await job.run();
  const store = (batch: string, places: ReturnType<typeof listed>) =>
    storeList(library.placeTables, {
      ...{ account: "shop", list: "all", batch, places, nowMs: clock.nowMs },
    });
  await store("b1", listed(2_500));
  expect(await job.run()).toBeGreaterThan(0);
  expect(forgotten).toEqual(["shop"]);
  // The one of the file goes before the row of the same id.
  expect(await placesNow()).toHaveLength(2_500);
  await store("b2", listed(2, 10));
  await job.run();
  expect(await placesNow()).toEqual(["p0", "p10", "p11"]);
  const page = { afterId: "", limit: 10 };
  expect(await library.placeTables.read("shop", { list: "all", batch: "b1" }, page)).toEqual([]);
  await library.placeTables.drop("shop", "all");
  await job.run();
  expect(await placesNow()).toEqual(["p0"]);
});

test("rows with an address alone are located one by one, and stop where nobody could ask", async () => {
  const { maps } = await tryMaps();
  const rows = [
    { ...west, line: 2 },
    { ...vague, line: 3 },
  ];
  expect(await locateRows(maps, "shop", { unlocated: rows })).toMatchObject({
    places: [{ id: "west" }],
    failed: [{ line: 3, id: "vague", code: "map-imprecise" }],
  });
  expect((await locateRows(maps, "other", { unlocated: rows })).failed).toEqual([
    { line: 2, id: "west", code: "map-no-key" },
  ]);
});
