import { describe, expect, it } from "vitest";
import { newFollower } from "../../../engine/apply-changes.ts";
import type { Step } from "../../../engine/definitions/definition.ts";
import type { Message } from "../../../engine/schema/reply.ts";
import { utf8Bytes } from "../../../engine/text/utf8-bytes.ts";
import { settings } from "../../builders.ts";
import { eventOf } from "../facts/cases.ts";
import { runAction } from "./step.ts";

const place = (id: string, lng: number, of = {}) => ({
  ...{ id, name: `${id}店`, address: "一号路1号", tel: "021-1", list: "", lat: 31.23, lng },
  ...of,
});
const places = [
  place("far", 121.6, { list: "outside" }),
  place("near", 121.471, { hours: ["09:00-18:00"] }),
  place("shut", 121.472, { hours: ["20:00-22:00"] }),
];
const position = { lat: 31.23, lng: 121.47, atMs: 0 };
const follower = { ...newFollower(), position };
/** Monday 2026-01-05, 10:00 in Shanghai. */
const nowMs = Date.UTC(2026, 0, 5, 2);
const base = { follower, nowMs, settings: settings({ places }) };
const usual = { places: ["places"], count: 3 };
const run = (params = {}, of: Partial<Step<unknown>> = {}) =>
  runAction("nearest", { ...usual, ...params }, { ...base, ...of });
const textOf = (message: Message | undefined): string =>
  message?.kind === "text" ? message.text : "";

describe("nearest", () => {
  it("lists places with distance, hours, address, telephone and links", async () => {
    const { say } = await run({ count: 1 });
    expect(say).toHaveLength(1);
    expect(textOf(say?.[0])).toBe(
      [
        "near店 · 95 米",
        "营业中 09:00-18:00",
        "一号路1号",
        "电话 021-1",
        '<a href="https://apis.map.qq.com/uri/v1/routeplan?type=walk&amp;to=near%E5%BA%97&amp;tocoord=31.23%2C121.471&amp;coord_type=2&amp;policy=0&amp;referer=coffee">导航</a>  <a href="https://apis.map.qq.com/uri/v1/marker?marker=coord%3A31.23%2C121.471%3Btitle%3Anear%E5%BA%97%3Baddr%3A%E4%B8%80%E5%8F%B7%E8%B7%AF1%E5%8F%B7&amp;coord_type=2&amp;referer=coffee">地图</a>',
      ].join("\n"),
    );
  });

  it("numbers several, in the follower's language, the way by car where it is far", async () => {
    const english = { ...follower, values: { language: "en" } };
    const text = textOf((await run({}, { follower: english })).say?.[0]);
    expect(text).toMatch(/^1\. near店 · 95 m\nopen 09:00-18:00\n/);
    expect(text).toContain("2. shut店 · 190 m\nclosed 20:00-22:00");
    expect(text).toContain("3. far店 · 12 km");
    expect(text).toContain("type=drive");
  });

  it.each([
    [{ places: ["outside"] }, ["far"]],
    [{ places: ["shut", "outside"] }, ["shut", "far"]],
    [{ within: "150m" }, ["near"]],
    [{ open: true }, ["near", "far"]],
  ])("%j names which are meant", async (params, ids) => {
    const text = textOf((await run(params)).say?.[0]);
    expect([...text.matchAll(/(\w+)店 ·/g)].map((found) => found[1])).toEqual(ids);
  });

  it.each([
    ["no position is known", {}, { follower: newFollower() }],
    ["no place is near enough", { within: "50m" }, {}],
    ["no place is near enough", { places: ["nowhere"] }, {}],
    // The middle of the Pacific.
    [
      "no place is near enough",
      { within: "100km" },
      {
        event: eventOf("location", { lat: 0, lng: -160, how: "sent", label: "", precisionM: null }),
      },
    ],
  ])("says that %s, and takes else", async (failed, params, of) => {
    expect(await run(params, of)).toEqual({ failed });
    const instead = { failed, next: { list: "else", instead: true } };
    expect(await run({ ...params, else: [] }, of)).toEqual(instead);
  });

  it("stays within the platform's bytes, however long the names are", async () => {
    const long = Array.from({ length: 8 }, (_, n) =>
      place(`p${n}`, 121.47 + n / 1_000, {
        name: "很长的名字".repeat(12),
        address: "址".repeat(200),
      }),
    );
    const text = textOf(
      (await run({ count: 8 }, { settings: settings({ places: long }) })).say?.[0],
    );
    expect(utf8Bytes(text)).toBeLessThanOrEqual(2048);
    expect(text).toContain("1. 很长的名字");
  });

  it("lets no name begin a link of its own", async () => {
    const named = [place("x", 121.47, { name: '<a href="https://evil.example">' })];
    const text = textOf((await run({}, { settings: settings({ places: named }) })).say?.[0]);
    expect(text).toMatch(/^＜a href="https:\/\/evil\.example"＞ ·/);
  });
});

describe("nearest with a key for the map services", () => {
  const mapped = settings({ places, map: true });
  const views = { near: { picture: "https://p.example/near.png", pano: "PANO1" } };
  const asked: unknown[] = [];
  const answer: Step<unknown>["answer"] = (call) => {
    asked.push(call);
    return { ok: true, value: views };
  };

  it("shows a card to who wrote, the others and the street view as a text", async () => {
    const { say = [] } = await run({}, { settings: mapped, answer });
    expect(asked[0]).toMatchObject({
      kind: "place-views",
      args: [{ id: "near" }, { id: "shut" }, { id: "far" }],
    });
    expect(say[0]).toMatchObject({
      kind: "articles",
      articles: [
        {
          title: "near店 · 95 米",
          description: "营业中 09:00-18:00\n一号路1号\n电话 021-1",
          picture: "https://p.example/near.png",
          url: expect.stringContaining("/routeplan?type=walk&to=near"),
        },
      ],
    });
    expect(textOf(say[1])).toMatch(
      /^<a href="[^"]*streetview\?pano=PANO1&amp;referer=coffee">街景<\/a>\n\n2\. shut店/,
    );
  });

  it("shows all of them as cards after a tap", async () => {
    const tap = eventOf("menu", {
      button: "N",
      opens: "click",
      scan: null,
      position: null,
      pictures: 0,
    });
    const { say = [] } = await run({}, { settings: mapped, answer, event: tap });
    expect(say[0]?.kind === "articles" && say[0].articles.map(({ title }) => title)).toEqual([
      "near店 · 95 米",
      "shut店 · 190 米",
      "far店 · 12 公里",
    ]);
  });

  it("lists them where no second message may be sent", async () => {
    const poor = { ...mapped, verified: false };
    const { say = [] } = await run({}, { settings: poor, answer });
    expect(say.map(({ kind }) => kind)).toEqual(["text"]);
  });

  it("goes without pictures where the services are down", async () => {
    const down: Step<unknown>["answer"] = () => ({ ok: false, reason: "map-unreachable" });
    const { say = [] } = await run({ count: 1 }, { settings: mapped, answer: down });
    expect(say).toMatchObject([{ kind: "articles", articles: [{ picture: "" }] }]);
  });
});
