import type { Account, AccountId, OpenId } from "../../engine/index.ts";
import { durationMs } from "../../engine/index.ts";
import { PAY_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { OrderRow, Orders, PayOrder } from "../storage/orders.ts";
import type { Changed } from "./change-order.ts";
import { changeOf, changeOrder } from "./change-order.ts";
import { payableUntilMs } from "./check-times.ts";
import { NEVER_PREPAID } from "./codes.ts";
import type { HearDeps, Merchant } from "./hear.ts";
import { hearTransaction } from "./hear.ts";
import { expiresAtMs, stateOf } from "./order-machine.ts";
import type { OrderNumbers } from "./order-numbers.ts";
import type { JsapiPayParams, PayClient, PayClients } from "./pay-client.ts";
import type { PayResult } from "./pay-result.ts";

export interface OrderDeskDeps extends HearDeps {
  readonly orders: Orders;
  readonly clients: PayClients;
  readonly settings: (account: AccountId) => Promise<Account | null>;
  readonly nowMs: NowMs;
  readonly numbers: OrderNumbers;
  /** Where WeChat Pay tells us what happened. */
  readonly notifyUrl: (account: AccountId, mchid: string) => string;
}
/** What somebody wants to buy. */
export interface Wish {
  /** Of what asks for it: a second time it is the same order. */
  readonly key: string;
  readonly way: PayOrder["way"];
  /** `""` where anybody may pay. */
  readonly openid: OpenId;
  /** `""` for a bare amount. */
  readonly product: string;
  readonly amountFen: number;
  readonly channel: string;
}
/** So much time a prepay must have left to be used again. */
const LEFT_MS = 5 * 60_000;

export const merchantOf = (account: AccountId, { mchid, appid }: PayClient): Merchant => ({
  account,
  mchid,
  appid,
});

const newOrder = async (
  deps: OrderDeskDeps,
  account: Account,
  wish: Wish,
): Promise<{ readonly order: PayOrder; readonly most: number | null } | string> => {
  const { key, way, openid, channel } = wish;
  const product = account.products.find(({ id }) => id === wish.product);
  if (wish.product !== "" && product === undefined) return "pay-unknown-product";
  const [mchid] = await deps.clients.merchants(account.id);
  if (mchid === undefined) return "pay-no-merchant";
  const amountFen = product?.priceFen ?? wish.amountFen;
  if (amountFen < PAY_LIMITS.minFen || amountFen > PAY_LIMITS.maxFen) return "pay-wrong-amount";
  const no = deps.numbers.no(account.id, key);
  const isVoucher = product !== undefined && product.valid !== "";
  const order: PayOrder = {
    ...{ no, mchid, way, openid, channel, amountFen },
    product: wish.product,
    title: product?.name ?? account.name,
    validMs: isVoucher ? durationMs(product.valid) : null,
    code: isVoucher ? deps.numbers.code(account.id, no) : "",
    createdAtMs: deps.nowMs(account.id),
    ...{ prepay: null, paid: null, closedAtMs: null, redeemed: null, refunds: [] },
  };
  return { order, most: product?.stock ?? null };
};

/** Makes an order; the same key again gives the order it made. */
export const placeOrder = async (
  deps: OrderDeskDeps,
  id: AccountId,
  wish: Wish,
): Promise<Changed> => {
  const no = deps.numbers.no(id, wish.key);
  const known = await deps.orders.find(id, no);
  if (known !== null) return { ok: true, row: known };
  const account = await deps.settings(id);
  if (account === null) return { ok: false, code: "order-unknown", row: null };
  const made = await newOrder(deps, account, wish);
  if (typeof made === "string") return { ok: false, code: made, row: null };
  const { order, most } = made;
  const of = { before: null, order, notice: null };
  const change = changeOf(id, of, { nowMs: deps.nowMs(id), most });
  const saved = await deps.orders.save(id, change);
  if (saved === "sold-out") return { ok: false, code: "pay-sold-out", row: null };
  const row = await deps.orders.find(id, no);
  return row === null ? { ok: false, code: "order-unknown", row } : { ok: true, row };
};

/** What a page needs to be paid by, or why it cannot be. */
export type Payable =
  | {
      readonly ok: true;
      readonly row: OrderRow;
      readonly prepay: string;
      readonly params: JsapiPayParams | null;
    }
  | { readonly ok: false; readonly code: string; readonly row: OrderRow };

const askPrepay = async (
  deps: OrderDeskDeps,
  client: PayClient,
  { account, order }: { readonly account: AccountId; readonly order: PayOrder },
): Promise<PayResult<string>> => {
  const asked = {
    outTradeNo: order.no,
    description: order.title,
    totalFen: order.amountFen,
    notifyUrl: deps.notifyUrl(account, order.mchid),
    expiresAtMs: payableUntilMs(order),
  };
  if (order.way === "native") {
    const made = await client.prepay.native(asked);
    return made.ok ? { ok: true, data: made.data.codeUrl } : made;
  }
  const made = await client.prepay.jsapi({ ...asked, openid: order.openid });
  return made.ok ? { ok: true, data: made.data.prepayId } : made;
};

/** Asks the platform to take the money of an order; nothing is shown to the buyer before we know that they may pay. */
export const prepayOrder = async (
  deps: OrderDeskDeps,
  account: AccountId,
  row: OrderRow,
): Promise<Payable> => {
  const { order } = row;
  const nowMs = deps.nowMs(account);
  const state = stateOf(order);
  if (state !== "created" && state !== "paying") return { ok: false, code: `order-${state}`, row };
  const untilMs = payableUntilMs(order);
  if (untilMs <= nowMs + LEFT_MS) return { ok: false, code: "order-late", row };
  const found = await deps.clients.find(account, order.mchid);
  if (!found.ok) return { ok: false, code: found.code, row };
  const client = found.data;
  const asked: PayResult<string> =
    order.prepay === null
      ? await askPrepay(deps, client, { account, order })
      : { ok: true, data: order.prepay.is };
  if (!asked.ok) return { ok: false, code: asked.code, row };
  const prepay = { is: asked.data, untilMs, askedAtMs: nowMs };
  const changed = await changeOrder(deps, account, {
    no: order.no,
    decide: () => [{ kind: "prepaid", prepay }],
  });
  if (!changed.ok) return { ok: false, code: changed.code, row };
  const params = order.way === "jsapi" ? client.jsapiParams(prepay.is) : null;
  return { ok: true, row: changed.row, prepay: prepay.is, params };
};

/** Asks the platform what became of an order. */
export const lookAtOrder = async (
  deps: OrderDeskDeps,
  account: AccountId,
  row: OrderRow,
): Promise<Changed> => {
  const found = await deps.clients.find(account, row.order.mchid);
  if (!found.ok) return { ok: false, code: found.code, row };
  const told = await found.data.query(row.order.no);
  if (!told.ok) return { ok: false, code: told.code, row };
  return hearTransaction(deps, merchantOf(account, found.data), { told: told.data, origin: null });
};

/** Ends an order that nobody has paid; one that was paid after all is learned of instead. */
export const closeOrder = async (
  deps: OrderDeskDeps,
  account: AccountId,
  row: OrderRow,
): Promise<Changed> => {
  const looked = await lookAtOrder(deps, account, row);
  if (!looked.ok && looked.code !== NEVER_PREPAID) return looked;
  const state = looked.row?.state ?? row.state;
  if (state !== "created" && state !== "paying") return looked;
  if (looked.ok) {
    const found = await deps.clients.find(account, row.order.mchid);
    const closed = found.ok ? await found.data.close(row.order.no) : found;
    if (!closed.ok && closed.code !== NEVER_PREPAID) return { ok: false, code: closed.code, row };
  }
  const atMs = deps.nowMs(account);
  return changeOrder(deps, account, {
    no: row.order.no,
    decide: () => [{ kind: "closed", atMs }],
  });
};

/** Redeems a voucher, once: of two at the same time one is told that it is used. `by` is who did it. */
export const redeemOrder = (
  deps: OrderDeskDeps,
  account: AccountId,
  { no, by }: { readonly no: string; readonly by: string },
): Promise<Changed> => {
  const atMs = deps.nowMs(account);
  return changeOrder(deps, account, {
    no,
    decide: ({ order }) => {
      if (order.code === "") return { refused: "order-no-voucher" };
      if (order.redeemed !== null) return { refused: "order-redeemed" };
      const state = stateOf(order);
      if (state !== "paid") return { refused: `order-${state}` };
      const untilMs = expiresAtMs(order);
      if (untilMs !== null && untilMs <= atMs) return { refused: "order-expired" };
      return [{ kind: "redeemed", atMs, by }];
    },
  });
};
