import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { orderAt } from "../facts/order.ts";
import { PAY_LIMITS } from "../limits.ts";

declare module "../schema/effect.ts" {
  interface EffectFields {
    /** What is left of an order goes back; refused for one that is not the follower's, not paid, or redeemed. */
    refund: { readonly no: string; readonly reason: string };
  }
}

const Reason = Type.String({
  minLength: 1,
  "x-template": "text",
  "x-bytes": PAY_LIMITS.reasonBytes,
});

/** `refund: 不想要了` */
export const refund = defineAction({
  name: "refund",
  title: { "zh-CN": "退款", en: "Refund" },
  help: {
    "zh-CN":
      "把订单的钱退回去：支付规则里是这笔订单，其他规则里是粉丝最近的一笔。只退已支付且没有核销的；核销过的请在「订单」里人工退。钱到账时发生 payment: refunded。",
    en: "Sends the order's money back: this order in payment rules, otherwise the follower's last one. Only what is paid and not redeemed; anything else is refunded by hand under Orders. When the money has gone back, payment: refunded happens.",
  },
  group: "pay",
  params: Type.Object({ reason: Reason }, { additionalProperties: false }),
  short: { schema: Reason, expand: (reason) => ({ reason: reason as string }) },
  sentence: { "zh-CN": "退款「{params.reason}」", en: 'refund "{params.reason}"' },
  needs: ["pay"],
  example: "refund: 不想要了",
  run: ({ params, event, follower }) => {
    const order = orderAt({ event, follower });
    if (order === undefined) return { failed: "there is no order" };
    if (order.state !== "paid") return { failed: `the order is ${order.state}` };
    return { effects: [{ kind: "refund", no: order.no, reason: params.reason.trim() }] };
  },
});
