import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPayNotify } from "../../../server/pay/notify.ts";
import type { PayOrder } from "../../../server/storage/orders.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { PAY_PROBE, sealResource } from "../../../server/wechat/wire/pay.ts";
import { newDatabaseFile, SECRET_KEYS } from "../storage/folder.ts";
import { ACCOUNT, openDesk } from "./desk.ts";
import type { SignedBy } from "./rig.ts";
import { API_V3_KEY, merchant, otherPair, proofHeaders, rig, transactionJson } from "./rig.ts";

const CHILD = fileURLToPath(new URL("./killed-intake.ts", import.meta.url));

const envelope = (id: string, type: string, plain: object): string => {
  const of = { key: API_V3_KEY, nonce: "sandboxnonce", associatedData: "transaction" };
  const sealed = sealResource(JSON.stringify(plain), of);
  return JSON.stringify({
    id,
    create_time: "2026-11-23T10:34:57+08:00",
    resource_type: "encrypt-resource",
    event_type: type,
    summary: "支付成功",
    resource: {
      original_type: "transaction",
      algorithm: "AEAD_AES_256_GCM",
      ciphertext: sealed.ciphertext,
      associated_data: sealed.associatedData,
      nonce: sealed.nonce,
    },
  });
};
const paidOf = (no: string, of: object = {}) =>
  transactionJson({
    out_trade_no: no,
    amount: { total: 2_800, payer_total: 2_800, currency: "CNY", payer_currency: "CNY" },
    payer: { openid: "o1" },
    ...of,
  });

/** The door, with an order of 28 yuan that somebody is about to pay. */
const openDoor = async () => {
  const room = await openDesk();
  const row = await room.begin();
  const { client, clock } = rig([]);
  room.clock.ms = clock.ms;
  const app = express();
  const clients = {
    find: async () => ({ ok: true, data: client }) as const,
    merchants: async () => [client.mchid],
  };
  app.use("/pay", createPayNotify({ ...room.desk, clients, log: room.log }));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/${ACCOUNT}/${client.mchid}`;
  const post = async (body: string, by: SignedBy = {}, headers = proofHeaders(body, by)) => {
    const answered = await fetch(url, { method: "POST", body, headers });
    return { status: answered.status, json: (await answered.json()) as { code: string } };
  };
  return { ...room, no: row.order.no, post };
};

describe("the door for notifications", () => {
  it("takes a proven payment once and answers every repeat the same", async () => {
    const { no, post, find, told } = await openDoor();
    const body = envelope("EV-1", "TRANSACTION.SUCCESS", paidOf(no));
    const answers = await Promise.all(Array.from({ length: 15 }, () => post(body)));
    for (const answer of answers)
      expect(answer).toEqual({ status: 200, json: { code: "SUCCESS", message: "成功" } });
    expect((await find(no)).state).toBe("paid");
    expect(await told()).toEqual([`created ${no}`, `paid ${no}`]);
  });

  it.each<readonly [string, SignedBy, number]>([
    ["another's signature", { key: otherPair.privateKey }, 401],
    ["a probe of the platform", { signature: `${PAY_PROBE}abc=` }, 401],
    [
      "a serial whose key cannot be had just now",
      { serial: "PUB_KEY_ID_0000000000000000000000000000" },
      503,
    ],
    ["an old timestamp", { nowMs: Date.parse("2026-11-23T10:20:00+08:00") }, 401],
  ])("refuses %s and changes nothing", async (_, by, refused) => {
    const { no, post, find, told } = await openDoor();
    const body = envelope("EV-1", "TRANSACTION.SUCCESS", paidOf(no));
    const { status, json } = await post(body, by);
    expect([status, json.code]).toEqual([refused, "FAIL"]);
    expect((await find(no)).state).toBe("paying");
    expect(await told()).toEqual([`created ${no}`]);
  });

  it("goes by the bytes: the same content written again is refused", async () => {
    const { no, post, find } = await openDoor();
    const body = envelope("EV-1", "TRANSACTION.SUCCESS", paidOf(no));
    const again = JSON.stringify(JSON.parse(body), null, 1);
    expect((await post(again, {}, proofHeaders(body))).status).toBe(401);
    expect((await find(no)).state).toBe("paying");
  });

  it("accepts a right signature over a wrong amount, leaves the order alone, and raises an alarm", async () => {
    const { no, post, find, library } = await openDoor();
    const cheap = paidOf(no, {
      amount: { total: 1, payer_total: 1, currency: "CNY", payer_currency: "CNY" },
    });
    expect((await post(envelope("EV-1", "TRANSACTION.SUCCESS", cheap))).status).toBe(200);
    expect((await find(no)).state).toBe("paying");
    expect(await library.orders.troubles(ACCOUNT, 5)).toMatchObject([
      { state: "refused", code: "pay-wrong-amount" },
    ]);
  });

  it("asks for it again when it cannot be kept", async () => {
    const { no, desk, log } = await openDoor();
    const { client } = rig([]);
    const clients = {
      find: async () => ({ ok: true, data: client }) as const,
      merchants: async () => [],
    };
    const save = async (): Promise<never> => {
      throw new Error("the disk is full");
    };
    const app = express();
    const orders = { ...desk.orders, save };
    app.use("/pay", createPayNotify({ ...desk, orders, clients, log }));
    const server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    onTestFinished(() => void server.close());
    const body = envelope("EV-1", "TRANSACTION.SUCCESS", paidOf(no));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/coffee/1900000001`;
    const answered = await fetch(url, { method: "POST", body, headers: proofHeaders(body) });
    expect(answered.status).toBe(500);
  });
});

const started = (args: readonly string[]): Promise<{ child: ChildProcess; port: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.once("exit", () => reject(new Error("the door did not open")));
    child.stdout.once("data", (line) => resolve({ child, port: Number(String(line)) }));
  });

it("fulfils once, though 15 repeats come eight at a time and the process is killed between commit and answer", async () => {
  const file = newDatabaseFile();
  const nowMs = Date.parse("2026-11-23T10:34:56+08:00");
  const no = "48213094820394820394";
  const before = openSqliteStore({ file, nowMs: () => nowMs, secretKeys: SECRET_KEYS });
  const order: PayOrder = {
    ...{ no, mchid: "1900000001", openid: "o1", product: "", title: "拿铁" },
    way: "jsapi",
    ...{ amountFen: 2_800, channel: "", validMs: null, code: "", createdAtMs: nowMs },
    ...{ prepay: null, paid: null, closedAtMs: null, redeemed: null, refunds: [] },
  };
  const after = { order, state: "created", refundedFen: 0, checkAtMs: 0 } as const;
  const stock = { takes: 0, most: null };
  await before.library.orders.save(ACCOUNT, {
    before: null,
    after,
    events: [],
    notice: null,
    stock,
  });
  await before.close();
  const mark = join(file, "..", "killed");
  const merchantFile = join(file, "..", "merchant.json");
  writeFileSync(merchantFile, JSON.stringify(merchant()));
  const body = envelope("EV-1", "TRANSACTION.SUCCESS", paidOf(no));
  const headers = proofHeaders(body);
  const statuses: number[] = [];
  let cutOff = 0;
  let door = await started([file, merchantFile, mark, String(nowMs)]);
  for (let repeat = 0; repeat < 15; repeat += 1) {
    const url = `http://127.0.0.1:${door.port}/pay/${ACCOUNT}/1900000001`;
    const post = async (): Promise<void> => {
      try {
        statuses.push((await fetch(url, { method: "POST", body, headers })).status);
      } catch {
        cutOff += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, post));
    if (door.child.signalCode !== null || door.child.exitCode !== null)
      door = await started([file, merchantFile, mark, String(nowMs)]);
    else if (repeat === 0) {
      await new Promise((resolve) => door.child.once("exit", resolve));
      door = await started([file, merchantFile, mark, String(nowMs)]);
    }
  }
  door.child.kill("SIGKILL");
  await new Promise((resolve) => door.child.once("exit", resolve));
  expect(existsSync(mark)).toBe(true);
  expect(cutOff).toBeGreaterThan(0);
  expect(statuses.length).toBe(15 * 8 - cutOff);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const looked = openSqliteStore({ file, nowMs: () => nowMs, secretKeys: SECRET_KEYS });
  onTestFinished(looked.close);
  expect((await looked.library.orders.find(ACCOUNT, no))?.state).toBe("paid");
  const due = await looked.store.takeDue(nowMs, 100);
  expect(due.map(({ key }) => key)).toEqual([`pay:${no}:paid`]);
}, 60_000);
