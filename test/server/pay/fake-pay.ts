import type { PayClient, PayClients } from "../../../server/pay/pay-client.ts";
import type { PayRefusal, PayResult } from "../../../server/pay/pay-result.ts";
import type { Bill, Refund, Transaction } from "../../../server/pay/transaction.ts";

/** An account that nobody can pay. */
export const noMerchants: PayClients = {
  find: async () => refusal("pay-no-merchant"),
  merchants: async () => [],
};

export const MCHID = "1900000001";
export const APPID = "wx0123456789abcdef";

const refusal = (code: string, retry: PayRefusal["retry"] = "never"): PayRefusal => ({
  ok: false,
  code,
  status: null,
  message: code,
  retry,
  remedy: { "zh-CN": code, en: code },
});

/** WeChat Pay's side of the port, kept in memory: the tests play the payer. */
export const fakePay = (nowMs: () => number) => {
  const trades = new Map<string, Transaction>();
  const refunds = new Map<string, Refund>();
  const asked: string[] = [];
  /** What the platform's bill of any day says; `null`: there is none. */
  const bills: { bill: Bill | null } = { bill: null };
  /** Calls of these names are refused with that code. */
  const failing = new Map<string, PayRefusal>();
  const answer = <T>(name: string, data: () => T | null, missing: string): PayResult<T> => {
    asked.push(name);
    const failed = failing.get(name);
    if (failed !== undefined) return failed;
    const found = data();
    return found === null ? refusal(missing) : { ok: true, data: found };
  };
  const begin = (outTradeNo: string, totalFen: number, openid: string | null): void => {
    if (trades.has(outTradeNo)) return;
    trades.set(outTradeNo, {
      ...{ mchid: MCHID, appid: APPID, outTradeNo, attach: "", stateText: "" },
      transactionId: null,
      state: "NOTPAY",
      tradeType: null,
      paidAtMs: null,
      openid,
      totalFen,
      payerTotalFen: null,
      currency: "CNY",
    });
  };
  const client: PayClient = {
    mchid: MCHID,
    appid: APPID,
    prepay: {
      jsapi: async ({ outTradeNo, totalFen, openid }) =>
        answer(
          "jsapi",
          () => {
            begin(outTradeNo, totalFen, openid);
            return { prepayId: `wx${outTradeNo}` };
          },
          "",
        ),
      native: async ({ outTradeNo, totalFen }) =>
        answer(
          "native",
          () => {
            begin(outTradeNo, totalFen, null);
            return { codeUrl: `weixin://wxpay/bizpayurl?pr=${outTradeNo}` };
          },
          "",
        ),
      app: async () => refusal("pay-NO_AUTH"),
      h5: async () => refusal("pay-NO_AUTH"),
    },
    jsapiParams: (prepayId) => ({
      timestamp: "1",
      nonceStr: "n",
      package: `prepay_id=${prepayId}`,
      signType: "RSA",
      paySign: "sign",
    }),
    appParams: () => {
      throw new Error("no app");
    },
    query: async (no) => answer("query", () => trades.get(no) ?? null, "pay-ORDER_NOT_EXIST"),
    close: async (no) => {
      const trade = trades.get(no);
      if (trade !== undefined) trades.set(no, { ...trade, state: "CLOSED" });
      asked.push("close");
      return { ok: true, data: null };
    },
    refund: async ({ outTradeNo, outRefundNo, refundFen, totalFen }) =>
      answer(
        "refund",
        () => {
          const refund: Refund = refunds.get(outRefundNo) ?? {
            ...{ refundId: `50${outRefundNo}`, outRefundNo, transactionId: "42", outTradeNo },
            ...{ status: "PROCESSING", receivedBy: "", succeededAtMs: null, refundFen, totalFen },
          };
          refunds.set(outRefundNo, refund);
          return refund;
        },
        "",
      ),
    queryRefund: async (no) =>
      answer("queryRefund", () => refunds.get(no) ?? null, "pay-RESOURCE_NOT_EXISTS"),
    bill: async () => answer<Bill>("bill", () => bills.bill, "pay-NO_STATEMENT_EXIST"),
    openNotification: async () => ({ ok: false, reason: "headers" }),
  };
  const clients: PayClients = {
    find: async () => ({ ok: true, data: client }),
    merchants: async () => [MCHID],
  };
  /** The payer pays; what the platform would tell of it. */
  const pay = (outTradeNo: string, openid = "o1"): Transaction => {
    const trade = trades.get(outTradeNo);
    if (trade === undefined) throw new Error(`${outTradeNo} was never prepaid`);
    const paid: Transaction = {
      ...trade,
      transactionId: `4200${outTradeNo}`,
      state: "SUCCESS",
      tradeType: "JSAPI",
      paidAtMs: nowMs(),
      openid,
      payerTotalFen: trade.totalFen,
    };
    trades.set(outTradeNo, paid);
    return paid;
  };
  /** The money has gone back. */
  const finishRefund = (no: string, status: Refund["status"] = "SUCCESS"): Refund => {
    const refund = refunds.get(no);
    if (refund === undefined) throw new Error(`${no} was never asked for`);
    const done = { ...refund, status, succeededAtMs: status === "SUCCESS" ? nowMs() : null };
    refunds.set(no, done);
    return done;
  };
  const fail = (name: string, code: string, retry: PayRefusal["retry"]): void => {
    failing.set(name, refusal(code, retry));
  };
  return { client, clients, bills, trades, refunds, asked, failing, pay, finishRefund, fail };
};
