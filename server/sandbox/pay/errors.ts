/** Codes of WeChat Pay v3 with their HTTP status and the platform's words (contract §6.6). */
const codes = {
  PARAM_ERROR: [400, "参数错误"],
  INVALID_REQUEST: [400, "无效请求"],
  APPID_MCHID_NOT_MATCH: [400, "appid和mch_id不匹配"],
  ORDERPAID: [400, "该订单已支付"],
  ORDER_CLOSED: [400, "该订单已关闭"],
  NO_STATEMENT_EXIST: [400, "账单文件不存在"],
  STATEMENT_CREATING: [400, "账单生成中"],
  SIGN_ERROR: [401, "签名错误"],
  NO_AUTH: [403, "商户无权限"],
  OUT_TRADE_NO_USED: [403, "商户订单号重复"],
  NOT_ENOUGH: [403, "基本账户余额不足，请充值后重新发起"],
  ORDER_NOT_EXIST: [404, "订单不存在"],
  RESOURCE_NOT_EXISTS: [404, "资源不存在"],
  OPENID_MISMATCH: [500, "openid和appid不匹配"],
  SYSTEM_ERROR: [500, "系统错误"],
} as const satisfies Readonly<Record<string, readonly [status: number, words: string]>>;
export type PayCode = keyof typeof codes;

/** What was wrong with which part of a request. */
export interface PayDetail {
  readonly field?: string;
  readonly value?: string | number;
  readonly issue?: string;
  readonly location?: "body" | "query" | "authorization";
}

/** An answer that says no. */
export class PayError extends Error {
  readonly code: PayCode;
  readonly status: number;
  readonly detail: PayDetail | undefined;

  constructor(code: PayCode, words?: string, detail?: PayDetail) {
    super(words ?? codes[code][1]);
    this.code = code;
    this.status = codes[code][0];
    this.detail = detail;
  }
}

/** Answers with a code; never returns. */
export const refusePay = (code: PayCode, words?: string, detail?: PayDetail): never => {
  throw new PayError(code, words, detail);
};
