import { describe, expect, it } from "vitest";
import type { TriggerDefinition } from "../../../engine/definitions/definition.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { triggers } from "../../../engine/triggers/list.ts";
import { cronProblem, nextTickMs, schedulesOf } from "../../../engine/triggers/schedule.ts";
import {
  account,
  event,
  positionEvent,
  rule,
  ruleSet,
  tapEvent,
  textEvent,
  voiceEvent,
} from "../index/builders.ts";

const PLACES = [
  { id: "west", name: "西店", address: "", lat: 31.2304, lng: 121.4737, tel: "", list: "shops" },
  { id: "east", name: "东店", address: "", lat: 31.24, lng: 121.6, tel: "", list: "shops" },
];
const named = (name: string): TriggerDefinition => {
  const trigger = triggers.find((one) => one.name === name);
  if (trigger === undefined) throw new Error(`no trigger ${name}`);
  return trigger;
};
const holds = (name: string, params: Json, one: InboundEvent) =>
  named(name).match(params as never, one, account({ places: PLACES })) !== null;

const order = {
  no: "48213094820394820394",
  state: "paid",
  product: "latte",
  amountFen: 2_800,
  refundedFen: 0,
  createdAtMs: 0,
  expiresAtMs: null,
  channel: "",
} as const;
const latte = { state: "paid", order } as const;
const bareAmount = { state: "paid", order: { ...order, product: "" } } as const;
const noticeFailed = { state: "failed", template: "order-paid", reason: "refused" } as const;
const channel = (one: string | null) => event("follow", { channel: one });
const photo = (picture: string | null) => event("image", { mediaId: "m", url: "", picture });
const came = { at: "wechat", agent: "kf1@shop", messages: [] } as const;
const CASES: readonly (readonly [string, Json, InboundEvent, boolean])[] = [
  ["text", { any: true }, textEvent(""), true],
  ["text", { any: true }, voiceEvent(null), false],
  ["text", { is: ["你好"] }, textEvent(" 你好！！"), true],
  ["text", { is: ["你好"] }, textEvent("你好啊"), false],
  ["text", { is: ["c#"] }, textEvent("Ｃ＃？"), true],
  ["text", { is: ["？"] }, textEvent("?"), true],
  ["text", { has: [".NET"] }, textEvent("学.net吗"), true],
  ["text", { starts: ["查"] }, voiceEvent("查快递"), true],
  ["text", { matches: ["^\\d{4}$"] }, textEvent("１２３４"), true],
  ["text", { means: ["店怎么走"] }, textEvent("店怎么走？"), true],
  ["text", { means: ["店怎么走"] }, textEvent("店"), false],
  ["voice", { any: true }, voiceEvent("有字"), true],
  ["image", { any: true }, event("image", { mediaId: "m", url: "" }), true],
  ["image", { any: true }, textEvent("图"), false],
  ["image", { any: true }, photo("cover-01"), true],
  ["image", { like: ["cover-01"] }, photo("cover-01"), true],
  ["image", { like: ["poster", "cover-*"] }, photo("cover-01"), true],
  ["image", { like: ["cover-02"] }, photo("cover-01"), false],
  ["image", { like: ["any"] }, photo("cover-01"), true],
  ["image", { like: ["any"] }, photo(null), false],
  ["unfollow", { any: true }, event("unfollow", {}), true],
  ["menu", { names: ["any"] }, tapEvent("HOURS"), true],
  ["menu", { names: ["HO*"] }, tapEvent("HOURS"), true],
  ["menu", { names: ["hours"] }, tapEvent("HOURS"), false],
  ["menu", { names: ["HOURS"] }, textEvent("HOURS"), false],
  ["follow", { names: ["any"] }, channel(null), true],
  ["follow", { names: ["*"] }, channel(null), false],
  ["follow", { names: ["poster-*"] }, channel("poster-1"), true],
  ["scan", { names: ["poster-1"] }, channel("poster-1"), true],
  ["scan", { names: ["any"] }, channel(null), false],
  ["scan", { names: ["any"] }, event("scan", { channel: "x" }), true],
  ["agent", { names: ["closed", "moved"] }, event("agent", { ...came, state: "moved" }), true],
  ["agent", { names: ["closed"] }, event("agent", { ...came, state: "opened" }), false],
  ["agent", { names: ["any"] }, textEvent("opened"), false],
  ["event", { names: ["bound"] }, event("event", { name: "bound", fields: {} }), true],
  ["payment", { state: "paid" }, event("payment", latte), true],
  ["payment", { state: "any" }, event("payment", latte), true],
  ["payment", { state: "refunded" }, event("payment", latte), false],
  ["payment", { state: "paid", product: ["latte"] }, event("payment", latte), true],
  ["payment", { state: "any", product: ["lat*"] }, event("payment", latte), true],
  ["payment", { state: "paid", product: ["tea"] }, event("payment", latte), false],
  ["payment", { state: "paid", product: ["latte"] }, event("payment", bareAmount), false],
  ["payment", { state: "paid", product: ["any"] }, event("payment", bareAmount), true],
  ["notice", { state: "failed" }, event("notice", noticeFailed), true],
  ["notice", { state: "sent" }, event("notice", noticeFailed), false],
  ["notice", { state: "any" }, event("notice", noticeFailed), true],
  ["notice", { state: "failed", template: ["order-*"] }, event("notice", noticeFailed), true],
  ["notice", { state: "any", template: ["renewal"] }, event("notice", noticeFailed), false],
  ["location", { any: true }, positionEvent(31, 121), true],
  ["location", { any: true }, positionEvent(31, 121, "reported"), false],
  ["location", { any: true, reported: true }, positionEvent(31, 121, "reported"), true],
  ["location", { within: "3km", of: ["west"] }, positionEvent(31.25, 121.47), true],
  ["location", { within: "2km", of: ["west"] }, positionEvent(31.25, 121.47), false],
  ["location", { within: "500m", of: ["shops"] }, positionEvent(31.2401, 121.6), true],
  ["location", { within: "1km", of: ["places"] }, positionEvent(31.2401, 121.6), true],
  ["location", { within: "1km", of: [{ lat: 0, lng: 179.999 }] }, positionEvent(0, -179.999), true],
  [
    "location",
    {
      inside: [
        [31, 121],
        [31, 122],
        [32, 121],
      ],
    },
    positionEvent(31.2, 121.2),
    true,
  ],
  [
    "location",
    {
      inside: [
        [31, 121],
        [31, 122],
        [32, 121],
      ],
    },
    positionEvent(31.9, 121.9),
    false,
  ],
  ["nothing-matched", { any: true }, textEvent("x"), false],
];

describe("every trigger", () => {
  it.each(CASES)("%s %j holds or not", (name, params, one, wanted) => {
    expect(holds(name, params, one)).toBe(wanted);
  });
  it("has titles, help and sentences in both languages, and an example", () => {
    for (const { name, title, help, sentence, example } of triggers) {
      for (const text of [title, help, sentence]) {
        expect(text["zh-CN"], name).not.toBe("");
        expect(text.en, name).not.toBe("");
      }
      expect(example.startsWith(name)).toBe(true);
    }
  });
  it("says where it is filed, and holds for the names it gives", () => {
    for (const { name, on, names } of triggers)
      if (names !== undefined) expect(on.length, name).toBeGreaterThan(0);
  });
  it("expands its short form to the normal one", () => {
    const expand = (name: string, value: Json) => named(name).short?.expand(value);
    expect(expand("text", "any")).toEqual({ any: true });
    expect(expand("menu", ["A", "B*"])).toEqual({ names: ["A", "B*"] });
    expect(expand("menu", "any")).toEqual({ names: ["any"] });
    expect(expand("schedule", "0 9 * * mon")).toEqual({ cron: "0 9 * * mon" });
  });
  it("names the groups its patterns capture", () => {
    expect(named("text").captures?.({ matches: ["(?P<a>x)", "(?P<b>y)"] } as never)).toEqual([
      "a",
      "b",
    ]);
  });
  it("makes a message that it holds for", () => {
    expect(named("text").sample?.({ has: ["营业"] } as never)).toBe("营业");
    expect(named("menu").sample?.({ names: ["A*"] } as never)).toEqual({ menu: "A1" });
    expect(named("follow").sample?.({ names: ["any"] } as never)).toEqual({ follow: "any" });
    const inside = {
      inside: [
        [31, 121],
        [31, 122],
        [32, 122],
        [32, 121],
      ],
    };
    const made = named("location").sample?.(inside as never) as {
      location: { lat: number; lng: number };
    };
    expect(holds("location", inside, positionEvent(made.location.lat, made.location.lng))).toBe(
      true,
    );
  });
});

describe("schedules", () => {
  const AT = Date.UTC(2026, 0, 5, 2, 0);
  it("tick by the clock of the account's zone", () => {
    expect(nextTickMs("0 9 * * mon-fri", "Asia/Shanghai", AT)).toBe(Date.UTC(2026, 0, 6, 1, 0));
    expect(nextTickMs("0 9 * * mon-fri", "UTC", AT)).toBe(Date.UTC(2026, 0, 5, 9, 0));
  });
  it("are listed by rule and row", () => {
    const set = ruleSet([
      rule("a", [{ text: { any: true } }, { schedule: { cron: "0 9 * * *" } }]),
      rule("b", [{ schedule: { cron: "0 8 * * *" } }], { enabled: false }),
    ]);
    expect(schedulesOf(set)).toEqual([{ rule: "a", path: "rules/a/when/1", cron: "0 9 * * *" }]);
  });
  it("are refused when they cannot be read or never come", () => {
    expect(cronProblem("0 9 * * *")).toBeNull();
    for (const cron of ["61 * * * *", "* * * *", "0 0 9 * * *", "0 9 30 2 *", "x"])
      expect(cronProblem(cron)).not.toBeNull();
  });
  it("hold for their own ticks only", () => {
    const tick = event("due", {
      what: "schedule",
      id: "0 9 * * *",
      path: "rules/a/when/0",
      version: 1,
    });
    expect(holds("schedule", { cron: "0 9 * * *" }, tick)).toBe(true);
    expect(holds("schedule", { cron: "0 8 * * *" }, tick)).toBe(false);
  });
});
