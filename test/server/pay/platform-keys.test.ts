import { expect, test } from "vitest";
import {
  answer,
  bare,
  isSignedRequest,
  listed,
  otherPair,
  PLATFORM_ID,
  platformPair,
  rig,
  START_MS,
  transactionJson,
} from "./rig.ts";

const FIRST = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
const SECOND = "61F9C719728A8D1A2F3B4C5D6E7F8091A2B3C4D5";
const HOUR_MS = 3_600_000;
const by = { serial: FIRST, key: platformPair.privateKey };
const list = (data: readonly object[], signed: object = by) => answer({ data }, 200, signed);
const paid = (signed: object) => answer(transactionJson(), 200, signed);
const query = "SB202611230001";
const noKey = { platformKey: null };

test("certificates are fetched once and prove answers", async () => {
  const { client, asked, answerWith } = rig([paid(by), list([listed(FIRST, platformPair)])], noKey);
  expect((await client.query(query)).ok).toBe(true);
  expect(asked.map(({ url }) => url.pathname)).toEqual([
    `/v3/pay/transactions/out-trade-no/${query}`,
    "/v3/certificates",
  ]);
  expect(asked.every(isSignedRequest)).toBe(true);
  expect(asked[0]?.headers["wechatpay-serial"]).toBeUndefined();
  answerWith(paid(by));
  expect((await client.query(query)).ok).toBe(true);
  expect(asked.length).toBe(3);
});

test("a serial is the same in either case", async () => {
  const lower = { ...by, serial: FIRST.toLowerCase() };
  const { client } = rig([paid(lower), list([listed(FIRST, platformPair)])], noKey);
  expect((await client.query(query)).ok).toBe(true);
});

test("a new certificate is fetched when something is signed with it", async () => {
  const { client, answerWith, clock } = rig([paid(by), list([listed(FIRST, platformPair)])], noKey);
  await client.query(query);
  clock.ms += 2 * 60_000;
  const next = { serial: SECOND, key: otherPair.privateKey, nowMs: clock.ms };
  const both = [listed(FIRST, platformPair), listed(SECOND, otherPair)];
  answerWith(paid(next), list(both, { ...by, nowMs: clock.ms }));
  expect((await client.query(query)).ok).toBe(true);
});

test("a forger's serial makes us ask once a minute, not each time", async () => {
  const { client, asked, answerWith, clock } = rig(
    [paid(by), list([listed(FIRST, platformPair)])],
    noKey,
  );
  await client.query(query);
  const forged = { "wechatpay-serial": SECOND, "wechatpay-timestamp": String(START_MS / 1000) };
  const headers = { ...forged, "wechatpay-nonce": "N", "wechatpay-signature": "AAAA" };
  const before = asked.length;
  for (let times = 0; times < 5; times++) {
    const opened = await client.openNotification(headers, Buffer.from("{}"));
    expect(opened).toEqual({ ok: false, reason: "serial" });
  }
  expect(asked.length).toBe(before);
  clock.ms += 61_000;
  answerWith(list([listed(FIRST, platformPair)], { ...by, nowMs: clock.ms }));
  await client.openNotification(headers, Buffer.from("{}"));
  await client.openNotification(headers, Buffer.from("{}"));
  expect(asked.length).toBe(before + 1);
});

test("the list is looked at again after half a day, while what is known serves on", async () => {
  const { client, asked, answerWith, clock } = rig(
    [paid(by), list([listed(FIRST, platformPair)])],
    noKey,
  );
  await client.query(query);
  clock.ms += 13 * HOUR_MS;
  const now = { ...by, nowMs: clock.ms };
  answerWith(paid(now), list([listed(FIRST, platformPair)], now));
  expect((await client.query(query)).ok).toBe(true);
  expect(
    asked.map(({ url }) => url.pathname).filter((path) => path === "/v3/certificates"),
  ).toHaveLength(2);
});

test("a certificate proves nothing after its end", async () => {
  const ends = listed(FIRST, platformPair, { untilMs: START_MS + HOUR_MS });
  const { client, answerWith, clock } = rig([paid(by), list([ends])], noKey);
  expect((await client.query(query)).ok).toBe(true);
  clock.ms += 2 * HOUR_MS;
  const now = { ...by, nowMs: clock.ms };
  answerWith(paid(now), list([ends], now), paid(now));
  expect(await client.query(query)).toMatchObject({ ok: false, code: "pay-unproven" });
});

test.each([
  ["signed by none of those it brings", list([listed(FIRST, otherPair)])],
  ["sealed with another key", list([listed(FIRST, platformPair, { key: "f".repeat(32) })])],
  ["not signed", bare(200, JSON.stringify({ data: [listed(FIRST, platformPair)] }))],
  ["not there", bare(500, "")],
  ["no list", answer({ data: 1 }, 200, by)],
])("a list of certificates that is %s proves nothing", async (_what, certificates) => {
  const { client } = rig([paid(by), certificates, paid(by)], noKey);
  expect(await client.query(query)).toMatchObject({ ok: false, code: "pay-unproven" });
});

test("a merchant with the public key believes it, and a certificate while the platform changes over", async () => {
  const own = rig([paid({ serial: PLATFORM_ID })]);
  expect((await own.client.query(query)).ok).toBe(true);
  expect(own.asked.length).toBe(1);
  const change = rig([
    paid({ serial: FIRST, key: otherPair.privateKey }),
    list([listed(FIRST, otherPair)], { serial: FIRST, key: otherPair.privateKey }),
  ]);
  expect((await change.client.query(query)).ok).toBe(true);
  const unknown = paid({ serial: FIRST, key: otherPair.privateKey });
  const onlyKey = rig([unknown, bare(404, "{}"), unknown]);
  expect(await onlyKey.client.query(query)).toMatchObject({ message: "serial" });
});
