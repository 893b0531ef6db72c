import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../../server/config.ts";
import { openData } from "../../../server/start/open-storage.ts";
import type { PayOrder } from "../../../server/storage/orders.ts";
import { payMessage, sealResource, signPay } from "../../../server/wechat/wire/pay.ts";

export const ACCOUNT = "bench";
export const MCHID = "1900000001";
const APPID = "wx0123456789abcdef";
const API_V3_KEY = "0123456789abcdef0123456789abcdef";
const PLATFORM_ID = "PUB_KEY_ID_0119000000012026112300000001";
const TOTAL_FEN = 350;
const AT_ONCE = 500;

const pairOf = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const platform = pairOf();
const own = pairOf();

const oneLine = (pem: string | Buffer): string => pem.toString().trim().replaceAll("\n", "\\n");

/** The environment of a server with one real account, whose merchant's keys stand in it. */
export const environment = (folder: string): Readonly<Record<string, string>> => ({
  PATH: "",
  PORT: "0",
  YINGDA_RULES: join(folder, "rules"),
  YINGDA_DATA: join(folder, "data"),
  YINGDA_LOG: "error",
  YINGDA_SANDBOX: "off",
  BENCH_KEY: oneLine(own.privateKey.export({ format: "pem", type: "pkcs8" })),
  BENCH_PUBLIC: oneLine(platform.publicKey.export({ format: "pem", type: "spki" })),
});

/** An account whose rule hears of every payment. */
export const writeAccount = (folder: string): void => {
  const place = join(folder, "rules", ACCOUNT);
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, "account.yaml"),
    `id: ${ACCOUNT}
name: 售货机
kind: service
verified: true
originalId: gh_1f2e3d4c5b6a
appId: ${APPID}
token: benchToken0001
platform: wechat
mode: plain
merchants:
  - { mchid: "${MCHID}", apiV3Key: "${API_V3_KEY}", privateKey: env:BENCH_KEY, serial: 5157F09EFDC096DE, publicKeyId: ${PLATFORM_ID}, publicKey: env:BENCH_PUBLIC }
`,
  );
  writeFileSync(
    join(place, "rules.yaml"),
    "rules:\n  - id: sold\n    when:\n      - payment: paid\n    then:\n      - record: 售出\n",
  );
};

const numberOf = (place: number): string => `4821309482${String(place).padStart(10, "0")}`;
const orderOf = (place: number): PayOrder => ({
  ...{ no: numberOf(place), mchid: MCHID, way: "native", openid: "", product: "", title: "可乐" },
  ...{ amountFen: TOTAL_FEN, channel: "", validMs: null, code: "", createdAtMs: Date.now() },
  ...{ prepay: null, paid: null, closedAtMs: null, redeemed: null, refunds: [] },
});

/** Orders that are about to be paid, written beside the server before it starts. */
export const writeOrders = async (folder: string, count: number): Promise<void> => {
  const { library, close } = openData(readConfig(environment(folder)), Date.now);
  const stock = { takes: 0, most: null };
  const save = (place: number) => {
    const after = {
      order: orderOf(place),
      state: "created",
      refundedFen: 0,
      checkAtMs: 0,
    } as const;
    return library.orders.save(ACCOUNT, { before: null, after, events: [], notice: null, stock });
  };
  for (let first = 0; first < count; first += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, at) => save(first + at)),
    );
  await close();
};

/** How many of the orders are paid by now. */
export const countPaid = async (folder: string): Promise<number> => {
  const { library, close } = openData(readConfig(environment(folder)), Date.now);
  const { orders } = await library.orders.sums(ACCOUNT, { state: "paid" });
  await close();
  return orders;
};

/** A notification as the platform posts it. */
export interface Notification {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** That the order of this place was paid, sealed and signed. */
export const notificationOf = (place: number): Notification => {
  const plain = {
    ...{ appid: APPID, mchid: MCHID, out_trade_no: numberOf(place) },
    transaction_id: `42000008912026112300${String(place).padStart(8, "0")}`,
    ...{ trade_state: "SUCCESS", trade_state_desc: "支付成功", trade_type: "NATIVE" },
    ...{ bank_type: "OTHERS", attach: "", success_time: new Date().toISOString() },
    payer: { openid: `oBenchBenchBenchBench${String(place).padStart(7, "0")}` },
    amount: { total: TOTAL_FEN, payer_total: TOTAL_FEN, currency: "CNY", payer_currency: "CNY" },
  };
  const { ciphertext, nonce, associatedData } = sealResource(JSON.stringify(plain), {
    key: API_V3_KEY,
    nonce: "abcdefghijkl",
    associatedData: "transaction",
  });
  const body = JSON.stringify({
    ...{ id: `EV-${place}`, create_time: new Date().toISOString() },
    ...{ resource_type: "encrypt-resource", event_type: "TRANSACTION.SUCCESS" },
    resource: {
      ...{ original_type: "transaction", algorithm: "AEAD_AES_256_GCM" },
      ...{ ciphertext, nonce, associated_data: associatedData },
    },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/json",
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": "N0NCE",
    "wechatpay-serial": PLATFORM_ID,
    "wechatpay-signature": signPay(payMessage(timestamp, "N0NCE", body), platform.privateKey),
  };
  return { headers, body };
};
