import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FactContext } from "../../../engine/definitions/definition.ts";
import { facts } from "../../../engine/facts/list.ts";
import { makeFacts } from "../../../engine/facts/lookup.ts";
import { settings, textEvent } from "../../builders.ts";
import { registry } from "../definition-checks.ts";
import { CASES, context, eventOf, follower } from "./cases.ts";

const get = (name: string, of: Partial<FactContext> = {}) =>
  makeFacts({ ...context(of), registry }).get(name);

describe("a fact", () => {
  it.each(CASES.filter(([name]) => name !== "bucket"))("%s from %j is %j", (name, of, value) => {
    expect(get(name, of)).toEqual(value);
  });

  it("answers without a follower, and for every kind of event", () => {
    const due = { what: "schedule", id: "", path: "rules/daily/when/0", version: 1 } as const;
    const events = [
      { ...eventOf("due", due), follower: null },
      eventOf("unfollow", {}),
      eventOf("other", { name: "x", fields: {} }),
    ];
    for (const event of events)
      for (const { name } of facts)
        expect(() => get(name, { event, follower: null })).not.toThrow();
  });
});

describe("the bucket", () => {
  it("stays the same for a follower and a rule", () => {
    expect(get("bucket")).toBe(get("bucket", { nowMs: 0, event: textEvent({ key: "other" }) }));
  });

  it("spreads followers evenly, and differs from rule to rule", () => {
    const read = (rule: string, openid: string) =>
      Number(get("bucket", { rule, event: textEvent({ follower: openid }) }));
    const openids = Array.from({ length: 10_000 }, (_, at) => `oAbc1dEfG2hIjK3lMnO4pQrS${at}`);
    const below = openids.filter((openid) => read("ab", openid) < 50).length;
    expect(Math.abs(below - 5_000)).toBeLessThan(200);
    const both = openids.filter((openid) => read("ab", openid) < 50 && read("cd", openid) < 50);
    expect(Math.abs(both.length - 2_500)).toBeLessThan(200);
    const counts = new Array(100).fill(0);
    for (const openid of openids) counts[read("ab", openid)] += 1;
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(160);
  });
});

describe("the look-up of names", () => {
  it("asks what was captured, then vars, then facts", () => {
    const vars = { phone: "021", text: "from vars" };
    const of = { settings: settings({ vars }), captured: { phone: "captured" } };
    expect(get("phone", of)).toBe("captured");
    expect(get("text", of)).toBe("from vars");
    expect(get("message.type", of)).toBe("text");
    expect(get("nobody", of)).toBeUndefined();
  });

  it("goes into what was captured by dots and places", () => {
    const captured = { order: { items: [{ name: "拿铁" }], "a.b": 1 }, none: null };
    expect(get("order.items.0.name", { captured })).toBe("拿铁");
    expect(get("order.a.b", { captured })).toBe(1);
    expect(get("order.items.length", { captured })).toBeUndefined();
    expect(get("order.items.1.name", { captured })).toBeUndefined();
    expect(get("order.missing", { captured })).toBeUndefined();
    expect(get("none", { captured })).toBeNull();
  });

  it("finds whatever was stored under follower and event, also deep inside", () => {
    const values = { phone: "13800000000", address: { city: "苏州" } };
    const of = { follower: follower({ values }) };
    expect(get("follower.phone", of)).toBe("13800000000");
    expect(get("follower.address.city", of)).toBe("苏州");
    expect(get("follower.unknown", of)).toBeUndefined();
    const event = eventOf("event", { name: "bound", fields: { order: { no: "A1" } } });
    expect(get("event.order.no", { event })).toBe("A1");
    expect(get("tags.0", { follower: follower({ tags: ["VIP"] }) })).toBe("VIP");
  });

  it("sees own properties only", () => {
    const inherited = fc.constantFrom(
      ...["constructor", "__proto__", "toString", "hasOwnProperty", "prototype", "valueOf"],
    );
    const front = fc.constantFrom("", "follower.", "event.", "order.", "text.", "tags.", "place.");
    fc.assert(
      fc.property(front, inherited, (before, name) => {
        const of = { captured: { order: { no: "1" } }, follower: follower({ values: {} }) };
        expect(get(before + name, of)).toBeUndefined();
        expect(get(`${before}${name}.name`, of)).toBeUndefined();
      }),
    );
  });
});
