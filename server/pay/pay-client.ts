import type { AccountId } from "../../engine/index.ts";
import type { PayResult } from "./pay-result.ts";
import type { Bill, Refund, Transaction } from "./transaction.ts";

/** What every order says, however it is paid. */
export interface PrepayOrder {
  /** Ours: 6–32 of letters, digits, `_ - | *`; the same number with the same content may be sent again. */
  readonly outTradeNo: string;
  /** Shown to the payer; longer than 127 characters is cut. */
  readonly description: string;
  /** Integer fen, at least 1. */
  readonly totalFen: number;
  /** Where notifications go: https, no query. A local one may be http on the sandbox. */
  readonly notifyUrl: string;
  /** Comes back in queries and notifications; up to 128 characters. */
  readonly attach?: string;
  /** From then on it cannot be paid; ms since 1970. */
  readonly expiresAtMs?: number;
}
/** What a page gives to `wx.chooseWXPay`, signed by the merchant (contract §6.5). */
export interface JsapiPayParams {
  /** Seconds, as text. */
  readonly timestamp: string;
  readonly nonceStr: string;
  /** `prepay_id=…`. */
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
}
/** What an app gives to the WeChat SDK. */
export interface AppPayParams {
  readonly appid: string;
  readonly partnerid: string;
  readonly prepayid: string;
  readonly package: "Sign=WXPay";
  readonly noncestr: string;
  readonly timestamp: string;
  readonly sign: string;
}
export interface RefundRequest {
  /** Whose money goes back: our order number. */
  readonly outTradeNo: string;
  /** Ours: 1–64 of letters, digits, `_ - | * @`; the same number again is the same refund, never a second one. */
  readonly outRefundNo: string;
  /** Integer fen. */
  readonly refundFen: number;
  /** What the order was paid with, integer fen. */
  readonly totalFen: number;
  /** Shown to the payer, up to 80 bytes. */
  readonly reason?: string;
  readonly notifyUrl?: string;
}

/** Headers of a notification; names in lower case, as Node gives them. */
export type NotificationHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
/** A notification whose signature, time and content were proven. What it says still has to be compared with our order. */
export type PayNotification = {
  /** The same in every repeat. */
  readonly id: string;
  readonly createdAtMs: number;
} & (
  | { readonly kind: "paid"; readonly transaction: Transaction }
  | { readonly kind: "refund"; readonly refund: Refund }
  /** Something we do not act on (a score, a coupon): answer 200. */
  | { readonly kind: "other"; readonly eventType: string }
);
/**
 * Why a notification was refused; answer 401 and nothing else, and change nothing.
 * `probe`: WeChat Pay itself tests whether we check (a signature beginning with `WECHATPAY/SIGNTEST/`): no alarm.
 * `keys`: the platform's certificates could not be had just now; it will come again.
 */
export type NotificationRefused =
  | "headers"
  | "probe"
  | "time"
  | "serial"
  | "signature"
  | "body"
  | "resource"
  | "keys";
export type OpenedNotification =
  | { readonly ok: true; readonly notification: PayNotification }
  | { readonly ok: false; readonly reason: NotificationRefused };

/**
 * WeChat Pay v3 for one merchant. Nothing is thrown because of the platform; what was refused says whether to ask again.
 * Calls are repeated by themselves a few times while the platform is busy; all of them are safe to repeat.
 */
export interface PayClient {
  readonly mchid: string;
  readonly appid: string;
  readonly prepay: {
    /** In the account: for `jsapiParams`. The prepay id lives two hours. `openid` is the payer's for this appid. */
    readonly jsapi: (
      order: PrepayOrder & { readonly openid: string },
    ) => Promise<PayResult<{ readonly prepayId: string }>>;
    /** Scan to pay: `weixin://wxpay/bizpayurl?pr=…`, to be shown as a QR code; lives two hours. */
    readonly native: (order: PrepayOrder) => Promise<PayResult<{ readonly codeUrl: string }>>;
    readonly app: (order: PrepayOrder) => Promise<PayResult<{ readonly prepayId: string }>>;
    /** Outside WeChat, in a phone's browser: an address to open within five minutes; `&redirect_url=` may be added. */
    readonly h5: (
      order: PrepayOrder & { readonly payerIp: string },
    ) => Promise<PayResult<{ readonly h5Url: string }>>;
  };
  readonly jsapiParams: (prepayId: string) => JsapiPayParams;
  readonly appParams: (prepayId: string) => AppPayParams;
  /** By our order number; `pay-ORDER_NOT_EXIST` when it was never prepaid. */
  readonly query: (outTradeNo: string) => Promise<PayResult<Transaction>>;
  /** After it the order cannot be paid any more; `pay-ORDERPAID` when it was. */
  readonly close: (outTradeNo: string) => Promise<PayResult<null>>;
  /** Asked for is not done: the answer is usually PROCESSING. */
  readonly refund: (request: RefundRequest) => Promise<PayResult<Refund>>;
  /** `pay-RESOURCE_NOT_EXISTS` when it was never asked for. */
  readonly queryRefund: (outRefundNo: string) => Promise<PayResult<Refund>>;
  /**
   * The bill of a day in Beijing (`2026-11-23`), there from 10:00 of the next day; checked against its hash.
   * `pay-NO_STATEMENT_EXIST`: nothing was traded, or it is not made yet.
   */
  readonly bill: (dateText: string, kind: "all" | "success" | "refund") => Promise<PayResult<Bill>>;
  /** Proves and opens what was posted to `notifyUrl`; `rawBody` as it came, not parsed and written again. */
  readonly openNotification: (
    headers: NotificationHeaders,
    rawBody: Uint8Array,
  ) => Promise<OpenedNotification>;
}

/** The merchants of all accounts. A notification does not say whose it is: put account and mchid into `notifyUrl`. */
export interface PayClients {
  /** `mchid` `null`: the account's first. A refusal (`pay-no-merchant`) when there is none, or its keys cannot be read. */
  readonly find: (account: AccountId, mchid: string | null) => Promise<PayResult<PayClient>>;
  /** The account's merchants in order; empty when it cannot be paid. Accounts on the sandbox always have one. */
  readonly merchants: (account: AccountId) => Promise<readonly string[]>;
}
