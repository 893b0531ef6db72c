import type { LocalText } from "../../engine/index.ts";
import type { PayRefusal, PayRetry } from "./pay-result.ts";

interface Row {
  readonly retry: PayRetry;
  readonly means: LocalText;
  readonly remedy: LocalText;
}
type Both = readonly [zh: string, en: string];
const row = (retry: PayRetry, [zh, en]: Both, [zhRemedy, enRemedy]: Both): Row => ({
  retry,
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

const itself: Both = ["系统会自动重试。", "It is tried again by itself."];
const keys: Both = [
  "请在 account.yaml 的 merchants 里核对 mchid、privateKey 与 serial（商户平台 → 账户中心 → API 安全）。",
  "Compare mchid, privateKey and serial under merchants in account.yaml with the merchant's console (Account → API security).",
];
const report: Both = [
  "这多半是本程序的错误，请连同日志一起反馈。",
  "This is most likely a mistake of this program; report it with the log.",
];
const again: Both = ["请重新下单。", "Make a new order."];
const none: Both = ["无需处理。", "Nothing needs to be done."];
const opened: Both = [
  "请在商户平台查看产品权限与账户状态。",
  "Look at the merchant's products and state in the merchant's console.",
];
const money: Both = [
  "请给商户账户充值，再用同一个退款单号重试。",
  "Put money into the merchant's account, then try again with the same refund number.",
];
const person: Both = [
  "请在商户平台人工处理这笔退款。",
  "Handle this refund by hand in the merchant's console.",
];
const appid: Both = [
  "请在商户平台把公众号的 appId 授权给这个商户号（产品中心 → AppID 账号管理）。",
  "Bind the account's appId to the merchant in the merchant's console (Products → AppID).",
];

/** The platform's codes (contract §6, and what its pages list for orders, refunds and bills). */
const platform: Readonly<Record<string, Row>> = {
  PARAM_ERROR: row("never", ["参数不合规", "a parameter is wrong"], report),
  INVALID_REQUEST: row(
    "never",
    ["请求不合规", "the request is not allowed"],
    [
      "请核对订单状态与商户设置；详情见微信的说明。",
      "Compare the order's state and the merchant's settings; the platform's words say more.",
    ],
  ),
  SIGN_ERROR: row("never", ["签名不对", "the signature is wrong"], keys),
  MCH_NOT_EXISTS: row("never", ["商户号不存在", "there is no such merchant"], keys),
  NO_AUTH: row("never", ["商户没有这个权限", "the merchant has no right to this"], opened),
  ACCOUNT_ERROR: row("never", ["账户异常", "the account is in no good state"], opened),
  CONTRACT_ERROR: row("never", ["协议有误或已到期", "the contract is wrong or has ended"], opened),
  APPID_MCHID_NOT_MATCH: row(
    "never",
    ["appId 与商户号没有绑定", "the appid is not bound to the merchant"],
    appid,
  ),
  OPENID_MISMATCH: row(
    "never",
    ["openid 不属于这个 appId", "the openid is not of this appid"],
    ["请让付款的人在本公众号里打开支付页。", "Let the payer open the page inside this account."],
  ),
  OUT_TRADE_NO_USED: row(
    "never",
    ["订单号已用于另一笔订单", "the order number was used for another order"],
    again,
  ),
  ORDER_NOT_EXIST: row("never", ["微信没有这笔订单", "there is no such order"], none),
  ORDERPAID: row("never", ["订单已支付", "the order is paid"], none),
  ORDER_CLOSED: row("never", ["订单已关闭", "the order is closed"], again),
  USERPAYING: row("soon", ["用户正在支付", "the payer is paying just now"], itself),
  TRADE_ERROR: row("never", ["交易失败", "the trade failed"], again),
  RULE_LIMIT: row("never", ["被业务规则限制", "a rule of the platform forbids it"], opened),
  RULELIMIT: row("never", ["被业务规则限制", "a rule of the platform forbids it"], opened),
  REQUEST_BLOCKED: row("never", ["请求被拦截", "the request was blocked"], opened),
  NOT_ENOUGH: row("never", ["商户余额不足", "the merchant has not enough money"], money),
  NOTENOUGH: row("never", ["商户余额不足", "the merchant has not enough money"], money),
  USER_ACCOUNT_ABNORMAL: row(
    "never",
    ["付款人的账户已注销或异常", "the payer's account is closed or in no good state"],
    person,
  ),
  RESOURCE_NOT_EXISTS: row("never", ["微信没有这笔退款或资源", "there is no such refund"], none),
  RESOURCE_ALREADY_EXISTS: row("never", ["已存在", "it is there already"], none),
  NO_STATEMENT_EXIST: row(
    "never",
    ["这一天没有账单", "there is no bill of that day"],
    [
      "这天没有交易，或账单还没有生成（次日 10 点后再取）。",
      "Nothing was traded, or it is not made yet (it is there from 10:00 of the next day).",
    ],
  ),
  STATEMENT_CREATING: row("soon", ["账单正在生成", "the bill is being made"], itself),
  FREQUENCY_LIMITED: row("soon", ["调用太频繁", "too many calls"], itself),
  FREQUENCY_LIMIT_EXCEED: row("soon", ["调用太频繁", "too many calls"], itself),
  RATELIMIT_EXCEEDED: row("soon", ["调用太频繁", "too many calls"], itself),
  BIZERR_NEED_RETRY: row("soon", ["微信请求重试", "the platform asks to try again"], itself),
  BANK_ERROR: row("soon", ["银行系统异常", "the bank does not answer"], itself),
  BANKERROR: row("soon", ["银行系统异常", "the bank does not answer"], itself),
  SYSTEM_ERROR: row("soon", ["微信支付系统错误", "WeChat Pay has a failure"], itself),
  SYSTEMERROR: row("soon", ["微信支付系统错误", "WeChat Pay has a failure"], itself),
};

/** What is not the platform's: nothing was answered, nothing was asked, or the answer cannot be believed. */
const own = {
  unreachable: row("soon", ["连不上微信支付", "WeChat Pay cannot be reached"], itself),
  timeout: row("soon", ["微信支付没有按时回答", "WeChat Pay did not answer in time"], itself),
  unreadable: row(
    "soon",
    ["微信支付的回答读不懂", "the answer of WeChat Pay cannot be read"],
    itself,
  ),
  "too-large": row(
    "never",
    ["微信支付的回答过大", "the answer of WeChat Pay is too large"],
    report,
  ),
  unproven: row(
    "soon",
    [
      "微信支付的回答验签失败，没有采用",
      "the answer's signature does not hold; it was not believed",
    ],
    [
      "请核对 merchants 里的 apiV3Key、publicKeyId 与 publicKey，以及服务器时间。",
      "Compare apiV3Key, publicKeyId and publicKey under merchants, and this server's clock.",
    ],
  ),
  "no-merchant": row(
    "never",
    ["这个账号没有这个商户号", "the account has no such merchant"],
    [
      "请在 account.yaml 写 merchants: [{ mchid, apiV3Key, privateKey, serial }]。",
      "Write merchants: [{ mchid, apiV3Key, privateKey, serial }] into account.yaml.",
    ],
  ),
  "bad-keys": row(
    "never",
    ["商户的密钥没有设置或读不懂", "the merchant's keys are not set or cannot be read"],
    [
      "请检查 merchants 里 env: 的变量；私钥是 apiclient_key.pem 的全文，apiV3Key 是 32 位。",
      "Check the env: variables under merchants: the private key is the text of apiclient_key.pem, apiV3Key has 32 characters.",
    ],
  ),
  "no-sandbox": row(
    "soon",
    ["本机沙盒没有启动", "the local sandbox does not run"],
    ["请检查 YINGDA_SANDBOX。", "Check YINGDA_SANDBOX."],
  ),
  "bill-hash": row("soon", ["账单与它的摘要不符", "the bill does not match its hash"], itself),
} as const satisfies Readonly<Record<string, Row>>;
export type OwnPayCode = keyof typeof own;

const unknown = (code: string): Row =>
  row(
    "never",
    [`微信支付回答 ${code}`, `WeChat Pay answered ${code}`],
    ["请查看微信支付的错误码说明。", "Look the code up in the platform's documents."],
  );

/** Some of the platform's interfaces write a code without its underlines; here it has one spelling, the contract's. */
const spellings: ReadonlyMap<string, string> = new Map([["ORDERNOTEXIST", "ORDER_NOT_EXIST"]]);
/** The platform's word for an order that it never heard of: never prepaid, so that nobody can pay it. */
export const NEVER_PREPAID = "pay-ORDER_NOT_EXIST";

/** A refusal in the platform's words. A code that nobody listed is asked for again when the platform itself failed. */
export const refusedByPlatform = (said: string, status: number, message: string): PayRefusal => {
  const code = spellings.get(said) ?? said;
  const known = Object.hasOwn(platform, code) ? platform[code] : undefined;
  const { retry, remedy } = known ?? { ...unknown(code), retry: status >= 500 ? "soon" : "never" };
  return { ok: false, code: `pay-${code}`, status, message, retry, remedy };
};

/** A refusal of our own. */
export const refusedByUs = (code: OwnPayCode, message: string): PayRefusal => {
  const { retry, remedy } = own[code];
  return { ok: false, code: `pay-${code}`, status: null, message, retry, remedy };
};

/** All codes with their words, `pay-` before each. */
export const payCodes: Readonly<Record<string, Row>> = Object.fromEntries(
  Object.entries({ ...platform, ...own }).map(([code, text]) => [`pay-${code}`, text]),
);
