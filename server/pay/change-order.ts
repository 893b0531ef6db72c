import type { AccountId, InboundEvent } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { KeptNotice, OrderChange, OrderRow, Orders, PayOrder } from "../storage/orders.ts";
import { StorageError } from "../storage/storage-error.ts";
import { nextCheckMs } from "./check-times.ts";
import type { Milestone, OrderFact } from "./order-machine.ts";
import { holdsStock, learn, milestones, orderFor, refundedFen, stateOf } from "./order-machine.ts";

/** Eight repeats of one notification may come at once; each reads the order again when another was first. */
const MOST_TRIES = 50;

export interface ChangeDeps {
  readonly orders: Pick<Orders, "find" | "save">;
  readonly nowMs: NowMs;
}
/** What is learned of an order as it is, or why not. */
export type Decide = (row: OrderRow) => readonly OrderFact[] | { readonly refused: string };
export type Changed =
  | { readonly ok: true; readonly row: OrderRow }
  | { readonly ok: false; readonly code: string; readonly row: OrderRow | null };

const eventFor = (
  account: AccountId,
  order: PayOrder,
  { state, of }: Milestone,
  sentAtMs: number,
): InboundEvent<"payment"> => ({
  kind: "payment",
  account,
  follower: order.openid,
  key: `pay:${order.no}:${state}${of === "" ? "" : `:${of}`}`,
  sentAtMs,
  state,
  order: orderFor(order),
});

/** An order as it is after something was learned, with all that happens with it. */
export const changeOf = (
  account: AccountId,
  of: {
    readonly before: OrderRow | null;
    readonly order: PayOrder;
    readonly notice: KeptNotice | null;
  },
  { nowMs, most = null }: { readonly nowMs: number; readonly most?: number | null },
): OrderChange => {
  const { before, order, notice } = of;
  const told = order.openid === "" ? [] : milestones(before?.order ?? null, order);
  const held = before !== null && holdsStock(before.order) ? 1 : 0;
  return {
    before,
    after: {
      order,
      state: stateOf(order),
      refundedFen: refundedFen(order),
      checkAtMs: nextCheckMs(order, nowMs),
    },
    events: told.map((milestone) => eventFor(account, order, milestone, nowMs)),
    notice,
    stock: { takes: (holdsStock(order) ? 1 : 0) - held, most },
  };
};

/**
 * Changes an order from what it is: read, decided, and written only if nobody came between, until that is so. Nothing is
 * written when nothing new is learned, unless there is a notification to keep, or `always`. Throws `StorageError`.
 */
export const changeOrder = async (
  { orders, nowMs }: ChangeDeps,
  account: AccountId,
  of: {
    readonly no: string;
    readonly decide: Decide;
    readonly notice?: KeptNotice;
    readonly always?: true;
  },
): Promise<Changed> => {
  const { no, decide, notice = null, always } = of;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await orders.find(account, no);
    if (before === null) return { ok: false, code: "order-unknown", row: null };
    const facts = decide(before);
    if ("refused" in facts) return { ok: false, code: facts.refused, row: before };
    const order = facts.reduce(learn, before.order);
    const isSame = JSON.stringify(order) === JSON.stringify(before.order);
    if (isSame && notice === null && always === undefined) return { ok: true, row: before };
    const change = changeOf(account, { before, order, notice }, { nowMs: nowMs(account) });
    if ((await orders.save(account, change)) === "done")
      return { ok: true, row: { ...change.after, version: before.version + 1 } };
  }
  throw new StorageError("storage-unexpected", `order ${no} changes too often at once.`);
};
