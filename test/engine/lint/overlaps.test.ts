import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRules } from "../../../engine/compile-rules.ts";
import { sentence } from "../../../engine/errors.ts";
import { findOverlaps } from "../../../engine/lint/overlaps.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Rule } from "../../../engine/schema/rule.ts";
import type { RuleSet } from "../../../engine/schema/rule-set.ts";
import { events, PLACES, rules } from "../index/arbitraries.ts";
import { registry, rule, ruleSet, textEvent } from "../index/builders.ts";

const spotOf = (path: string) => ({ path, file: "rules.yaml", line: 1, column: 1 });
const lint = (set: RuleSet) => findOverlaps({ ruleSet: set, registry, spotOf });
const found = (...all: readonly Rule[]) =>
  lint(ruleSet(all)).map(({ code, params }) => [code, params["rule"], params["otherRule"]]);
const has = (...keywords: readonly string[]) => ({ text: { has: keywords } });
const is = (...keywords: readonly string[]) => ({ text: { is: keywords } });
const CONDITION = { fact: "tags", operator: "includes", value: "VIP", path: "p" } as const;

describe("rules that can never win", () => {
  it("names a later rule with the same exact text", () => {
    expect(found(rule("a", [is("你好")]), rule("b", [is("你好")]))).toEqual([
      ["never-wins", "b", "a"],
    ]);
  });
  it("names a longer keyword only below a higher priority", () => {
    const longer = rule("b", [has("营业时间")]);
    expect(found(rule("a", [has("营业")]), longer)).toEqual([]);
    expect(found(rule("a", [has("营业")], { priority: 60 }), longer)).toEqual([
      ["never-wins", "b", "a"],
    ]);
  });
  it("names everything that is said below a higher `text: any`", () => {
    const any = rule("a", [{ text: { any: true } }], { priority: 60 });
    const said = [has("x"), is("x"), { text: { starts: ["x"] } }, { text: { matches: ["x+"] } }];
    for (const when of said) expect(found(any, rule("b", [when]))).toHaveLength(1);
    expect(found(any, rule("b", [{ image: { any: true } }]))).toEqual([]);
  });
  it("names names under the beginning of names", () => {
    const prefixed = rule("a", [{ scan: { names: ["machine-*"] } }], { priority: 60 });
    expect(found(prefixed, rule("b", [{ scan: { names: ["machine-7"] } }]))).toHaveLength(1);
    expect(found(prefixed, rule("b", [{ scan: { names: ["machine-7*"] } }]))).toHaveLength(1);
    expect(found(prefixed, rule("b", [{ scan: { names: ["poster"] } }]))).toEqual([]);
    expect(found(prefixed, rule("b", [{ scan: { names: ["mach*"] } }]))).toEqual([]);
  });
  it("knows that a follow through a code is a scan, and not the other way round", () => {
    const [scan, follow] = [{ scan: { names: ["p"] } }, { follow: { names: ["p"] } }];
    expect(found(rule("a", [scan], { priority: 60 }), rule("b", [follow]))).toHaveLength(1);
    expect(found(rule("a", [follow], { priority: 60 }), rule("b", [scan]))).toEqual([]);
  });
  it("follows the literals of a pattern", () => {
    const high = rule("a", [has("订单")], { priority: 60 });
    expect(found(high, rule("b", [{ text: { matches: ["我的订单(\\d+)"] } }]))).toHaveLength(1);
    expect(found(high, rule("b", [{ text: { matches: ["我的订单|物流"] } }]))).toEqual([]);
  });
  it("wants every way into the rule to be closed, by whichever rules", () => {
    const [a, b] = [
      rule("a", [has("甲")], { priority: 60 }),
      rule("b", [has("乙")], { priority: 70 }),
    ];
    expect(found(a, b, rule("c", [has("甲方", "乙方")]))).toEqual([["never-wins", "c", "a"]]);
    expect(found(a, b, rule("c", [has("甲方", "丙方")]))).toEqual([]);
  });
  it("says nothing below a rule that may let the search go on", () => {
    const low = rule("b", [is("你好")]);
    const high = (over: Partial<Rule>) => rule("a", [is("你好")], { priority: 60, ...over });
    const active = { from: null, until: null, hours: ["09:00-18:00"], days: [] };
    for (const over of [
      { continue: true },
      { limit: { times: 1, every: null } },
      { active },
      { if: CONDITION },
      { enabled: false },
    ])
      expect(found(high(over), low)).toEqual([]);
    // With an `else` it answers either way.
    expect(found(high({ if: CONDITION, else: low.then }), low)).toHaveLength(1);
  });
  it("does not take marks before a text for its beginning", () => {
    const high = rule("a", [{ text: { starts: ["营业"] } }], { priority: 60 });
    expect(found(high, rule("b", [is("营业时间")]))).toEqual([]);
    const set = ruleSet([high, rule("b", [is("营业时间")])]);
    const [first] = compileRules(set, registry).candidates(textEvent("，营业时间"));
    expect(first?.rule).toBe("b");
  });
  it("gives an example message in the sentence", () => {
    const all = [
      rule("a", [{ menu: { names: ["HOURS"] } }]),
      rule("b", [{ menu: { names: ["HOURS"] } }]),
    ];
    const [one] = lint(ruleSet(all));
    expect(one && sentence(one, "zh-CN")).toContain("规则“a”总是先回答，例如“menu: HOURS”");
    expect(one && sentence(one, "en")).toContain('rule "a" always answers first');
  });
  it("never accuses a rule that some message reaches", () => {
    const endsSearch = ({ continue: goesOn, limit, active }: Rule) =>
      !goesOn && limit === null && active === null;
    fc.assert(
      fc.property(rules, fc.array(events, { minLength: 5, maxLength: 30 }), (all, happened) => {
        const set = ruleSet(
          all.map((one, at) => (at % 7 === 3 ? { ...one, continue: true } : one)),
          { places: PLACES },
        );
        const compiled = compileRules(set, registry);
        const accused = new Set(
          lint(set)
            .filter(({ code }) => code === "never-wins")
            .map(({ params }) => params["rule"]),
        );
        const reached = (tried: Iterable<{ readonly rule: string }>, one: InboundEvent | null) => {
          for (const { rule: id } of tried) {
            expect(accused.has(id), `${id} is reached by ${JSON.stringify(one)}`).toBe(false);
            const isLimited = one?.kind === "location" && one.how === "reported";
            const ended = compiled.rule(id);
            if (ended !== undefined && endsSearch(ended) && !isLimited) return;
          }
        };
        for (const one of happened) reached(compiled.candidates(one), one);
        reached(compiled.fallbacks(), null);
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe("rules with a double", () => {
  it("are named when priority, if and active are the same", () => {
    const other = rule("b", [is("你好"), has("乙")], { if: { ...CONDITION, path: "q" } });
    expect(found(rule("a", [is("你好")], { if: CONDITION }), other)).toEqual([
      ["same-trigger", "b", "a"],
    ]);
  });
  it("are left alone when something tells them apart", () => {
    const first = rule("a", [is("你好")], { if: CONDITION });
    for (const over of [
      { priority: 51, if: CONDITION },
      { if: { ...CONDITION, value: "会员" } },
      { if: null },
      { if: CONDITION, active: { from: "2026-10-01", until: null, hours: [], days: [] } },
    ])
      expect(found(first, rule("b", [is("你好")], over))).toEqual([]);
  });
  it("are left alone when the first goes on or stops answering after a while", () => {
    for (const over of [{ continue: true }, { limit: { times: 1, every: null } }])
      expect(found(rule("a", [is("你好")], over), rule("b", [is("你好")]))).toEqual([]);
  });
  it("are not reported again when the later one can never win", () => {
    expect(found(rule("a", [has("甲")]), rule("b", [has("甲")]))).toEqual([
      ["never-wins", "b", "a"],
    ]);
  });
  it("are found for menu taps and events alike", () => {
    const [a, b] = ["a", "b"].map((id) =>
      rule(id, [{ event: { names: ["bound"] } }], { if: CONDITION }),
    );
    expect(a && b && found(a, b)).toHaveLength(1);
  });
});
