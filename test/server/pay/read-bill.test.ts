import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { readBill } from "../../../server/pay/read-bill.ts";
import { answer, bare, rig } from "./rig.ts";

const columns =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const paid =
  "`2026-11-23 10:34:56,`wx0123456789abcdef,`1900000001,`0,`,`4200000891202611230000000001,`SB1,`oAbc,`JSAPI,`SUCCESS,`OTHERS,`CNY,`39.80,`0.00,`0,`0,`0.00,`0.00,`,`,`咖啡,大杯,`rule=42,`0.23880,`0.60%,`39.80,`0.00,`";
const refunded =
  "`2026-11-23 11:00:00,`wx0123456789abcdef,`1900000001,`0,`,`4200000891202611230000000001,`SB1,`oAbc,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50000000382026112300000001,`RF1,`10.00,`0.00,`ORIGINAL,`SUCCESS,`咖啡,大杯,`rule=42,`-0.06000,`0.60%,`0.00,`10.00,`";
const sums =
  "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const last = "`2,`39.80,`10.00,`0.00,`0.17880,`39.80,`10.00";
const text = `\uFEFF${[columns, paid, refunded, sums, last].join("\r\n")}\r\n`;

test("lines and sums are read as integer fen; a comma in a name divides nothing", () => {
  const common = {
    appid: "wx0123456789abcdef",
    mchid: "1900000001",
    transactionId: "4200000891202611230000000001",
    outTradeNo: "SB1",
    openid: "oAbc",
    tradeType: "JSAPI",
    product: "咖啡,大杯",
    attach: "rule=42",
  };
  expect(readBill(text)).toEqual({
    trades: 2,
    totalFen: 3980,
    refundFen: 1000,
    rows: [
      {
        ...common,
        kind: "paid",
        atMs: Date.parse("2026-11-23T10:34:56+08:00"),
        totalFen: 3980,
        refundId: "",
        outRefundNo: "",
        refundFen: 0,
        refundStatus: "",
        feeMicroYuan: 238_800,
      },
      {
        ...common,
        kind: "refund",
        atMs: Date.parse("2026-11-23T11:00:00+08:00"),
        totalFen: 0,
        refundId: "50000000382026112300000001",
        outRefundNo: "RF1",
        refundFen: 1000,
        refundStatus: "SUCCESS",
        feeMicroYuan: -60_000,
      },
    ],
  });
});

test.each([
  ["cut after a line", [columns, paid].join("\r\n")],
  ["a line short", [columns, paid, sums, last].join("\r\n")],
  ["a value short", [columns, paid.slice(0, -2), refunded, sums, last].join("\r\n")],
  [
    "an amount that is none",
    text
      .replace("`39.80,`0.00,`0,`0", "`x,`0.00,`0,`0")
      .replace("`39.80,`0.00,`\r", "`x,`0.00,`\r"),
  ],
  ["nothing", ""],
])("a bill that is %s is none", (_what, broken) => {
  expect(readBill(broken)).toBeNull();
});

const place = (url: string, of = hash("sha1", text)) =>
  answer({ hash_type: "SHA1", hash_value: of, download_url: url });
const url = "https://pay.example.test/v3/billdownload/file?token=T";

test("a day's bill is fetched where the platform says, signed, and held to its hash", async () => {
  const { client, asked } = rig([place(url), bare(200, text)]);
  expect(await client.bill("2026-11-23", "all")).toMatchObject({ ok: true, data: { trades: 2 } });
  expect(asked.map((one) => one.url.pathname + one.url.search)).toEqual([
    "/v3/bill/tradebill?bill_date=2026-11-23&bill_type=ALL",
    "/v3/billdownload/file?token=T",
  ]);
  const changed = rig([place(url), bare(200, text.replace("39.80", "49.80"))]);
  expect(await changed.client.bill("2026-11-23", "all")).toMatchObject({ code: "pay-bill-hash" });
});

test("our signature is given to nobody else", async () => {
  const { client, asked } = rig([place("https://elsewhere.example/v3/billdownload/file")]);
  expect(await client.bill("2026-11-23", "all")).toMatchObject({ code: "pay-unreadable" });
  expect(asked.length).toBe(1);
});
