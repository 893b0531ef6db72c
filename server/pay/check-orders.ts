import type { AccountId } from "../../engine/index.ts";
import type { OrderRow } from "../storage/orders.ts";
import { changeOrder } from "./change-order.ts";
import { payableUntilMs } from "./check-times.ts";
import type { OrderDeskDeps } from "./order-desk.ts";
import { closeOrder, lookAtOrder } from "./order-desk.ts";
import { pushRefund } from "./refund-order.ts";

const AT_ONCE = 20;
/** Whoever took an order asks within this time; else it is another's turn. */
const LENT_MS = 60_000;

const isUnpaid = ({ state }: OrderRow): boolean => state === "created" || state === "paying";
const isStanding = ({ state }: OrderRow["order"]["refunds"][number]): boolean =>
  state !== "success" && state !== "closed";

const ask = async (deps: OrderDeskDeps, account: AccountId, row: OrderRow): Promise<void> => {
  const { order } = row;
  for (const refund of order.refunds.filter(isStanding))
    await pushRefund(deps, account, { order, refund });
  if (isUnpaid(row) && payableUntilMs(order) <= deps.nowMs(account))
    await closeOrder(deps, account, row);
  else if (isUnpaid(row) || row.state === "closed") await lookAtOrder(deps, account, row);
};

const check = async (deps: OrderDeskDeps, account: AccountId, row: OrderRow): Promise<void> => {
  await ask(deps, account, row);
  // Whatever came of it: the next time.
  await changeOrder(deps, account, { no: row.order.no, decide: () => [], always: true });
};

/** Asks WeChat Pay about orders whose time has come: a notification that never came, a refund under way, an order nobody paid. Gives how many. */
export const checkOrders = async (deps: OrderDeskDeps): Promise<number> => {
  const due = await deps.orders.takeDue(AT_ONCE, LENT_MS);
  await Promise.all(
    due.map(({ account, row }) =>
      check(deps, account, row).catch((error: unknown) => {
        deps.log.error({ err: error, account, no: row.order.no }, "an order could not be checked");
      }),
    ),
  );
  return due.length;
};
