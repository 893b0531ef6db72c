import type { LocalText } from "../../engine/index.ts";

type Both = readonly [zh: string, en: string];
const row = (
  [zh, en]: Both,
  [zhRemedy, enRemedy]: Both,
): { readonly means: LocalText; readonly remedy: LocalText } => ({
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});
const look: Both = [
  "订单没有改动。请在「订单」里核对，必要时联系微信支付。",
  "The order was left alone. Compare it under Orders, and ask WeChat Pay if need be.",
];
const none: Both = ["无需处理。", "Nothing needs to be done."];
const anew: Both = ["请让顾客重新下单。", "Let the buyer order anew."];
const byHand: Both = ["请在「订单」里人工处理。", "Handle it by hand under Orders."];

/** Why an order cannot be made, paid, redeemed or refunded, and what does not fit one. */
export const orderCodes = {
  "order-unknown": row(["没有这笔订单", "there is no such order"], look),
  "order-created": row(["订单还没有付款", "the order is not paid"], none),
  "order-paying": row(["订单还没有付款", "the order is not paid yet"], none),
  "order-closed": row(["订单已关闭", "the order is closed"], anew),
  "order-late": row(["订单已过付款时间", "the time to pay the order is over"], anew),
  "order-paid": row(["订单已付款", "the order is paid"], none),
  "order-redeemed": row(["订单已核销", "the order is redeemed"], byHand),
  "order-refunding": row(["订单正在退款", "the order is being refunded"], none),
  "order-refunded": row(["订单已退款", "the order is refunded"], none),
  "order-expired": row(["券已过期", "the voucher is past its time"], byHand),
  "order-no-voucher": row(
    ["这笔订单不是券", "the order is no voucher"],
    ["商品有 valid 才是券。", "A product with valid is a voucher."],
  ),
  "pay-sold-out": row(
    ["商品卖完了", "the product is sold out"],
    ["请在 products.yaml 里增加 stock。", "Raise stock in products.yaml."],
  ),
  "pay-unknown-product": row(
    ["没有这个商品", "there is no such product"],
    ["请检查 products.yaml。", "Look at products.yaml."],
  ),
  "pay-wrong-merchant": row(
    ["通知的商户号不是这笔订单的", "the notification names another merchant than the order"],
    look,
  ),
  "pay-wrong-appid": row(
    ["通知的 appid 不是本公众号的", "the notification names another appid than the account's"],
    look,
  ),
  "pay-wrong-amount": row(
    ["通知的金额与订单不符", "the notification names another amount than the order"],
    look,
  ),
  "pay-wrong-currency": row(
    ["通知的币种不是人民币", "the notification names another currency than CNY"],
    look,
  ),
  "pay-wrong-transaction": row(
    ["这笔订单已由另一笔交易支付", "the order was paid by another transaction"],
    look,
  ),
  "pay-refund-too-much": row(
    ["退款合计会超过已付金额", "more would have gone back than was paid"],
    look,
  ),
  "refund-too-much": row(
    ["退款金额超过可退的金额", "more is asked back than is left"],
    ["请把金额改小。", "Ask for less."],
  ),
  "refund-too-late": row(
    ["付款已超过一年，不能再退", "the payment is more than a year old"],
    byHand,
  ),
  "refund-too-often": row(
    ["这笔订单退款次数已满", "the order was refunded as often as it can be"],
    byHand,
  ),
} as const;
