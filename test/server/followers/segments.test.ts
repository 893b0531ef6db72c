import fc from "fast-check";
import { expect, test } from "vitest";
import { makeFacts } from "../../../engine/facts/lookup.ts";
import type { Condition } from "../../../engine/index.ts";
import { builtIn, makeRegistry, newFollower, segmentMatcher } from "../../../engine/index.ts";
import { evaluateCondition } from "../../../engine/matcher/evaluate-condition.ts";
import { countSegment, readSegment } from "../../../server/followers/segments.ts";
import { settings } from "../../builders.ts";
import { sharedDatabase } from "../wechat/rig.ts";

const account = settings({ id: "shop" });
const registry = makeRegistry(builtIn);
const of = { settings: account, registry };
const nowMs = Date.UTC(2026, 10, 23);
const read = (text: string) => readSegment(text, of);

test("a condition is read as a rule's; what is wrong has its line", () => {
  expect(read("{ fact: tags, operator: includes, value: VIP }").condition).toMatchObject({
    ...{ fact: "tags", operator: "includes" },
  });
  expect(
    read("all:\n  - { fact: follower.days, operator: at-least, value: 30 }\n").condition,
  ).toMatchObject({ all: [{ fact: "follower.days" }] });
  const { condition, diagnostics } = read("any:\n  - { fact: tags, operator: contains, value: x }");
  expect(condition).toBeNull();
  expect(diagnostics).toMatchObject([{ code: "unknown-operator", line: 2 }]);
  expect(read("{ fact: follower.langage, operator: equals, value: en }").diagnostics).toEqual([]);
  expect(read("{ fact: langage, operator: equals, value: en }").condition).toBeNull();
  expect(read("").condition).toBeNull();
});

const leaf = (fact: string, operator: string, value: never, path: string): Condition =>
  ({ fact, operator, value, path }) as Condition;
const leaves = fc.constantFrom(
  ["tags", "includes", "VIP"],
  ["follower.city", "equals", "上海"],
  ["follower.days", "at-least", 30],
  ["follower.phone", "exists", true],
  ["follower.nothing", "equals", "{{ follower.city }}"],
);
let place = 0;
const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { depthSize: "small" },
    leaves.map(([fact, operator, value]) =>
      leaf(String(fact), String(operator), value as never, `segment/${place++}`),
    ),
    fc.record({ all: fc.array(tie("one"), { maxLength: 3 }), path: fc.constant("p") }),
    fc.record({ any: fc.array(tie("one"), { maxLength: 3 }), path: fc.constant("p") }),
    fc.record({ not: tie("one"), path: fc.constant("p") }),
  ) as fc.Arbitrary<Condition>,
})).one;
const state = fc.record({
  tags: fc.constantFrom([], ["VIP"], ["会员", "VIP"]),
  values: fc.constantFrom({}, { city: "上海" }, { city: "北京", phone: "138" }),
  followedAtMs: fc.constantFrom(null, nowMs - 1, nowMs - 40 * 86_400_000),
});

test("says of every follower what a rule's if would say", async () => {
  await fc.assert(
    fc.asyncProperty(condition, state, async (one, some) => {
      const follower = { ...newFollower(), ...some };
      const event = {
        ...{ account: "shop", follower: "o1", key: "k", sentAtMs: nowMs },
        ...({ kind: "other", name: "segment", fields: {} } as const),
      };
      const facts = makeFacts({
        ...{ event, follower, settings: account, nowMs, rule: "r", captured: {}, registry },
      });
      const verdict = await evaluateCondition(one, {
        ...{ registry, facts, settings: account, onError: () => {} },
        valueOf: ({ value }) =>
          value === "{{ follower.city }}" ? String(facts.get("follower.city") ?? "") : value,
      });
      const holds = segmentMatcher(one, of)({ openid: "o1", state: follower, nowMs });
      expect(holds).toBe(verdict.holds);
    }),
  );
});

test("counts those who follow now, over all pages", async () => {
  const { library } = (await sharedDatabase(() => nowMs))();
  const { followers } = library;
  const many = Array.from({ length: 1_203 }, (_, n) => ({
    openid: `o${String(n).padStart(5, "0")}`,
    state: {
      ...newFollower(),
      tags: n % 3 === 0 ? ["VIP"] : [],
      followedAtMs: n % 2 === 0 ? nowMs - 1 : null,
    },
  }));
  expect(await followers.saveMany("shop", many)).toEqual([]);
  const deps = { followers, nowMs: () => nowMs };
  const vip = read("{ fact: tags, operator: includes, value: VIP }").condition;
  expect(await countSegment(deps, { ...of, account: "shop", condition: vip })).toBe(201);
  expect(await countSegment(deps, { ...of, account: "shop", condition: null })).toBe(602);
});
