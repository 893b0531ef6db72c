import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import express from "express";
import { createPayClient } from "../../../server/pay/create-pay-client.ts";
import type { Merchant } from "../../../server/pay/merchant.ts";
import { createPayNotify } from "../../../server/pay/notify.ts";
import type { Orders } from "../../../server/storage/orders.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";

/** A door for notifications that is killed, the first time, when the payment is durable and not answered yet. */
const [file = "", merchantFile = "", mark = "", now = ""] = process.argv.slice(2);
const nowMs = (): number => Number(now);
const { library } = openSqliteStore({ file, nowMs, secretKeys: [Buffer.alloc(32, 7)] });
const merchant = JSON.parse(readFileSync(merchantFile, "utf8")) as Merchant;
const client = createPayClient(merchant, {
  exchange: async () => ({ ok: false, code: "unreachable", detail: "" }),
  nowMs,
  nonce: () => "N",
  wait: async () => {},
});
if (client === null) throw new Error("the merchant's keys cannot be read");
const save: Orders["save"] = async (account, change) => {
  const saved = await library.orders.save(account, change);
  if (saved === "done" && change.after.state === "paid" && !existsSync(mark)) {
    writeFileSync(mark, "");
    process.kill(process.pid, "SIGKILL");
  }
  return saved;
};
const app = express();
app.use(
  "/pay",
  createPayNotify({
    orders: { ...library.orders, save },
    clients: {
      find: async () => ({ ok: true, data: client }),
      merchants: async () => [merchant.mchid],
    },
    nowMs,
    log: { warn: () => {}, error: () => {} },
  }),
);
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
