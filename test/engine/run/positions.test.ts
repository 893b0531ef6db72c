import { describe, expect, it } from "vitest";
import type { FollowerState, InboundEvent } from "../../../engine/index.ts";
import { applyChanges, newFollower, respond } from "../../../engine/index.ts";
import { MONDAY_TEN_MS, rulesFrom } from "../../rule-set.ts";

const rules = rulesFrom({
  rules: `
  - { id: passing, name: 路过, when: [{ location: { within: 1km, of: shop, reported: true } }], then: [{ reply: 您路过我们 }] }
  - { id: often, name: 常报, when: [{ location: { any: true, reported: true } }], limit: { times: 2, every: 1m }, continue: true, then: [{ record: 位置 }] }
  - { id: sent, name: 发来, when: [{ location: any }], then: [{ reply: 收到 }] }
  - { id: near, name: 最近, when: [{ text: { is: 最近 } }], then: [{ reply: '{{ distance }}' }] }`,
  files: [
    { name: "places.yaml", text: "places: [{ id: shop, name: 店, lat: 31.23, lng: 121.47 }]" },
  ],
});
const report = (n: number, of: object = {}): InboundEvent => ({
  ...{ kind: "location", account: "shop", follower: "o1", key: `k${n}` },
  ...{ sentAtMs: MONDAY_TEN_MS + n * 5_000, lat: 31.23, lng: 121.47, how: "reported" },
  ...{ label: "", precisionM: 30, ...of },
});
const walk = async (events: readonly InboundEvent[]) => {
  let follower: FollowerState = newFollower();
  const outcomes = [];
  for (const event of events) {
    const outcome = await respond({
      ...{ event, follower, rules, earlier: null, nowMs: event.sentAtMs, seed: "s" },
      ...{ answers: new Map(), isLate: false },
    });
    if (outcome.kind !== "decided") throw new Error("undecided");
    follower = applyChanges(follower, outcome.changes);
    outcomes.push(outcome);
  }
  return { follower, outcomes };
};

describe("positions that a phone reports", () => {
  it("every five seconds are answered once an hour, and as often as a limit of their own says", async () => {
    const events = Array.from({ length: 24 }, (_, n) => report(n));
    const { outcomes } = await walk([...events, report(721)]);
    const answered = outcomes.flatMap(({ trace }, n) =>
      trace.steps.some(
        (step) => step.kind === "rule" && step.path === "rules/passing" && step.branch === "then",
      )
        ? [n]
        : [],
    );
    expect(answered).toEqual([0, 24]);
    const recorded = outcomes.filter(({ effects }) =>
      effects.some(({ kind }) => kind === "record"),
    );
    // Twice a minute in two minutes; the first and the last report end at the other rule.
    expect(recorded).toHaveLength(4);
  });

  it("are kept as the last position, and the consent is noted with the first", async () => {
    const { follower, outcomes } = await walk([
      report(0),
      report(1, { lat: 31.25 }),
      report(2, { lat: 31.26 }),
    ]);
    expect(follower.position).toEqual({ lat: 31.26, lng: 121.47, atMs: MONDAY_TEN_MS + 10_000 });
    const consents = outcomes.map(({ effects }) =>
      effects.filter(({ kind }) => kind === "consent"),
    );
    expect(consents.map((all) => all.length)).toEqual([1, 0, 0]);
    expect(consents[0]).toMatchObject([{ what: "location", isGiven: true, source: "platform" }]);
  });

  it("are no answer to a rule that waits for sent ones, at sea neither", async () => {
    const { outcomes } = await walk([
      report(0, { lat: 0, lng: -160 }),
      report(1, { how: "sent", lat: 0, lng: -160 }),
    ]);
    expect(outcomes.map(({ reply }) => reply?.kind ?? null)).toEqual([null, "text"]);
  });
});
