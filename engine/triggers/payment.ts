import type { Static } from "typebox";
import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import type { Order, PaymentState } from "../schema/order.ts";
import { PAYMENT_STATES } from "../schema/order.ts";
import { ANY, filedNames, isNamed, sampleName } from "./filed.ts";

declare module "../schema/inbound-event.ts" {
  interface EventFields {
    /** Ours: what became of an order, with the order as it is after it. */
    payment: { readonly state: PaymentState; readonly order: Order };
  }
}

type Asked = PaymentState | typeof ANY;
const State = Type.Unsafe<Asked>({ type: "string", enum: [...PAYMENT_STATES, ANY] });
const Params = Type.Object(
  {
    state: State,
    product: Type.Optional(
      Type.Unsafe<readonly string[]>(Type.Array(resource("product"), { minItems: 1 })),
    ),
  },
  { additionalProperties: false },
);

/** `paid`, or `paid/latte` with a product. */
const namesIn = ({ state, product }: Static<typeof Params>): readonly string[] => {
  if (product === undefined) return [state];
  return product.map((id) => (id === ANY ? state : `${state}/${id}`));
};

/** Something happened to an order. */
export const payment = defineTrigger({
  name: "payment",
  title: { "zh-CN": "支付", en: "Payment" },
  help: {
    "zh-CN":
      "订单有了变化：created 已下单、paid 已支付、redeemed 已核销、refunded 退款到账、closed 未付已关闭；可用 product 限定商品。订单是 {{ order.no }}、{{ order.amount }} 等，商品是 {{ product.name }} 等。支付成功后 48 小时内可以主动发消息，不限条数。",
    en: "Something happened to an order: created, paid, redeemed, refunded (the money has gone back), closed (nobody paid); product says of which product. The order is {{ order.no }}, {{ order.amount }} and so on, its product {{ product.name }}. For 48 hours after a payment messages may be sent without count.",
  },
  group: "pay",
  params: Params,
  short: { schema: State, expand: (state) => ({ state: state as Asked }) },
  sentence: {
    "zh-CN": "支付「{params.state} {params.product}」",
    en: 'payment "{params.state} {params.product}"',
  },
  needs: ["pay"],
  example: "payment: { state: paid, product: latte }",
  on: ["payment"],
  index: (params) => filedNames("payment", namesIn(params)),
  names: (event) => {
    if (event.kind !== "payment") return [];
    const { state, order } = event;
    const own = ["payment", `payment:${state}`];
    if (order.product === "") return own;
    return [...own, `payment:${state}/${order.product}`, `payment:${ANY}/${order.product}`];
  },
  match: ({ state, product }, event) => {
    if (event.kind !== "payment" || (state !== ANY && state !== event.state)) return null;
    const bought = event.order.product === "" ? null : event.order.product;
    return product === undefined || isNamed(product, bought) ? {} : null;
  },
  sample: ({ state, product = [] }) => ({
    payment: { state: state === ANY ? "paid" : state, product: sampleName(product) ?? "" },
  }),
});
