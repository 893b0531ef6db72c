import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { REPEATS_MS } from "../../../../server/sandbox/pay/notifier.ts";
import type { PayShop } from "./shop.ts";
import { notifyAddress, payShop } from "./shop.ts";

const DAY_MS = 86_400_000;

const pay = async ({ client, order, wallet, settle }: PayShop, outTradeNo = "SB202611230001") => {
  const prepaid = await client.prepay.jsapi(order({ outTradeNo }));
  if (!prepaid.ok) throw new Error(prepaid.code);
  await wallet({ prepayId: prepaid.data.prepayId });
  await settle();
};

test("a payment is told at once, signed and sealed; 200 and 204 end it", async () => {
  for (const status of [200, 204]) {
    const address = await notifyAddress(status);
    const made = await payShop(address.url);
    await pay(made);
    await made.travel(2 * DAY_MS);
    expect(address.posted.length).toBe(1);
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = address.posted;
    expect(headers["wechatpay-serial"]).toBe(made.merchant.publicKeyId);
    expect(await made.client.openNotification(headers, body)).toMatchObject({
      ok: true,
      notification: {
        kind: "paid",
        transaction: { outTradeNo: "SB202611230001", totalFen: 3980, openid: made.openid },
      },
    });
    expect(await made.state("pay-notices")).toMatchObject([{ state: "done", attempt: 1 }]);
  }
});

test("whoever does not answer well is told fifteen times more, in a day and four minutes", async () => {
  const address = await notifyAddress(500);
  const made = await payShop(address.url);
  await pay(made);
  expect(address.posted.length).toBe(1);
  expect(REPEATS_MS.reduce((sum, ms) => sum + ms, 0)).toBe(DAY_MS + 4 * 60_000);
  for (const [place, ms] of REPEATS_MS.entries()) {
    await made.travel(ms - 1);
    expect(address.posted.length).toBe(place + 1);
    await made.travel(1);
    expect(address.posted.length).toBe(place + 2);
  }
  await made.travel(2 * DAY_MS);
  expect(address.posted.length).toBe(16);
  expect(await made.state("pay-notices")).toMatchObject([{ state: "ended", attempt: 16 }]);
  const ids = address.posted.map(({ body }) => JSON.parse(body.toString()).id);
  expect(new Set(ids).size).toBe(1);
  const bodies = address.posted.map(({ body }) => JSON.parse(body.toString()).resource.ciphertext);
  expect(new Set(bodies).size).toBe(16);
});

test("travelling over all repeats at once tells them one after the other, until one is taken", async () => {
  const address = await notifyAddress(500, 503, 404, 200);
  const made = await payShop(address.url);
  await pay(made);
  await made.travel(2 * DAY_MS);
  expect(address.posted.length).toBe(4);
});

test("a notification waits in the file for the next start", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "sandbox.db");
  const address = await notifyAddress(500, 200);
  const first = await payShop(address.url, { file });
  await pay(first);
  await first.sandbox.close();
  const second = await payShop(address.url, { file });
  expect(second.merchant.serial).toBe(first.merchant.serial);
  await second.travel(15_000);
  expect(address.posted.length).toBe(2);
});

test("probes carry a signature that is none, and are told from what was taken", async () => {
  const address = await notifyAddress(401, 200);
  const made = await payShop(address.url);
  await made.control("/pay/merchant", { account: "shop", probeEvery: 1, notify: "send" });
  await pay(made);
  const signatures = address.posted.map(({ headers }) => String(headers["wechatpay-signature"]));
  const probes = address.posted.filter((_, place) =>
    signatures[place]?.startsWith("WECHATPAY/SIGNTEST/"),
  );
  expect(probes.length).toBe(1);
  for (const { headers, body } of probes)
    expect(await made.client.openNotification(headers, body)).toEqual({
      ok: false,
      reason: "probe",
    });
  const taken = await made.control("/pay/probe", { account: "shop", outTradeNo: "SB202611230001" });
  expect(taken).toMatchObject({ isProbe: 1, state: "ended" });
});

test("a merchant may sign by certificate, whose keys change while it goes on", async () => {
  const address = await notifyAddress(200);
  const made = await payShop(address.url);
  await made.control("/pay/merchant", { account: "shop", proof: "certificate" });
  const client = made.clientWith({ platformKey: null });
  await pay(made);
  await made.control("/pay/rotate", {});
  await pay(made, "SB202611230002");
  const serials = address.posted.map(({ headers }) => headers["wechatpay-serial"]);
  expect(new Set(serials).size).toBe(2);
  made.tick(61_000);
  const [first] = address.posted;
  const old = first && (await client.openNotification(first.headers, first.body));
  expect(old?.ok).toBe(true);
  expect((await client.query("SB202611230002")).ok).toBe(true);
});

test("nothing arrives when notifications are dropped; a copy may be sent as often as wanted", async () => {
  const address = await notifyAddress(200);
  const made = await payShop(address.url);
  await made.control("/pay/merchant", { account: "shop", notify: "drop" });
  await pay(made);
  await made.travel(2 * DAY_MS);
  expect(address.posted.length).toBe(0);
  expect(await made.client.query("SB202611230001")).toMatchObject({ data: { state: "SUCCESS" } });
  const [{ id, state }] = await made.state("pay-notices");
  expect(state).toBe("dropped");
  const { attempts } = await made.control("/pay/again", { id, copies: 8 });
  expect(attempts.map(({ status }: { status: number }) => status)).toEqual(Array(8).fill(200));
  expect(address.posted.length).toBe(8);
});
