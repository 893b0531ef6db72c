import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { NowMs } from "../clock.ts";
import type { PayClients } from "../pay/pay-client.ts";
import type { PayClientsDeps } from "../pay/pay-clients.ts";
import { createPayClients } from "../pay/pay-clients.ts";
import { makePayExchange } from "../pay/pay-exchange.ts";

const NONCE_BYTES = 16;

/** WeChat Pay over HTTP; signatures go by the process's clock. */
export const openPay = (
  accounts: PayClientsDeps["accounts"],
  from: Pick<PayClientsDeps, "env" | "sandboxUrl"> & { readonly nowMs: NowMs },
): PayClients =>
  createPayClients({
    ...from,
    accounts,
    exchange: makePayExchange(),
    nowMs: () => from.nowMs(),
    nonce: () => randomBytes(NONCE_BYTES).toString("hex").toUpperCase(),
    wait: (ms) => wait(ms),
  });
