import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderFact } from "../../../server/pay/order-machine.ts";
import {
  expiresAtMs,
  learn,
  milestones,
  refundableFen,
  refundedFen,
  stateOf,
} from "../../../server/pay/order-machine.ts";
import type { OrderRefund, PayOrder } from "../../../server/storage/orders.ts";

const DAY_MS = 86_400_000;
const fresh: PayOrder = {
  ...{ no: "1", mchid: "m", way: "jsapi", openid: "o1", product: "latte", title: "拿铁" },
  ...{ amountFen: 1_000, channel: "", validMs: 90 * DAY_MS, code: "1234", createdAtMs: 10 },
  ...{ prepay: null, paid: null, closedAtMs: null, redeemed: null, refunds: [] },
};
const refund = (of: Partial<OrderRefund>): OrderFact => ({
  kind: "refund",
  refund: {
    ...{ no: "r1", fen: 400, state: "success", reason: "", by: "", atMs: 40, doneAtMs: 50 },
    ...of,
  },
});
const paid: OrderFact = { kind: "paid", transactionId: "t1", atMs: 20, openid: "o1" };
const late: OrderFact = { ...paid, atMs: 25 };
const closed: OrderFact = { kind: "closed", atMs: 30 };
const first = refund({});
const second = refund({ no: "r2", fen: 600 });
const asked = refund({
  no: "r2",
  fen: 600,
  state: "asked",
  reason: "退货",
  by: "小王",
  atMs: 35,
  doneAtMs: null,
});
const processing = refund({ no: "r1", state: "processing", atMs: 39, doneAtMs: null });

const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, place) =>
        permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]),
      );
const withFacts = (facts: readonly OrderFact[]): PayOrder => facts.reduce(learn, fresh);

/** The model: what a bookkeeper would say who sees all facts at once. */
const modelState = (facts: readonly OrderFact[], amountFen: number): string => {
  const refunds = facts.flatMap((fact) => (fact.kind === "refund" ? [fact.refund] : []));
  const told = refunds.filter(({ state }) => state !== "asked");
  const isPaid = facts.some(({ kind }) => kind === "paid") || told.length > 0;
  if (!isPaid) return facts.some(({ kind }) => kind === "closed") ? "closed" : "created";
  const order = ["asked", "processing", "abnormal", "closed", "success"];
  const furthest = new Map<string, { readonly state: string; readonly fen: number }>();
  for (const one of refunds) {
    const known = furthest.get(one.no)?.state ?? "asked";
    if (order.indexOf(one.state) >= order.indexOf(known)) furthest.set(one.no, one);
  }
  const all = [...furthest.values()];
  const back = all.reduce((sum, { state, fen }) => (state === "success" ? sum + fen : sum), 0);
  if (back >= amountFen) return "refunded";
  if (all.some(({ state }) => order.indexOf(state) < 3)) return "refunding";
  return facts.some(({ kind }) => kind === "redeemed") ? "redeemed" : "paid";
};

describe("an order", () => {
  it("ends in the same state whatever order pay, two refunds, a close, a duplicate and a late message come in", () => {
    const facts = [paid, first, second, closed, paid, late];
    const all = permutations(facts);
    expect(all).toHaveLength(720);
    const ends = new Set(all.map((one) => JSON.stringify(withFacts(one))));
    expect(ends.size).toBe(1);
    expect(stateOf(withFacts(facts))).toBe("refunded");
    expect(refundedFen(withFacts(facts))).toBe(1_000);
  });

  it("agrees with a bookkeeper after any facts in any order, and never gives back more than was paid", () => {
    const pool = [
      ...[paid, late, closed, first, second, asked, processing],
      refund({ no: "r1", state: "closed", doneAtMs: null }),
      refund({ no: "r2", fen: 600, state: "abnormal", doneAtMs: null }),
      { kind: "redeemed", atMs: 33, by: "店员" } as const,
    ];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: pool.length - 1 }), { maxLength: 14 }),
        fc.integer({ min: 0, max: 1_000 }),
        (picked, turn) => {
          const facts = picked.flatMap((place) => pool[place] ?? []);
          const at = facts.length === 0 ? 0 : turn % facts.length;
          const turned = [...facts.slice(at), ...facts.slice(0, at)].reverse();
          const order = withFacts(facts);
          expect(stateOf(order)).toBe(modelState(facts, fresh.amountFen));
          expect(withFacts(turned)).toEqual(order);
          expect(withFacts([...facts, ...facts])).toEqual(order);
          expect(refundedFen(order)).toBeLessThanOrEqual(order.amountFen);
          expect(refundableFen(order)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("tells each milestone once in its life, whatever comes again", () => {
    const steps = [paid, paid, closed, first, late, second, first];
    let order = fresh;
    const told = milestones(null, order).map(({ state }) => state);
    for (const fact of steps) {
      const next = learn(order, fact);
      told.push(...milestones(order, next).map(({ state }) => state));
      order = next;
    }
    expect(told).toEqual(["created", "paid", "refunded", "refunded"]);
  });

  it("is not fulfilled once its money went back, though the payment is heard of last", () => {
    const gone = [first, second].reduce(learn, fresh);
    expect(stateOf(gone)).toBe("refunded");
    expect(milestones(gone, learn(gone, paid))).toEqual([]);
  });

  it("is paid although it was closed before the payment was heard of", () => {
    const shut = learn(fresh, closed);
    expect(stateOf(shut)).toBe("closed");
    expect(milestones(shut, learn(shut, paid))).toEqual([{ state: "paid", of: "" }]);
    expect(stateOf(learn(shut, paid))).toBe("paid");
  });

  it("keeps who asked for a refund, and why, whatever the platform says of it", () => {
    for (const facts of [
      [paid, asked, second],
      [paid, second, asked],
    ])
      expect(withFacts(facts).refunds).toMatchObject([
        { no: "r2", state: "success", reason: "退货", by: "小王", atMs: 35, doneAtMs: 50 },
      ]);
  });

  it("is a voucher for so long after it was paid", () => {
    expect(expiresAtMs(fresh)).toBeNull();
    expect(expiresAtMs(withFacts([paid]))).toBe(20 + 90 * DAY_MS);
    expect(expiresAtMs(withFacts([late, paid]))).toBe(20 + 90 * DAY_MS);
    expect(expiresAtMs({ ...withFacts([paid]), validMs: null })).toBeNull();
  });
});
