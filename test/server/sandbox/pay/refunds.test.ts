import { expect, test } from "vitest";
import { notifyAddress, payShop } from "./shop.ts";

const NO = "SB202611230001";
const DAY_MS = 86_400_000;
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

const paidShop = async (url?: string) => {
  const made = await payShop(url);
  const prepaid = await made.client.prepay.jsapi(made.order());
  if (!prepaid.ok) throw new Error(prepaid.code);
  await made.wallet({ prepayId: prepaid.data.prepayId });
  const back = (outRefundNo: string, refundFen: number, more: object = {}) =>
    made.client.refund({ outTradeNo: NO, outRefundNo, refundFen, totalFen: 3980, ...more });
  return { ...made, back };
};

test("a refund is on its way, then done; the money is back, and the merchant is told", async () => {
  const address = await notifyAddress(200);
  const { client, back, travel, sandbox, openid } = await paidShop();
  expect(await back("RF1", 1000, { notifyUrl: address.url, reason: "不合适" })).toMatchObject({
    ok: true,
    data: { status: "PROCESSING", refundFen: 1000, totalFen: 3980, succeededAtMs: null },
  });
  expect(await client.query(NO)).toMatchObject({ data: { state: "REFUND" } });
  await travel(1000);
  expect(await client.queryRefund("RF1")).toMatchObject({ data: { status: "SUCCESS" } });
  expect(sandbox.core.pay.orders.balance("shop", openid)).toBe(100_000 - 3980 + 1000);
  const [told] = address.posted;
  const opened = told && (await client.openNotification(told.headers, told.body));
  expect(opened).toMatchObject({
    ok: true,
    notification: { kind: "refund", refund: { outRefundNo: "RF1", status: "SUCCESS" } },
  });
});

test("the same refund number is the same refund; more than was paid never goes back", async () => {
  const { back } = await paidShop();
  const first = await back("RF1", 3000);
  expect(await back("RF1", 3000)).toEqual(first);
  expect(code(await back("RF1", 100))).toBe("pay-INVALID_REQUEST");
  expect(code(await back("RF2", 981))).toBe("pay-INVALID_REQUEST");
  expect(code(await back("RF3", 980))).toBe("ok");
  expect(code(await back("RF4", 1))).toBe("pay-INVALID_REQUEST");
});

test("a wrong total, an unknown order, one not paid, an unknown refund", async () => {
  const { client, back, order } = await paidShop();
  expect(code(await back("RF1", 100, { totalFen: 3981 }))).toBe("pay-INVALID_REQUEST");
  expect(code(await back("RF1", 100, { outTradeNo: "SB209901010001" }))).toBe(
    "pay-RESOURCE_NOT_EXISTS",
  );
  await client.prepay.native(order({ outTradeNo: "SB202611230002" }));
  expect(code(await back("RF1", 100, { outTradeNo: "SB202611230002" }))).toBe(
    "pay-INVALID_REQUEST",
  );
  expect(code(await client.queryRefund("RF9"))).toBe("pay-RESOURCE_NOT_EXISTS");
});

test("a refund that is closed can be asked for again; an abnormal one is told of", async () => {
  const address = await notifyAddress(200);
  const { client, back, control, travel } = await paidShop();
  await control("/verdicts", { account: "shop", job: "refund", result: "CLOSED" });
  await back("RF1", 3980, { notifyUrl: address.url });
  await travel(1000);
  expect(await client.queryRefund("RF1")).toMatchObject({ data: { status: "CLOSED" } });
  await control("/verdicts", { account: "shop", job: "refund", result: "ABNORMAL" });
  await back("RF2", 3980, { notifyUrl: address.url });
  await travel(1000);
  const told = await Promise.all(
    address.posted.map(({ headers, body }) => client.openNotification(headers, body)),
  );
  expect(told).toMatchObject([
    { notification: { refund: { outRefundNo: "RF1", status: "CLOSED" } } },
    { notification: { refund: { outRefundNo: "RF2", status: "ABNORMAL" } } },
  ]);
});

test("a merchant without money cannot pay back", async () => {
  const { back, control } = await paidShop();
  await control("/pay/merchant", { account: "shop", balanceFen: 999 });
  expect(code(await back("RF1", 1000))).toBe("pay-NOT_ENOUGH");
  expect(code(await back("RF1", 999))).toBe("ok");
  expect(code(await back("RF2", 1))).toBe("pay-NOT_ENOUGH");
});

test("after a year nothing goes back", async () => {
  const { back, travel } = await paidShop();
  await travel(366 * DAY_MS);
  expect(code(await back("RF1", 1000))).toBe("pay-INVALID_REQUEST");
});

test("the bill of a day is there from ten the next, and its lines and sums are the day's", async () => {
  const { client, back, travel } = await paidShop();
  await back("RF1", 1000);
  expect(code(await client.bill("2026-11-23", "all"))).toBe("pay-PARAM_ERROR");
  await travel(DAY_MS - 1);
  expect(code(await client.bill("2026-11-23", "all"))).toBe("pay-NO_STATEMENT_EXIST");
  await travel(1);
  expect(await client.bill("2026-11-23", "all")).toMatchObject({
    ok: true,
    data: {
      trades: 2,
      totalFen: 3980,
      refundFen: 1000,
      rows: [
        { kind: "paid", outTradeNo: NO, totalFen: 3980, attach: "rule=42", feeMicroYuan: 238_800 },
        { kind: "refund", outRefundNo: "RF1", refundFen: 1000, refundStatus: "SUCCESS" },
      ],
    },
  });
  expect(await client.bill("2026-11-23", "success")).toMatchObject({ data: { trades: 1 } });
  expect(await client.bill("2026-11-23", "refund")).toMatchObject({ data: { refundFen: 1000 } });
  expect(code(await client.bill("2026-11-22", "all"))).toBe("pay-NO_STATEMENT_EXIST");
});
