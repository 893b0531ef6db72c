import type { Core } from "../core.ts";
import type { SandboxOrder } from "./orders.ts";
import { payTime } from "./orders.ts";
import { stateAt, transactionJson } from "./trade-json.ts";

/** The password of every wallet here. */
export const WALLET_PASSWORD = "123456";

/** What comes of trying to pay. */
export type Paid =
  | { readonly result: "ok"; readonly transactionId: string }
  | {
      readonly result: "fail" | "cancel";
      readonly why:
        | "password"
        | "balance"
        | "declined"
        | "expired"
        | "paid"
        | "payer"
        | "cancelled"
        | "timeout";
    };
/** What a person does at the wallet. `decline`: the bank says no. */
export type WalletAct = "pay" | "cancel" | "decline" | "timeout";

const failed = (why: Exclude<Extract<Paid, { why: string }>["why"], "cancelled">): Paid => ({
  result: "fail",
  why,
});

const standsInTheWay = (core: Core, order: SandboxOrder, openid: string): Paid | null => {
  const nowMs = core.time.nowMs();
  const state = stateAt(order, nowMs);
  if (state === "SUCCESS" || state === "REFUND") return failed("paid");
  if (state === "CLOSED" || nowMs >= order.prepayUntilMs) return failed("expired");
  return order.payer !== "" && order.payer !== openid ? failed("payer") : null;
};

const TRANSACTION_HEAD = "4200000891";
const transactionIdAt = ({ ids }: Core, nowMs: number): string => {
  const day = payTime(nowMs).slice(0, 10).replaceAll("-", "");
  return `${TRANSACTION_HEAD}${day}${String(ids.next("transaction")).padStart(10, "0")}`;
};

const settle = (core: Core, order: SandboxOrder, openid: string): SandboxOrder => {
  const nowMs = core.time.nowMs();
  return core.database.together(() => {
    const { orders } = core.pay;
    orders.setBalance(
      order.account,
      openid,
      orders.balance(order.account, openid) - order.totalFen,
    );
    const transactionId = transactionIdAt(core, nowMs);
    return orders.change(order, { state: "SUCCESS", transactionId, openid, paidAtMs: nowMs });
  });
};

/** Pays an order out of a person's wallet: the money moves, the window of messages opens, the merchant is told. */
export const payOrder = (
  core: Core,
  {
    order,
    openid,
    password,
    act,
  }: {
    readonly order: SandboxOrder;
    readonly openid: string;
    readonly password: string;
    readonly act: WalletAct;
  },
): Paid => {
  if (act === "cancel") return { result: "cancel", why: "cancelled" };
  const stopped = standsInTheWay(core, order, openid);
  if (stopped !== null) return stopped;
  if (act === "timeout") return failed("timeout");
  if (password !== WALLET_PASSWORD) return failed("password");
  if (act === "decline") return failed("declined");
  if (core.pay.orders.balance(order.account, openid) < order.totalFen) return failed("balance");
  const paid = settle(core, order, openid);
  core.windows.open(order.account, openid, "payment");
  core.pay.notifier.tell({
    mchid: paid.mchid,
    account: paid.account,
    url: paid.notifyUrl,
    eventType: "TRANSACTION.SUCCESS",
    summary: "支付成功",
    originalType: "transaction",
    plain: transactionJson(paid, core.time.nowMs()),
  });
  return { result: "ok", transactionId: paid.transactionId };
};
