import { answerCashier } from "../pages/cashier.ts";
import { payControl } from "../pay/control.ts";
import { answerPay } from "../pay/pipeline.ts";
import type { ApiGroup } from "./route.ts";
import { open } from "./route.ts";

/** WeChat Pay v3 (contract §6): guarded by signatures instead of a token. */
export const payGroup: ApiGroup = {
  name: "pay",
  routes: [
    { ...open("ANY", "/v3/*", answerPay), takes: "raw" },
    open("GET", "/sandbox/pay/cashier", answerCashier),
  ],
  control: payControl,
  reads: {
    orders: ({ pay }, { id }) => pay.orders.ofAccount(id),
    refunds: ({ pay }, { id }) => pay.orders.ofAccount(id).flatMap(pay.orders.refundsOf),
    "pay-notices": ({ pay }, { id }) =>
      pay.notifier.ofAccount(id).map(({ told: _, attempts, ...notice }) => ({
        ...notice,
        attempts: JSON.parse(attempts) as object,
      })),
  },
};
