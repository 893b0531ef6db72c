import type { Caller, Performed } from "../effects/performer.ts";
import type { OrderDeskDeps, Wish } from "./order-desk.ts";
import { placeOrder } from "./order-desk.ts";

/** Makes the orders that the action `pay` asks for, and gives the address of the page that pays them. */
export const payCaller = (
  deps: OrderDeskDeps,
  pageUrl: (account: string, openid: string, no: string) => string,
): Caller => ({
  kind: "pay",
  answer: async ({ args }, { account, follower, key }): Promise<Performed> => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const wish = args as unknown as Pick<Wish, "product" | "amountFen" | "channel">;
    const placed = await placeOrder(deps, account, {
      ...{ ...wish, key, openid: follower, way: "jsapi" },
    });
    return placed.ok
      ? { kind: "done", value: pageUrl(account, follower, placed.row.order.no) }
      : { kind: "never", code: placed.code };
  },
});
