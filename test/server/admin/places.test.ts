import { describe, expect, it } from "vitest";
import type { MapClient } from "../../../server/maps/map-client.ts";
import { tryMaps } from "../maps/rig.ts";
import { startCoffee } from "./rig.ts";

const params = { account: "coffee" };
const fileParams = { ...params, file: "places.yaml" };
const PLACES = `# 门店
places:
  - { id: west, name: 西店, lat: 31.2, lng: 121.4, hours: 9点 } # 老店
  - { id: north, name: 北店 }
  - { id: by-address, name: 北店, address: 上海市黄浦区西藏中路 180 号 }
`;
const GOOD = "places:\n  - { id: west, name: 西店, list: old, lat: 31.2, lng: 121.4 }\n";
const RULE = `- id: near
  when:
    - location: { within: 1km, of: old }
  then:
    - reply: 您就在附近。
`;
const SHEET = `编号,名称,地址,纬度,经度,坐标系,营业时间
a,甲店,路 1 号,31.5,121.5,wgs84,09:00-12:00 13:00-18:00
b,,路 2 号,31.5,121.5,,
c,丙店,,131.5,121.5,,
d,丁店,上海市黄浦区西藏中路 180 号,,,,
e,戊店,月球背面 1 号,,,,
`;
/** The maps' rig knows an account "shop". */
const forCoffee = (maps: MapClient): MapClient => ({
  account: () => maps.account("shop"),
  ask: (_, ...rest) => maps.ask("shop", ...rest),
  picture: (_, ...rest) => maps.picture("shop", ...rest),
  remember: (_, ...rest) => maps.remember("shop", ...rest),
});
const codesOf = (problems: readonly { readonly diagnostic: { readonly code: string } }[]) =>
  problems.map(({ diagnostic }) => diagnostic.code);

describe("the places of a draft", { timeout: 60_000 }, () => {
  it("are checked before they are kept, and told with who points to them", async () => {
    const { boss } = await startCoffee();
    const empty = await boss.get("GET /accounts/:account/places", { params });
    expect(empty).toMatchObject({ file: "places.yaml", text: null, revision: "", hasKey: false });
    const { problems } = await boss.get("POST /accounts/:account/places-check", {
      params,
      body: { text: PLACES },
    });
    expect(problems.map(({ diagnostic: { path, code } }) => [path, code])).toEqual([
      ["places/places/0/hours/0", "wrong-form"],
      ["places/places/1", "place-nowhere"],
    ]);
    const after = await boss.get("GET /accounts/:account/places", { params });
    expect(after.text).toBeNull();
    await boss.get("PUT /accounts/:account/files/:file", {
      params: fileParams,
      body: { text: GOOD, revision: "" },
    });
    await boss.get("POST /accounts/:account/rules", { params, body: { text: RULE } });
    const kept = await boss.get("GET /accounts/:account/places", { params });
    expect(kept).toMatchObject({ text: GOOD, problems: [] });
    expect(kept.uses).toEqual([{ rule: "near", name: "near", of: ["old"] }]);
  });

  it("name what an address needs where there is no key", async () => {
    const { boss } = await startCoffee();
    const text = PLACES.replace("{ id: north, name: 北店 }", "{ id: n, name: 北, lat: 1, lng: 1 }");
    const { problems } = await boss.get("POST /accounts/:account/places-check", {
      params,
      body: { text: text.replace(", hours: 9点", "") },
    });
    expect(codesOf(problems)).toEqual(["place-needs-position"]);
    const located = await boss.ask("POST /accounts/:account/places-locate", {
      params,
      body: { address: "上海市黄浦区西藏中路 180 号" },
    });
    expect(located).toMatchObject({
      status: 422,
      body: { code: "maps-refused", details: { code: "map-no-key" } },
    });
    const sheet = { params, body: { text: SHEET, lookUp: true } };
    const looked = await boss.ask("POST /accounts/:account/places-sheet", sheet);
    expect(looked).toMatchObject({ status: 422, body: { details: { code: "map-no-key" } } });
  });

  it("read a sheet without counting its positions anew, and say why rows are refused", async () => {
    const { boss } = await startCoffee();
    const { rows, problems } = await boss.get("POST /accounts/:account/places-sheet", {
      params,
      body: { text: SHEET, lookUp: false },
    });
    expect(rows.map(({ line, id, at }) => [line, id, at])).toEqual([
      [2, "a", { lat: 31.5, lng: 121.5, datum: "wgs84", isFound: false }],
      [5, "d", null],
      [6, "e", null],
    ]);
    expect(rows[0]?.hours).toEqual(["09:00-12:00", "13:00-18:00"]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, "place-row-name"],
      [4, "place-row-position"],
    ]);
  });

  it("find positions of addresses, and name the ones that nobody finds", async () => {
    const { maps } = await tryMaps();
    const { boss } = await startCoffee({ maps: forCoffee(maps) });
    const address = "上海市黄浦区西藏中路 180 号";
    const at = await boss.get("POST /accounts/:account/places-locate", {
      params,
      body: { address },
    });
    expect(at.lat).toBeCloseTo(31.23, 1);
    const vague = await boss.ask("POST /accounts/:account/places-locate", {
      params,
      body: { address: "上海市黄浦区" },
    });
    expect(vague).toMatchObject({ status: 422, body: { details: { code: "map-imprecise" } } });
    const { rows, problems } = await boss.get("POST /accounts/:account/places-sheet", {
      params,
      body: { text: SHEET, lookUp: true },
    });
    expect(rows.map(({ id, at: found }) => [id, found?.isFound])).toEqual([
      ["a", false],
      ["d", true],
    ]);
    expect(rows[1]?.at).toEqual({ ...at, datum: "gcj02", isFound: true });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, "place-row-name"],
      [4, "place-row-position"],
      [6, "map-347"],
    ]);
  });

  it("are not asked about by who may only read", async () => {
    const { boss, person } = await startCoffee();
    const reader = await person(boss, "viewer");
    const body = { address: "上海市" };
    const asked = await reader.ask("POST /accounts/:account/places-locate", { params, body });
    expect(asked).toMatchObject({ status: 403, body: { code: "not-allowed" } });
    expect((await reader.ask("GET /accounts/:account/places", { params })).status).toBe(200);
  });
});
