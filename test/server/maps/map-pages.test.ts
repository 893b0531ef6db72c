import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import type { Json } from "../../../engine/index.ts";
import { districtCaller, placeViewsCaller } from "../../../server/maps/map-callers.ts";
import type { MapClient } from "../../../server/maps/map-client.ts";
import { mapPictures } from "../../../server/pages/map-picture.ts";
import { markWith } from "../../../server/pages/marks.ts";
import { tryMaps } from "./rig.ts";

const square = { lat: 31.2304, lng: 121.4737 };
const serve = async (maps: MapClient) => {
  let url = "";
  const mark = markWith(Buffer.alloc(32, 9));
  const pictures = mapPictures({ maps, mark, publicUrl: () => url });
  const app = express();
  app.use("/p", pictures.router);
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return pictures.url;
};
const call = (kind: string, args: Json) => ({ key: "k", kind, args, deadlineMs: 1_000 });
const context = (account = "shop") => ({
  ...{ account, follower: "o1", key: "k", attempt: 1, signal: new AbortController().signal },
});

test("a picture of the map is drawn once, and only at an address of ours", async () => {
  const { maps, tried } = await tryMaps();
  const urlOf = await serve(maps);
  const url = urlOf("shop", square);
  expect(url).not.toContain("key");
  for (let n = 0; n < 3; n += 1) {
    const response = await fetch(url);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("cache-control")).toContain("max-age");
  }
  expect(tried.sandbox.core.quotas.usedToday("shop", "map-staticmap")).toBe(1);
  for (const forged of [
    url.replace("31.2", "32.2"),
    url.replace("/shop/", "/other/"),
    url.replace(/mark=.*/, ""),
  ])
    expect((await fetch(forged)).status).toBe(404);
  expect((await fetch(urlOf("other", square))).status).toBe(404);
});

test("a failed picture is not kept", async () => {
  const { maps, tried } = await tryMaps();
  const url = (await serve(maps))("shop", square);
  await tried.control("/faults", { path: "/ws/*", errcode: 199, times: 1 });
  const refused = await fetch(url);
  expect([refused.status, refused.headers.get("cache-control")]).toEqual([404, "no-store"]);
  expect((await fetch(url)).status).toBe(200);
});

test("rules are told the district, and why there is none", async () => {
  const { maps } = await tryMaps();
  const district = districtCaller(maps);
  const asked = call("district", square);
  expect(await district.answer(asked, context())).toEqual({ kind: "done", value: "黄浦区" });
  expect(await district.answer(call("district", { lat: 28, lng: 125 }), context())).toEqual({
    ...{ kind: "done", value: "" },
  });
  expect(await district.answer(asked, context("other"))).toEqual({
    ...{ kind: "never", code: "map-no-key" },
  });
});

test("places have a picture each, and the first its street view if that can be had", async () => {
  const { maps, tried } = await tryMaps();
  const views = placeViewsCaller(maps, (_, { lat }) => `https://p.example/${lat}`);
  const places = [
    { id: "a", ...square },
    { id: "b", lat: 31.1946, lng: 121.4365 },
  ];
  const asked = call("place-views", places);
  expect(await views.answer(asked, context())).toMatchObject({
    kind: "done",
    value: {
      a: { picture: "https://p.example/31.2304", pano: expect.stringMatching(/^PANO/) },
      b: { picture: "https://p.example/31.1946", pano: null },
    },
  });
  const { maps: other } = await tryMaps();
  await tried.control("/faults", { path: "/ws/streetview/*", errcode: 199, times: 9 });
  const elsewhere = call("place-views", [{ id: "c", lat: 39.9, lng: 116.4 }]);
  expect(await views.answer(elsewhere, context())).toMatchObject({ value: { c: { pano: null } } });
  const never = placeViewsCaller(other, () => "");
  expect(await never.answer(asked, context("other"))).toMatchObject({ code: "map-no-key" });
});
