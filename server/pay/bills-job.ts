import type { AccountId } from "../../engine/index.ts";
import type { OrderDeskDeps } from "./order-desk.ts";
import { reconcileAll } from "./reconcile.ts";

/** A day's bill does not hurry. */
const EVERY_MS = 60_000;

/** Compares each day with its bill, once it can be had; looks every minute whether it can. */
export const billsJob = (
  desk: OrderDeskDeps,
  accounts: { readonly list: () => Promise<readonly { readonly id: AccountId }[]> },
) => {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return async (nowMs: number): Promise<number> => {
    if (nowMs - lookedAtMs < EVERY_MS) return 0;
    lookedAtMs = nowMs;
    const all = await accounts.list();
    return reconcileAll(
      desk,
      all.map(({ id }) => id),
    );
  };
};
