import type { Bill, BillRow } from "./transaction.ts";

/** Digits with up to `places` after the point, as an integer of the smallest unit; `null` for anything else. */
const unitsIn = (text: string, places: number): number | null => {
  const parts = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (parts === null) return null;
  const [, sign = "", whole = "", fraction = ""] = parts;
  if (fraction.length > places && !/^0*$/.test(fraction.slice(places))) return null;
  const units = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  return sign === "-" ? -units : units;
};
const FEN_PLACES = 2;
const MICRO_PLACES = 6;

/** A line of the bill by the names of its columns. */
type Line = ReadonlyMap<string, string>;

/** Every value stands behind a backtick, so that a comma in a name divides nothing. */
const valuesOf = (line: string): readonly string[] => line.replace(/^`/, "").split(",`");
const lineOf = (columns: readonly string[], line: string): Line | null => {
  const values = valuesOf(line);
  if (values.length !== columns.length) return null;
  return new Map(columns.map((name, place) => [name, (values[place] ?? "").trim()]));
};

const textIn = (line: Line, name: string): string => line.get(name) ?? "";
/** The first of these columns that the bill has; which there are depends on the bill's kind. */
const fenIn = (line: Line, ...names: readonly string[]): number | null => {
  const name = names.find((one) => line.has(one));
  return name === undefined ? 0 : unitsIn(textIn(line, name), FEN_PLACES);
};
const beijingMs = (text: string): number | null => {
  const ms = Date.parse(`${text.replace(" ", "T")}+08:00`);
  return Number.isNaN(ms) ? null : ms;
};

const kindOf = (line: Line): BillRow["kind"] =>
  textIn(line, "微信退款单号") === "" || textIn(line, "微信退款单号") === "0" ? "paid" : "refund";

const rowOf = (line: Line): BillRow | null => {
  const atMs = beijingMs(textIn(line, "交易时间"));
  const totalFen = fenIn(line, "订单金额", "应结订单金额");
  const refundFen = fenIn(line, "申请退款金额", "退款金额");
  const feeMicroYuan = unitsIn(textIn(line, "手续费") || "0", MICRO_PLACES);
  if (atMs === null || totalFen === null || refundFen === null || feeMicroYuan === null)
    return null;
  const kind = kindOf(line);
  const isRefund = kind === "refund";
  return {
    kind,
    atMs,
    appid: textIn(line, "公众账号ID"),
    mchid: textIn(line, "商户号"),
    transactionId: textIn(line, "微信订单号"),
    outTradeNo: textIn(line, "商户订单号"),
    openid: textIn(line, "用户标识"),
    tradeType: textIn(line, "交易类型"),
    totalFen: isRefund ? 0 : totalFen,
    refundId: isRefund ? textIn(line, "微信退款单号") : "",
    outRefundNo: isRefund ? textIn(line, "商户退款单号") : "",
    refundFen: isRefund ? refundFen : 0,
    refundStatus: isRefund ? textIn(line, "退款状态") : "",
    product: textIn(line, "商品名称"),
    attach: textIn(line, "商户数据包"),
    feeMicroYuan,
  };
};

const totalOf = (line: Line): Omit<Bill, "rows"> | null => {
  const trades = unitsIn(textIn(line, "总交易单数"), 0);
  const totalFen = fenIn(line, "订单总金额", "应结订单总金额");
  const refundFen = fenIn(line, "申请退款总金额", "退款总金额");
  return trades === null || totalFen === null || refundFen === null
    ? null
    : { trades, totalFen, refundFen };
};

const FIRST = "交易时间,";
const LAST = "总交易单数,";

/** Reads the text of a bill; `null` when a line does not hold together: a bill is whole or none. */
export const readBill = (text: string): Bill | null => {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const last = lines.length - 2;
  const [first] = lines;
  if (first?.startsWith(FIRST) !== true || lines[last]?.startsWith(LAST) !== true) return null;
  const columns = first.split(",");
  const rows: BillRow[] = [];
  for (const written of lines.slice(1, last)) {
    const line = lineOf(columns, written);
    const row = line === null ? null : rowOf(line);
    if (row === null) return null;
    rows.push(row);
  }
  const sums = lineOf((lines[last] ?? "").split(","), lines[last + 1] ?? "");
  const total = sums === null ? null : totalOf(sums);
  return total === null || total.trades !== rows.length ? null : { rows, ...total };
};
