import { hash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { PLATFORM_OFFSET_MS } from "../../../engine/limits.ts";
import { platformDay } from "../state/time.ts";
import { refusePay } from "./errors.ts";
import type { SandboxOrder, SandboxRefund } from "./orders.ts";
import { payTime } from "./orders.ts";
import type { PayAnswer, PayCall, PayRoute } from "./request.ts";

const DAY_MS = 86_400_000;
/** Bills of a day are there from ten o'clock of the next. */
const READY_MS = DAY_MS + 10 * 3_600_000;
const FEE_PART = 0.006;

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const fee = (fen: number): string => ((fen / 100) * FEE_PART).toFixed(5);
const when = (ms: number): string => payTime(ms).slice(0, 19).replace("T", " ");
/** The bill is divided by commas, so names may hold none. */
const plain = (text: string): string => text.replaceAll(/[`\r\n]/g, " ");

type BillType = "ALL" | "SUCCESS" | "REFUND";
interface Trade {
  readonly order: SandboxOrder;
  /** `null`: the payment itself. */
  readonly refund: SandboxRefund | null;
  readonly atMs: number;
}
type Column = readonly [name: string, value: (trade: Trade) => string, only?: readonly BillType[]];

const WITH_REFUNDS: readonly BillType[] = ["ALL", "REFUND"];
const ONLY_REFUNDS: readonly BillType[] = ["REFUND"];
const refunded =
  (of: (refund: SandboxRefund) => string, otherwise: string) =>
  ({ refund }: Trade): string =>
    refund === null ? otherwise : of(refund);
const paid =
  (of: (order: SandboxOrder) => string, otherwise: string) =>
  ({ order, refund }: Trade): string =>
    refund === null ? of(order) : otherwise;

const columns: readonly Column[] = [
  ["交易时间", ({ atMs }) => when(atMs)],
  ["公众账号ID", ({ order }) => order.appid],
  ["商户号", ({ order }) => order.mchid],
  ["特约商户号", () => "0"],
  ["设备号", () => ""],
  ["微信订单号", ({ order }) => order.transactionId],
  ["商户订单号", ({ order }) => order.outTradeNo],
  ["用户标识", ({ order }) => order.openid],
  ["交易类型", ({ order }) => order.tradeType],
  ["交易状态", paid(() => "SUCCESS", "REFUND")],
  ["付款银行", () => "OTHERS"],
  ["货币种类", () => "CNY"],
  ["应结订单金额", paid(({ totalFen }) => yuan(totalFen), "0.00")],
  ["代金券金额", () => "0.00"],
  ["退款申请时间", refunded(({ createdAtMs }) => when(createdAtMs), ""), ONLY_REFUNDS],
  [
    "退款成功时间",
    refunded(({ doneAtMs }) => (doneAtMs === 0 ? "" : when(doneAtMs)), ""),
    ONLY_REFUNDS,
  ],
  ["微信退款单号", refunded(({ refundId }) => refundId, "0"), WITH_REFUNDS],
  ["商户退款单号", refunded(({ outRefundNo }) => outRefundNo, "0"), WITH_REFUNDS],
  ["退款金额", refunded(({ refundFen }) => yuan(refundFen), "0.00"), WITH_REFUNDS],
  ["充值券退款金额", () => "0.00", WITH_REFUNDS],
  ["退款类型", refunded(() => "ORIGINAL", ""), WITH_REFUNDS],
  ["退款状态", refunded(({ status }) => status, ""), WITH_REFUNDS],
  ["商品名称", ({ order }) => plain(order.description)],
  ["商户数据包", ({ order }) => plain(order.attach)],
  ["手续费", ({ order, refund }) => fee(refund === null ? order.totalFen : -refund.refundFen)],
  ["费率", () => "0.60%"],
  ["订单金额", paid(({ totalFen }) => yuan(totalFen), "0.00")],
  ["申请退款金额", refunded(({ refundFen }) => yuan(refundFen), "0.00"), WITH_REFUNDS],
  ["费率备注", () => ""],
];

const tradesOf = (
  { core, merchant }: PayCall,
  fromMs: number,
  type: BillType,
): readonly Trade[] => {
  const { orders } = core.pay;
  const untilMs = fromMs + DAY_MS;
  const payments: readonly Trade[] = orders
    .paidBetween(merchant.mchid, fromMs, untilMs)
    .map((order) => ({ order, refund: null, atMs: order.paidAtMs }));
  const refunds = orders
    .refundsBetween(merchant.mchid, fromMs, untilMs)
    .flatMap((refund): readonly Trade[] => {
      const order = orders.find(refund.mchid, refund.outTradeNo);
      return order === undefined ? [] : [{ order, refund, atMs: refund.createdAtMs }];
    });
  const all = [...(type === "REFUND" ? [] : payments), ...(type === "SUCCESS" ? [] : refunds)];
  return all.sort((a, b) => a.atMs - b.atMs);
};

const lineOf = (values: readonly string[]): string => values.map((one) => `\`${one}`).join(",");

const sumsOf = (trades: readonly Trade[]): readonly (readonly [string, string])[] => {
  const total = trades.reduce(
    (sum, { order, refund }) => sum + (refund === null ? order.totalFen : 0),
    0,
  );
  const back = trades.reduce((sum, { refund }) => sum + (refund?.refundFen ?? 0), 0);
  return [
    ["总交易单数", String(trades.length)],
    ["应结订单总金额", yuan(total)],
    ["退款总金额", yuan(back)],
    ["充值券退款总金额", "0.00"],
    ["手续费总金额", fee(total - back)],
    ["订单总金额", yuan(total)],
    ["申请退款总金额", yuan(back)],
  ];
};

const billText = (trades: readonly Trade[], type: BillType): string => {
  const shown = columns.filter(([, , only]) => only === undefined || only.includes(type));
  const sums = sumsOf(trades);
  const lines = [
    shown.map(([name]) => name).join(","),
    ...trades.map((trade) => lineOf(shown.map(([, value]) => value(trade)))),
    sums.map(([name]) => name).join(","),
    lineOf(sums.map(([, value]) => value)),
  ];
  return `\uFEFF${lines.join("\r\n")}\r\n`;
};

const FLOW_COLUMNS =
  "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";
const FLOW_SUMS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

const flowText = (trades: readonly Trade[]): string => {
  let balanceFen = 0;
  const sums = { in: 0, inFen: 0, out: 0, outFen: 0 };
  const lines = trades.map(({ order, refund, atMs }) => {
    const fen = refund === null ? order.totalFen : refund.refundFen;
    balanceFen += refund === null ? fen : -fen;
    if (refund === null) {
      sums.in += 1;
      sums.inFen += fen;
    } else {
      sums.out += 1;
      sums.outFen += fen;
    }
    const kind = refund === null ? ["交易", "交易", "收入"] : ["退款", "退款", "支出"];
    const ids = [order.transactionId, refund?.refundId ?? order.transactionId];
    const proof = refund?.outRefundNo ?? order.outTradeNo;
    return lineOf([when(atMs), ...ids, ...kind, yuan(fen), yuan(balanceFen), "system", "", proof]);
  });
  const last = [trades.length, sums.in, yuan(sums.inFen), sums.out, yuan(sums.outFen)].map(String);
  return `\uFEFF${[FLOW_COLUMNS, ...lines, FLOW_SUMS, lineOf(last)].join("\r\n")}\r\n`;
};

/** What a bill is asked by; it travels as the token of its address. */
interface Asked {
  readonly flow: boolean;
  readonly date: string;
  readonly type: BillType;
  readonly isPacked: boolean;
}

const isBillType = (text: string): text is BillType =>
  text === "ALL" || text === "SUCCESS" || text === "REFUND";

const askedFor = ({ query, core }: PayCall, flow: boolean): Asked => {
  const date = query.get("bill_date") ?? "";
  const type = flow ? "ALL" : (query.get("bill_type") ?? "ALL");
  const fromMs = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(fromMs))
    return refusePay("PARAM_ERROR", "bill_date格式不正确", { field: "/bill_date" });
  if (!isBillType(type))
    return refusePay("PARAM_ERROR", "bill_type不正确", { field: "/bill_type" });
  const nowMs = core.time.nowMs();
  if (date >= platformDay(nowMs))
    return refusePay("PARAM_ERROR", "只能下载昨天及更早的账单", { field: "/bill_date" });
  if (nowMs < fromMs - PLATFORM_OFFSET_MS + READY_MS) return refusePay("NO_STATEMENT_EXIST");
  return { flow, date, type, isPacked: query.get("tar_type") === "GZIP" };
};

const textOf = (call: PayCall, { flow, date, type }: Asked): string => {
  const trades = tradesOf(call, Date.parse(`${date}T00:00:00Z`) - PLATFORM_OFFSET_MS, type);
  if (trades.length === 0) return refusePay("NO_STATEMENT_EXIST");
  return flow ? flowText(trades) : billText(trades, type);
};

const bill =
  (flow: boolean) =>
  (call: PayCall): PayAnswer => {
    const asked = askedFor(call, flow);
    const token = Buffer.from(JSON.stringify(asked)).toString("base64url");
    return {
      json: {
        hash_type: "SHA1",
        hash_value: hash("sha1", textOf(call, asked)),
        download_url: `${call.core.publicUrl()}/v3/billdownload/file?token=${token}`,
      },
    };
  };

const tokenIn = (query: URLSearchParams): Asked => {
  try {
    const text = Buffer.from(query.get("token") ?? "", "base64url").toString();
    return JSON.parse(text) as Asked;
  } catch {
    return refusePay("PARAM_ERROR", "token不正确", { field: "/token", location: "query" });
  }
};

const download = (call: PayCall): PayAnswer => {
  const asked = tokenIn(call.query);
  const bytes = Buffer.from(textOf(call, asked));
  return asked.isPacked
    ? { file: gzipSync(bytes), type: "application/gzip" }
    : { file: bytes, type: "text/plain; charset=utf-8" };
};

/** Bills of trades and of money; the hash is that of the file before it is packed. */
export const billRoutes: readonly PayRoute[] = [
  { method: "GET", path: "/v3/bill/tradebill", answer: bill(false) },
  { method: "GET", path: "/v3/bill/fundflowbill", answer: bill(true) },
  { method: "GET", path: "/v3/billdownload/file", answer: download },
];
