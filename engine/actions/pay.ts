import type { Static } from "typebox";
import { Type } from "typebox";
import type { ActionResult, Step } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { Actions, saidText } from "../definitions/shapes.ts";
import { hasRight, PAY_LIMITS } from "../limits.ts";
import { fenOf } from "../text/money.ts";
import { linkText } from "./link-text.ts";

/** Making the order is our own affair: the platform is asked when its page is opened. */
const DEADLINE_MS = 2_000;
const TEXT_BYTES = 1_024;

const Product = Type.String({
  minLength: 1,
  maxLength: 200,
  "x-template": "text",
  "x-resource": "product",
});
const Amount = Type.String({
  minLength: 1,
  maxLength: 200,
  "x-template": "text",
  "x-shape": "money",
});
const Params = Type.Object(
  {
    product: Type.Optional(Product),
    amount: Type.Optional(Amount),
    text: saidText(TEXT_BYTES),
    else: Type.Optional(Actions),
  },
  {
    additionalProperties: false,
    oneOf: [{ required: ["product"] }, { required: ["amount"] }],
  },
);
type Params = Static<typeof Params>;

/** What is bought, as the server is asked for it; `null` for nothing that can be paid. */
const wishOf = ({ params, event, follower, settings }: Step<Params>) => {
  const { product: named, amount } = params;
  const product = settings.products.find(({ id }) => id === named?.trim());
  const amountFen = named === undefined ? fenOf(amount ?? "") : (product?.priceFen ?? null);
  if (amountFen === null || amountFen < PAY_LIMITS.minFen || amountFen > PAY_LIMITS.maxFen)
    return null;
  const scanned = event.kind === "scan" || event.kind === "follow" ? event.channel : null;
  const channel = scanned ?? follower?.source?.last ?? "";
  return { product: product?.id ?? "", amountFen, channel };
};

const unpaid = (step: Step<Params>, failed: string): ActionResult => {
  if (step.params.else !== undefined) return { failed, next: { list: "else", instead: true } };
  return { failed, say: [{ kind: "text", text: step.settings.texts.failed }], next: "end" };
};

/** `pay: { product: latte, text: 点这里付款 }` */
export const pay = defineAction({
  name: "pay",
  title: { "zh-CN": "收款", en: "Ask for payment" },
  help: {
    "zh-CN":
      "下一笔订单，回复它的付款链接：product 是 products.yaml 里的商品，或用 amount 写金额（元，可用 {{ }}），text 是链接的文字。卖完了或不能收款时做 else；付了款以后的事写成 payment 规则。",
    en: "Makes an order and replies with the link that pays it: product is one of products.yaml, or amount says how much in yuan ({{ }} may stand there), text is the link's. When it is sold out or cannot be paid, else runs; what follows paying are payment rules.",
  },
  group: "pay",
  params: Type.Unsafe<Params>(Params),
  sentence: {
    "zh-CN": "收款「{params.product}{params.amount}」",
    en: 'ask for payment of "{params.product}{params.amount}"',
  },
  needs: ["pay"],
  example: "pay: { product: latte, text: 点这里付款 }",
  traits: ["speaks", "answers"],
  lists: ({ else: instead }): Readonly<Record<string, NonNullable<Params["else"]>>> =>
    instead === undefined ? {} : { else: instead },
  run: (step) => {
    const { params, answer, settings } = step;
    if (!hasRight(settings, "pay")) return unpaid(step, "no right to be paid");
    const wish = wishOf(step);
    if (wish === null) return unpaid(step, "nothing that can be paid");
    const made = answer({ kind: "pay", args: wish, deadlineMs: DEADLINE_MS });
    if (!made.ok) return unpaid(step, made.reason);
    return { say: [{ kind: "text", text: linkText(String(made.value), params.text) }] };
  },
});
