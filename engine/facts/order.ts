import { Type } from "typebox";
import type { FactContext, FactDefinition } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import type { Product } from "../schema/account.ts";
import type { Order } from "../schema/order.ts";
import type { Json, LocalText } from "../schema/words.ts";
import { yuanText } from "../text/money.ts";
import { printMoment } from "../time/calendar.ts";

/** The order that a message is about: the payment's own, otherwise the follower's last one. */
export const orderAt = ({
  event,
  follower,
}: Pick<FactContext, "event" | "follower">): Order | undefined =>
  event.kind === "payment" ? event.order : follower?.order;

const productAt = (context: FactContext): Product | undefined => {
  const id = orderAt(context)?.product;
  return context.settings.products.find((product) => product.id === id);
};

interface Row {
  readonly name: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly on: FactDefinition["on"];
}
const say = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

const ofOrder = (
  row: Row,
  read: (order: Order, zone: string) => Json | undefined,
): FactDefinition =>
  defineFact({
    ...row,
    group: "pay",
    value: Type.String(),
    read: (context) => {
      const order = orderAt(context);
      return order === undefined ? undefined : read(order, context.settings.timezone);
    },
  });
const ofProduct = (row: Row, read: (product: Product) => Json | undefined): FactDefinition =>
  defineFact({
    ...row,
    group: "pay",
    value: Type.String(),
    read: (context) => {
      const product = productAt(context);
      return product === undefined ? undefined : read(product);
    },
  });

/** `order.*` and `product.*`: of the payment at hand, otherwise of the follower's last order. */
export const orderFacts: readonly FactDefinition[] = [
  ofOrder(
    {
      name: "order.no",
      title: say("订单号", "Order number"),
      help: say(
        "这笔订单的订单号；不是支付事件时，是粉丝最近一笔订单的。",
        "The number of this order; outside payment events, of the follower's last one.",
      ),
      on: "text",
    },
    ({ no }) => no,
  ),
  ofOrder(
    {
      name: "order.state",
      title: say("订单状态", "State of the order"),
      help: say(
        "created 已下单、paying 支付中、closed 已关闭、paid 已支付、redeemed 已核销、refunding 退款中、refunded 已退款。",
        "created, paying, closed, paid, redeemed, refunding or refunded.",
      ),
      on: "text",
    },
    ({ state }) => state,
  ),
  ofOrder(
    {
      name: "order.product",
      title: say("订单的商品", "Product of the order"),
      help: say(
        "所买商品在 products.yaml 里的 id；只付一笔钱时没有值。",
        "The id in products.yaml of what was bought; nothing for a bare amount.",
      ),
      on: "text",
    },
    ({ product }) => product || undefined,
  ),
  ofOrder(
    {
      name: "order.amount",
      title: say("订单金额", "Amount of the order"),
      help: say("订单的金额，元，例如 39.80。", "What the order costs in yuan, such as 39.80."),
      on: "number",
    },
    ({ amountFen }) => yuanText(amountFen),
  ),
  ofOrder(
    {
      name: "order.refunded",
      title: say("已退金额", "Refunded amount"),
      help: say(
        "这笔订单已经退回的金额，元，例如 0.00。",
        "What of the order has gone back in yuan, such as 0.00.",
      ),
      on: "number",
    },
    ({ refundedFen }) => yuanText(refundedFen),
  ),
  ofOrder(
    {
      name: "order.expires",
      title: say("有效期至", "Good until"),
      help: say(
        "到什么时候还能核销，例如 2026-12-01 18:00；没有期限或还没支付时没有值。",
        "Until when it can be redeemed, such as 2026-12-01 18:00; nothing without an end, or before it is paid.",
      ),
      on: "time",
    },
    ({ expiresAtMs }, zone) => (expiresAtMs === null ? undefined : printMoment(expiresAtMs, zone)),
  ),
  ofOrder(
    {
      name: "order.channel",
      title: say("订单的渠道", "Channel of the order"),
      help: say(
        "下单前扫的渠道二维码，例如售货机的编号。",
        "The channel whose code was scanned before the order: the machine, for one.",
      ),
      on: "text",
    },
    ({ channel }) => channel || undefined,
  ),
  ofProduct(
    {
      name: "product.id",
      title: say("商品编号", "Product id"),
      help: say("所买商品的 id。", "The id of what was bought."),
      on: "text",
    },
    ({ id }) => id,
  ),
  ofProduct(
    {
      name: "product.name",
      title: say("商品名称", "Product name"),
      help: say("所买商品的名称。", "The name of what was bought."),
      on: "text",
    },
    ({ name }) => name,
  ),
  ofProduct(
    {
      name: "product.price",
      title: say("商品价格", "Product price"),
      help: say(
        "所买商品现在的价格，元，例如 28.00。",
        "What the product costs now in yuan, such as 28.00.",
      ),
      on: "number",
    },
    ({ priceFen }) => yuanText(priceFen),
  ),
  ofProduct(
    {
      name: "product.valid",
      title: say("商品有效期", "How long the product is good"),
      help: say(
        "支付后多久内可以核销，例如 90d；没有期限时没有值。",
        "How long after paying it can be redeemed, such as 90d; nothing without an end.",
      ),
      on: "text",
    },
    ({ valid }) => valid || undefined,
  ),
];
