import type { State } from "../state/state.ts";
import { Merchants } from "./merchants.ts";
import { Notifier } from "./notifier.ts";
import type { SandboxRefund } from "./orders.ts";
import { PayOrders } from "./orders.ts";
import { refundNoticeJson } from "./trade-json.ts";

/** WeChat Pay's side of the platform. */
export interface Pay {
  readonly merchants: Merchants;
  readonly orders: PayOrders;
  readonly notifier: Notifier;
  /** Ends refunds that are due; called again by itself when the next one is. */
  readonly check: () => void;
  /** Resolves when nothing is due or under way. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const refundWords = {
  SUCCESS: "退款成功",
  CLOSED: "退款关闭",
  ABNORMAL: "退款异常",
  PROCESSING: "",
} as const;

type From = Pick<State, "database" | "ids" | "time">;

const endRefund = (
  { time }: From,
  { orders, notifier }: Pick<Pay, "orders" | "notifier">,
  refund: SandboxRefund,
): void => {
  const done = orders.changeRefund(refund, { status: refund.verdict, doneAtMs: time.nowMs() });
  const order = orders.find(refund.mchid, refund.outTradeNo);
  if (order === undefined) return;
  if (done.status === "SUCCESS") {
    const fen = orders.balance(order.account, order.openid) + refund.refundFen;
    orders.setBalance(order.account, order.openid, fen);
  }
  // What did not come back can be asked for again.
  if (done.status === "CLOSED")
    orders.change(order, { refundedFen: order.refundedFen - refund.refundFen });
  if (refund.notifyUrl === "") return;
  notifier.tell({
    mchid: refund.mchid,
    account: order.account,
    url: refund.notifyUrl,
    eventType: `REFUND.${done.status}`,
    summary: refundWords[done.status],
    originalType: "refund",
    plain: refundNoticeJson(done, order),
  });
};

const LONGEST_TIMER_MS = 3_600_000;

/** Opens WeChat Pay; what was under way goes on. */
export const openPay = (state: From, failed: (error: unknown) => void): Pay => {
  const { database, ids, time } = state;
  const merchants = new Merchants(database, ids, time);
  const orders = new PayOrders(database);
  const notifier = new Notifier(state, merchants, failed);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const check = (): void => {
    if (isClosed) return;
    const due = orders.refundsDue(time.nowMs());
    for (const refund of due) endRefund(state, { orders, notifier }, refund);
    notifier.check();
    clearTimeout(timer);
    const next = orders.nextRefundMs();
    if (next === null) return;
    const ms = Math.min(Math.max(next - time.nowMs(), 0), LONGEST_TIMER_MS);
    timer = setTimeout(check, ms).unref();
  };
  time.onMove(check);
  check();
  return {
    merchants,
    orders,
    notifier,
    check,
    settle: () => notifier.settle(),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await notifier.close();
    },
  };
};
