import type { Router } from "express";
import { billsJob } from "../pay/bills-job.ts";
import { checkOrders } from "../pay/check-orders.ts";
import { createPayNotify } from "../pay/notify.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import { orderNumbers } from "../pay/order-numbers.ts";
import type { PayClients } from "../pay/pay-client.ts";
import { readSecretKey } from "../secret-key.ts";
import type { Job } from "./loops.ts";
import type { Parts } from "./parts.ts";

/** Orders and their payments. */
export interface OrderParts {
  readonly desk: OrderDeskDeps;
  /** Where WeChat Pay tells us what happened, below `/pay`. */
  readonly notify: Router;
  /** How followers and WeChat Pay reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Where this server listens: it is reached there, unless a public address is set. */
  readonly setUrl: (url: string) => void;
}

/** Opens the desk of orders. */
export const openOrders = (
  { config, opened, accounts, log, nowMs }: Parts,
  clients: PayClients,
): OrderParts => {
  let url = `http://${config.host}:${config.port}`;
  const publicUrl = (): string => (config.publicUrl ?? url).replace(/\/+$/, "");
  const setUrl = (listening: string): void => {
    url = listening;
  };
  const desk: OrderDeskDeps = {
    orders: opened.library.orders,
    clients,
    settings: async (id) => (await accounts.find(id))?.settings ?? null,
    nowMs,
    numbers: orderNumbers(readSecretKey(config.secretKey, config.dataFolder)),
    notifyUrl: (account, mchid) => `${publicUrl()}/pay/${account}/${mchid}`,
    log,
  };
  return { desk, notify: createPayNotify({ ...desk, log }), publicUrl, setUrl };
};

/** What runs beside the webhook for orders: asking about them, and comparing each day with its bill. */
export const orderJobs = (
  desk: OrderDeskDeps,
  accounts: Parameters<typeof billsJob>[1],
): readonly Job[] => {
  const reconcile = billsJob(desk, accounts);
  return [
    { name: "checking orders", run: () => checkOrders(desk) },
    { name: "comparing bills", run: () => reconcile(desk.nowMs()) },
  ];
};
