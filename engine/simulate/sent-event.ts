import type { Account, MenuButton } from "../schema/account.ts";
import type { InboundEvent, MenuOpens } from "../schema/inbound-event.ts";
import type { Order, PaymentState } from "../schema/order.ts";
import { PAYMENT_STATES } from "../schema/order.ts";
import type { Sent } from "../schema/test-case.ts";
import { durationMs } from "../time/durations.ts";
import { AGENT_STATES } from "../triggers/agent.ts";

type Base = Pick<InboundEvent, "account" | "follower" | "key" | "sentAtMs">;

const opensOf = (button: MenuButton | undefined): MenuOpens => {
  if (button?.url !== undefined || button?.["mini-program"] !== undefined) return "view";
  const { opens } = button ?? {};
  if (opens === undefined) return "click";
  if (opens === "location") return "location";
  return opens === "scan" || opens === "scan-only" ? "scan" : "photo";
};
const buttonsOf = (settings: Account): readonly MenuButton[] =>
  [settings.menu, ...settings.conditionalMenus.map(({ menu }) => menu)]
    .flat()
    .flatMap((button) => [button, ...(button.sub ?? [])]);

const tap = (button: string, settings: Account) => {
  const found = buttonsOf(settings).find(({ key, url }) => key === button || url === button);
  const opens = opensOf(found);
  const pictures = opens === "photo" ? 1 : 0;
  return { kind: "menu", button, opens, scan: null, position: null, pictures } as const;
};

/** A picture of `pictures.yaml`, by its id or file, shows itself; what else a file shows is for whoever can look. */
const sawOf = (sent: Sent & { readonly kind: "image" }, { pictures }: Account) => {
  const found = pictures.find(({ id, file }) => id === sent.picture || file === sent.picture);
  return found === undefined ? {} : { picture: found.id };
};

/** The order of a test: one a product, so that what follows its payment is about the same. */
const soldOrder = (
  sent: Extract<Sent, { kind: "payment" }>,
  nowMs: number,
  { products }: Account,
): { readonly state: PaymentState; readonly order: Order } => {
  const product = products.find(({ id }) => id === sent.product);
  const state = PAYMENT_STATES.find((one) => one === sent.state) ?? "paid";
  const amountFen = sent.amount === null ? (product?.priceFen ?? 0) : Math.round(sent.amount * 100);
  const isPaid = state !== "created" && state !== "closed";
  const forMs = product === undefined || product.valid === "" ? null : durationMs(product.valid);
  const order: Order = {
    no: `order-${sent.product || "amount"}`,
    state,
    product: sent.product,
    amountFen,
    refundedFen: state === "refunded" ? amountFen : 0,
    createdAtMs: nowMs,
    expiresAtMs: isPaid && forMs !== null ? nowMs + forMs : null,
    channel: sent.channel,
  };
  return { state, order };
};

/** What the platform would push for what a test or the phone sends. */
export const sentEvent = (sent: Sent, base: Base, settings: Account): InboundEvent => {
  switch (sent.kind) {
    case "text":
      return { ...base, kind: "text", text: sent.text, menuItem: null };
    case "voice": {
      const recognised = sent.text === "" ? null : sent.text;
      return { ...base, kind: "voice", mediaId: base.key, format: "amr", recognised };
    }
    case "image":
      return { ...base, kind: "image", mediaId: sent.picture, url: "", ...sawOf(sent, settings) };
    case "video":
      return { ...base, kind: "video", mediaId: base.key, thumbMediaId: base.key, short: false };
    case "file":
      return { ...base, kind: "file", title: "file.pdf", description: "", bytes: 1 };
    case "link":
      return { ...base, kind: "link", title: sent.title, description: "", url: sent.url };
    case "location": {
      const { lat, lng, reported } = sent;
      const how = reported ? "reported" : "sent";
      return { ...base, kind: "location", lat, lng, how, label: "", precisionM: null };
    }
    case "menu":
      return { ...base, ...tap(sent.key, settings) };
    case "scanned": {
      const scan = { type: "qrcode", result: sent.result };
      return { ...base, ...tap(sent.key, settings), opens: "scan", scan };
    }
    case "follow":
      return { ...base, kind: "follow", channel: sent.channel };
    case "scan":
      return { ...base, kind: "scan", channel: sent.channel };
    case "unfollow":
      return { ...base, kind: "unfollow" };
    case "notice": {
      const { template, reason } = sent;
      const state = sent.state === "failed" ? "failed" : "sent";
      return { ...base, kind: "notice", state, template, reason };
    }
    case "payment":
      return { ...base, kind: "payment", ...soldOrder(sent, base.sentAtMs, settings) };
    case "agent": {
      const state = AGENT_STATES.find((one) => one === sent.state) ?? "opened";
      return { ...base, kind: "agent", state, at: "wechat", agent: "kf2001@test", messages: [] };
    }
    case "event":
      return { ...base, kind: "event", name: sent.name, fields: sent.fields };
  }
};
