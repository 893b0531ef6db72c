import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRules } from "../../../engine/compile-rules.ts";
import type { TriggerDefinition } from "../../../engine/definitions/definition.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import type { Candidate } from "../../../engine/schema/compiled-rules.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Rule } from "../../../engine/schema/rule.ts";
import { events, PLACES, rules } from "./arbitraries.ts";
import { event, registry, rule, ruleSet, tapEvent, textEvent, voiceEvent } from "./builders.ts";
import { scanLinearly } from "./linear-scan.ts";

const plain = (list: Iterable<Candidate>) =>
  [...list].map(({ source, rule: id, trigger, captured }) => {
    if (source !== undefined) expect(source.id).toBe(id);
    return { rule: id, trigger, captured: { ...captured } };
  });

describe("finding candidates", () => {
  it("gives what a scan over every trigger of every rule gives, in the same order", () => {
    fc.assert(
      fc.property(
        rules,
        fc.array(events, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (all, happened, foldTraditional) => {
          const set = ruleSet(all, { places: PLACES, foldTraditional });
          const compiled = compileRules(set, registry);
          for (const one of happened)
            expect(plain(compiled.candidates(one))).toEqual(scanLinearly(set, registry, one));
        },
      ),
      { numRuns: 500, seed: 20_131_118 },
    );
  });

  const order = (all: readonly Rule[], one: InboundEvent): readonly string[] =>
    [...compileRules(ruleSet(all), registry).candidates(one)].map((candidate) => candidate.rule);

  it("goes by priority, then kind, then length, then stored position", () => {
    const all = [
      rule("any", [{ text: { any: true } }]),
      rule("pattern", [{ text: { matches: ["营.时间"] } }]),
      rule("short", [{ text: { has: ["营业"] } }]),
      rule("same", [{ text: { starts: ["营业"] } }]),
      rule("long", [{ text: { has: ["营业时"] } }]),
      rule("exact", [{ text: { is: ["营业时间"] } }]),
      rule("high", [{ text: { any: true } }], { priority: 51 }),
    ];
    const wanted = ["high", "exact", "long", "short", "same", "pattern", "any"];
    expect(order(all, textEvent("营业时间？"))).toEqual(wanted);
  });
  it("tries follow before scan for one follow, and scan also for a first follow", () => {
    const all = [
      rule("scan", [{ scan: { names: ["poster"] } }]),
      rule("follow", [{ follow: { names: ["poster"] } }]),
    ];
    expect(order(all, event("follow", { channel: "poster" }))).toEqual(["follow", "scan"]);
    expect(order(all, event("scan", { channel: "poster" }))).toEqual(["scan"]);
  });
  it("takes recognised speech for a text first and for a voice last", () => {
    const all = [
      rule("voice", [{ voice: { any: true } }]),
      rule("text", [{ text: { has: ["营业"] } }]),
    ];
    expect(order(all, voiceEvent("几点营业"))).toEqual(["text", "voice"]);
    expect(order(all, voiceEvent(null))).toEqual(["voice"]);
    expect(order(all, voiceEvent(""))).toEqual(["voice"]);
  });
  it("gives a rule once, with its best trigger and what all its triggers captured", () => {
    const all = [
      rule("r", [
        { text: { matches: ["(?P<x>查)(?P<y>.)"] } },
        { text: { starts: ["查"] } },
        { text: { matches: ["(?P<x>单)"] } },
      ]),
    ];
    expect(plain(compileRules(ruleSet(all), registry).candidates(textEvent("查 订单")))).toEqual([
      { rule: "r", trigger: "rules/r/when/1", captured: { x: "查", y: " ", rest: "订单" } },
    ]);
  });
  const refund = rule("refund", [{ text: { means: ["我要退款", "怎么退货", "钱怎么退"] } }]);
  it("puts what is meant between patterns and any, if it ranks by its priority", () => {
    const all = [
      rule("any", [{ text: { any: true } }]),
      rule("pattern", [{ text: { matches: ["退."] } }]),
      rule("word", [{ text: { has: ["怎么"] } }]),
      refund,
    ];
    const wanted = ["word", "pattern", "refund", "any"];
    expect(order(all, textEvent("怎么退货呢"))).toEqual(wanted);
    expect(order(all, voiceEvent("怎么退货呢"))).toEqual(wanted);
    expect(order(all, textEvent("今天真好"))).toEqual(["any"]);
    expect(order([refund, rule("any", [{ image: { any: true } }])], voiceEvent(null))).toEqual([]);
  });
  it("asks what a text means only when no better rule answers", () => {
    const compiled = compileRules(
      ruleSet([rule("word", [{ text: { has: ["怎么"] } }]), refund]),
      registry,
    );
    const one = textEvent("怎么退货呢");
    const candidates = compiled.candidates(one)[Symbol.iterator]();
    expect(candidates.next().value).toMatchObject({ rule: "word" });
    expect(compiled.meanings?.judged(one)).toBeNull();
    candidates.settle?.();
    expect(candidates.next().done).toBe(true);
    expect(compiled.meanings?.judged(one)).toBeNull();
    expect(order([refund], one)).toEqual(["refund"]);
  });
  it("leaves rules out that are switched off, and keeps nothing-matched for the fallbacks", () => {
    const nothing = { "nothing-matched": { any: true } };
    const all = [
      rule("off", [{ text: { any: true } }, nothing], { enabled: false }),
      rule("late", [nothing]),
      rule("early", [nothing], { priority: 60 }),
    ];
    const compiled = compileRules(ruleSet(all), registry);
    expect(compiled.rule("off")).toBeUndefined();
    expect([...compiled.candidates(textEvent("你好"))]).toEqual([]);
    expect([...compiled.fallbacks()].map((one) => one.rule)).toEqual(["early", "late"]);
  });
  it("asks no pattern while a better rule stands before it", () => {
    let asked = 0;
    const matching = registry.triggers.get("text");
    if (matching === undefined) throw new Error("text is not registered");
    const counting: TriggerDefinition = {
      ...matching,
      match: (...given) => {
        asked += 1;
        return matching.match(...given);
      },
    };
    const counted = makeRegistry({ triggers: [counting], facts: [], operators: [], actions: [] });
    const all = [
      rule("pattern", [{ text: { matches: ["营.时间", "\\w*"] } }]),
      rule("word", [{ text: { has: ["营业"] } }]),
    ];
    const tried = compileRules(ruleSet(all), counted).candidates(textEvent("营业时间"));
    const search = tried[Symbol.iterator]();
    expect(search.next().value?.rule).toBe("word");
    expect(asked).toBe(0);
    expect(search.next().value?.rule).toBe("pattern");
    expect(asked).toBeGreaterThan(0);
  });
  it("lets two searches of one rule set run side by side", () => {
    const all = ["甲", "乙", "丙"].map((word) => rule(word, [{ text: { has: [word] } }]));
    const compiled = compileRules(ruleSet(all), registry);
    const [a, b] = ["甲乙", "乙丙"].map((text) =>
      compiled.candidates(textEvent(text))[Symbol.iterator](),
    );
    const given = [a, b, a, b, a, b].map((search) => search?.next().value?.rule);
    expect(given).toEqual(["甲", "乙", "乙", "丙", undefined, undefined]);
  });
  it("answers a tap by key, by the beginning of keys, and a url button by its address", () => {
    const all = [
      rule("url", [{ menu: { names: ["https://coffee.example/menu"] } }]),
      rule("some", [{ menu: { names: ["SHOP_*"] } }]),
      rule("one", [{ menu: { names: ["SHOP_WEST"] } }]),
      rule("word", [{ text: { is: ["SHOP_WEST"] } }]),
    ];
    expect(order(all, tapEvent("SHOP_WEST"))).toEqual(["one", "some"]);
    expect(order(all, tapEvent("https://coffee.example/menu"))).toEqual(["url"]);
    expect(order(all, textEvent("SHOP_WEST"))).toEqual(["word"]);
  });
});
