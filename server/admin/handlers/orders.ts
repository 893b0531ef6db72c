import { PAY_LIMITS } from "../../../engine/limits.ts";
import { textOfCode } from "../../errors.ts";
import { expiresAtMs, refundableFen } from "../../pay/order-machine.ts";
import { spacedCode } from "../../pay/order-numbers.ts";
import { billDayOf, reconcileDay } from "../../pay/reconcile.ts";
import { refundOrder } from "../../pay/refund-order.ts";
import type {
  BillDay,
  KeptNotice,
  OrderFilter,
  OrderRow,
  PayOrder,
} from "../../storage/library.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf, QueryOf, RouteName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { found, Refusal } from "../refusal.ts";

type Routes = Extract<
  RouteName,
  `${string}/orders${string}` | `${string}/order-troubles` | `${string}/bills`
>;
type Detail = AnswerOf<"GET /accounts/:account/orders/:order">;
type Happened = Detail["timeline"][number];

const PAGE = 50;
const TROUBLES = 50;
const BILLS = 31;

const whyOf = (code: string) => (code === "" ? null : { code, ...textOfCode(code) });
const noticeOf = ({ code, ...notice }: KeptNotice) => ({ ...notice, why: whyOf(code) });
const lineOf = ({ order, state, refundedFen }: OrderRow) => ({
  ...{ no: order.no, state, way: order.way, follower: order.openid, product: order.product },
  ...{ title: order.title, channel: order.channel, amountFen: order.amountFen, refundedFen },
  createdAtMs: order.createdAtMs,
  paidAtMs: order.paid?.atMs ?? null,
});
const billOf = ({ code, differences, ...bill }: BillDay) => ({
  ...bill,
  differences: [...differences],
  why: whyOf(code),
});

const cursorOf = (text: string | undefined) => {
  if (text === undefined) return null;
  const at = text.indexOf(":");
  return { createdAtMs: Number(text.slice(0, at)), no: text.slice(at + 1) };
};
const filterOf = ({
  follower,
  before: _,
  limit: __,
  ...filter
}: QueryOf<"GET /accounts/:account/orders">): OrderFilter => ({
  ...filter,
  ...(follower === undefined ? {} : { openid: follower }),
});

const step = (what: Happened["what"], atMs: number, more: Partial<Happened> = {}): Happened => ({
  ...{ what, atMs, by: "", fen: null, text: "" },
  ...more,
});
const refundSteps = ({ refunds }: PayOrder): readonly Happened[] =>
  refunds.flatMap(({ fen, reason, by, atMs, doneAtMs, state, no }) => [
    step("refund-asked", atMs, { by, fen, text: reason }),
    ...(doneAtMs === null ? [] : [step("refund-done", doneAtMs, { fen, text: no })]),
    ...(state === "closed" || state === "abnormal"
      ? [step("refund-failed", atMs, { fen, text: no })]
      : []),
  ]);
/** What happened to an order, oldest first, from what is known of it. */
const timelineOf = (order: PayOrder): Happened[] => {
  const { createdAtMs, prepay, paid, closedAtMs, redeemed, amountFen } = order;
  const steps = [
    step("created", createdAtMs, { by: order.openid, fen: amountFen }),
    ...(prepay === null ? [] : [step("prepaid", prepay.askedAtMs)]),
    ...(paid === null
      ? []
      : [step("paid", paid.atMs, { by: order.openid, fen: amountFen, text: paid.transactionId })]),
    ...(closedAtMs === null ? [] : [step("closed", closedAtMs)]),
    ...(redeemed === null ? [] : [step("redeemed", redeemed.atMs, { by: redeemed.by })]),
    ...refundSteps(order),
  ];
  // The platform tells whole seconds: within one, things stand as they follow from each other.
  return steps.sort((a, b) => Math.floor(a.atMs / 1_000) - Math.floor(b.atMs / 1_000));
};

/** A code is as good as what it buys: only its end is shown to who may not give money back. */
const shownCode = (code: string, mayRefund: boolean): string => {
  if (code === "") return "";
  return mayRefund ? spacedCode(code) : `•••• ${code.slice(-4)}`;
};

const detailOf = (row: OrderRow, notices: readonly KeptNotice[], mayRefund: boolean): Detail => {
  const { order, state } = row;
  const isPaid = state === "paid" || state === "redeemed" || state === "refunding";
  return {
    ...lineOf(row),
    mchid: order.mchid,
    transactionId: order.paid?.transactionId ?? null,
    code: shownCode(order.code, mayRefund),
    expiresAtMs: expiresAtMs(order),
    refundableFen: isPaid ? Math.max(0, refundableFen(order)) : 0,
    timeline: timelineOf(order),
    notices: notices.map(noticeOf),
  };
};

/** Orders: found, looked into, refunded, and held to the platform's bills. */
export const orderHandlers = (desk: Desk): HandlersOf<Routes> => {
  const { orders } = desk.orders;
  return {
    "GET /accounts/:account/orders": async ({ params, query }) => {
      const { before, limit = PAGE } = query;
      const filter = filterOf(query);
      const rows = await orders.list(params.account, filter, { after: cursorOf(before), limit });
      const last = rows.length === limit ? rows.at(-1)?.order : undefined;
      return {
        orders: rows.map(lineOf),
        next: last === undefined ? null : `${last.createdAtMs}:${last.no}`,
        sums: { ...(await orders.sums(params.account, filter)) },
      };
    },
    "GET /accounts/:account/orders/:order": async ({ params, can }) => {
      const row = found(await orders.find(params.account, params.order));
      const notices = await orders.noticesOf(params.account, params.order);
      return detailOf(row, notices, can("refund"));
    },
    "POST /accounts/:account/orders/:order/refund": async ({ params, body, me, audit }) => {
      const { account, order: no } = params;
      const { fen = null, reason, key } = body;
      if (Buffer.byteLength(reason) > PAY_LIMITS.reasonBytes) throw new Refusal("bad-request");
      found(await orders.find(account, no));
      const by = me.member.shownName;
      // Written before the platform is asked: whoever gives money back is known whatever comes of it.
      await desk.library.audit.add(audit(no, { fen, reason }));
      const wish = { no, key: `desk\n${no}\n${key}`, fen, reason, by, onlyFor: null };
      const refunded = await refundOrder(desk.orders, account, wish);
      const { state } = found(await orders.find(account, no));
      const why = refunded.ok ? null : whyOf(refunded.code);
      return { state, later: refunded.later === true, why };
    },
    "GET /accounts/:account/order-troubles": async ({ params }) => ({
      troubles: (await orders.troubles(params.account, TROUBLES)).map(noticeOf),
    }),
    "GET /accounts/:account/bills": async ({ params }) => ({
      bills: (await orders.bills(params.account, BILLS)).map(billOf),
    }),
    "POST /accounts/:account/bills": async ({ params, body, audit }) => {
      const { account } = params;
      const { day } = body;
      if (day >= billDayOf(desk.nowMs(account))) throw new Refusal("bad-request");
      await desk.library.audit.add(audit(day));
      const bills = [];
      for (const mchid of await desk.orders.clients.merchants(account))
        bills.push(billOf(await reconcileDay(desk.orders, account, { day, mchid })));
      return { bills };
    },
  };
};
