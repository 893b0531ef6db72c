import { newFollower } from "../../../engine/apply-changes.ts";
import type { FactContext } from "../../../engine/definitions/definition.ts";
import type { FollowerState } from "../../../engine/schema/follower.ts";
import type { EventFields, EventKind, InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Order } from "../../../engine/schema/order.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { settings, textEvent } from "../../builders.ts";

/** 2026-11-26 20:31 in Shanghai, a Thursday. */
export const NOW_MS = Date.UTC(2026, 10, 26, 12, 31);
const DAY_MS = 86_400_000;

const agent = { to: "inbox", name: "小美", quietMs: 1, quietUntilMs: NOW_MS + 1 };
const opened = { state: "opened", at: "wechat", agent: "kf1@shop", messages: [] } as const;

/** An event of any kind. */
export const eventOf = <K extends EventKind>(kind: K, fields: EventFields[K]): InboundEvent =>
  ({ ...textEvent(), kind, ...fields }) as unknown as InboundEvent;
/** A follower with these differences from a new one. */
export const follower = (of: Partial<FollowerState> = {}): FollowerState => ({
  ...newFollower(),
  ...of,
});

const place = { tel: "", list: "" };
export const account = settings({
  holidays: ["2026-10-01"],
  channels: [
    { id: "machine-*", name: "售货机", permanent: true, tags: [] },
    { id: "machine-sh-*", name: "上海售货机", permanent: true, tags: [] },
    { id: "machine-7", name: "七号机", permanent: true, tags: [] },
  ],
  pictures: [
    { id: "cover", name: "清明上河图", file: "cover.jpg", text: "北宋" },
    { id: "plain", name: "无字", file: "plain.jpg", text: "" },
  ],
  products: [{ id: "latte", name: "拿铁", priceFen: 3_000, valid: "90d", stock: 100 }],
  places: [
    {
      ...place,
      id: "west",
      name: "西店",
      address: "一号路1号",
      lat: 31.2304,
      lng: 121.4737,
      tel: "021-1",
      hours: ["09:00-20:00"],
    },
    { ...place, id: "east", name: "东店", address: "二号路2号", lat: 31.24, lng: 121.5 },
  ],
});
/** What a fact is read from. */
export const context = (of: Partial<FactContext> = {}): FactContext => ({
  event: textEvent({ text: "你好" }),
  follower: follower(),
  settings: account,
  nowMs: NOW_MS,
  rule: "hours",
  captured: {},
  ...of,
});

const order: Order = {
  no: "48213094820394820394",
  state: "paid",
  product: "latte",
  amountFen: 2_800,
  refundedFen: 5,
  createdAtMs: NOW_MS,
  expiresAtMs: NOW_MS + DAY_MS,
  channel: "machine-7",
};
const paid = eventOf("payment", { state: "paid", order });

const dialog = {
  id: "dialog",
  path: "rules/hours/then/0",
  version: 1,
  untilMs: NOW_MS + 1,
  captured: {},
  secrets: [],
  tries: 0,
};
const menu = { button: "HOURS", opens: "click", scan: null, position: null, pictures: 0 } as const;
const sent = {
  lat: 31.2403,
  lng: 121.5,
  how: "sent",
  label: "人民广场",
  precisionM: null,
} as const;
const tap = { key: "PHOTO", atMs: NOW_MS - 5_000, left: 1, answered: false };
const image = eventOf("image", { mediaId: "M1", url: "https://p.example/1" });
const seen = (picture: string) => eventOf("image", { mediaId: "M1", url: "", picture });
const link = eventOf("link", { title: "登机牌", description: "请出示", url: "https://l.example/" });
const stored = follower({
  values: {
    name: "小美",
    remark: "常客",
    language: "zh_CN",
    city: "上海",
    address: { city: "苏州" },
  },
  channel: "poster-01",
  followedAtMs: NOW_MS - 3 * DAY_MS + 1,
  tags: ["VIP", "会员"],
  position: { lat: 31.2305, lng: 121.4737, atMs: 0 },
});

const mapped = { ...account, map: true };
/** The services say so of the position, rounded to a hundred metres. */
const inDistrict =
  (value: string): NonNullable<FactContext["answer"]> =>
  ({ kind, args }) => {
    const isAsked = kind === "district" && JSON.stringify(args) === '{"lat":31.231,"lng":121.474}';
    return isAsked ? { ok: true, value } : { ok: false, reason: "another question" };
  };
const failedNotice = { state: "failed", template: "order-paid", reason: "refused" } as const;
/** A name, what it is read from, and what it is then. */
export type Case = readonly [name: string, from: Partial<FactContext>, value: Json | undefined];
export const CASES: readonly Case[] = [
  ["text", { event: textEvent({ text: " Ｈi " }) }, " Ｈi "],
  [
    "text",
    { event: eventOf("voice", { mediaId: "M", format: "amr", recognised: "打烊了吗" }) },
    "打烊了吗",
  ],
  [
    "text",
    { event: eventOf("voice", { mediaId: "M", format: "amr", recognised: null }) },
    undefined,
  ],
  ["rest", { captured: { rest: "拿铁" } }, "拿铁"],
  ["rest", {}, undefined],
  ["message.type", {}, "text"],
  ["message.type", { event: image }, "image"],
  ["message.title", { event: link }, "登机牌"],
  ["message.title", {}, undefined],
  ["message.url", { event: link }, "https://l.example/"],
  ["message.url", { event: image }, "https://p.example/1"],
  ["message.description", { event: link }, "请出示"],
  ["message.label", { event: eventOf("location", sent) }, "人民广场"],
  ["message.label", { event: eventOf("menu", { ...menu, position: { ...sent } }) }, "人民广场"],
  [
    "message.format",
    { event: eventOf("voice", { mediaId: "M", format: "amr", recognised: "" }) },
    "amr",
  ],
  [
    "message.recognised",
    { event: eventOf("voice", { mediaId: "M", format: "amr", recognised: "打烊了吗" }) },
    true,
  ],
  [
    "message.recognised",
    { event: eventOf("voice", { mediaId: "M", format: "speex", recognised: null }) },
    false,
  ],
  ["message.recognised", {}, undefined],
  ["message.menu", { event: eventOf("menu", menu) }, "HOURS"],
  ["message.menu", { event: image, follower: follower({ tap }) }, "PHOTO"],
  [
    "message.menu",
    { event: image, follower: follower({ tap: { ...tap, atMs: NOW_MS - 60_001 } }) },
    undefined,
  ],
  ["message.menu", { follower: follower({ tap }) }, undefined],
  ["message.menu", { event: image, tap }, "PHOTO"],
  ["follower.openid", {}, "o1"],
  ["follower.name", { follower: stored }, "小美"],
  ["follower.name", {}, undefined],
  ["follower.remark", { follower: stored }, "常客"],
  ["follower.language", { follower: stored }, "zh_CN"],
  ["follower.city", { follower: stored }, "上海"],
  ["follower.channel", { follower: stored }, "poster-01"],
  [
    "follower.last-channel",
    { follower: follower({ source: { joined: "", last: "gate-1", isSilent: false } }) },
    "gate-1",
  ],
  ["follower.last-channel", { follower: stored }, undefined],
  ["follower.followed-at", { follower: stored }, "2026-11-23 20:31"],
  ["follower.followed-at", {}, undefined],
  ["follower.days", { follower: stored }, 2],
  ["follower.days", { follower: follower({ followedAtMs: NOW_MS - 3 * DAY_MS }) }, 3],
  ["follower.days", { follower: follower({ followedAtMs: NOW_MS + DAY_MS }) }, 0],
  ["follower.position", { follower: stored }, { lat: 31.2305, lng: 121.4737 }],
  [
    "follower.position",
    { event: eventOf("location", sent), follower: stored },
    { lat: 31.2403, lng: 121.5 },
  ],
  ["follower.*", { follower: stored }, undefined],
  ["tags", { follower: stored }, ["VIP", "会员"]],
  ["tags", { follower: null }, []],
  ["time", {}, "20:31"],
  ["date", {}, "2026-11-26"],
  ["weekday", {}, "thu"],
  ["day", {}, "workday"],
  ["day", { nowMs: Date.UTC(2026, 9, 1, 4) }, "restday"],
  ["distance", { follower: stored }, 11],
  ["distance", { event: eventOf("location", sent), follower: stored }, 33],
  ["distance", {}, undefined],
  ["place.id", { follower: stored }, "west"],
  ["place.id", { event: eventOf("location", sent), follower: stored }, "east"],
  ["place.name", { follower: stored }, "西店"],
  ["place.address", { follower: stored }, "一号路1号"],
  ["place.tel", { follower: stored }, "021-1"],
  ["place.hours", { follower: stored }, ["09:00-20:00"]],
  ["place.hours", { event: eventOf("location", sent) }, undefined],
  ["place.open", { follower: stored }, false],
  ["place.open", { follower: stored, nowMs: NOW_MS - 3_600_000 }, true],
  ["place.open", { event: eventOf("location", sent) }, undefined],
  ["place.open", {}, undefined],
  ["district", { follower: stored, settings: mapped, answer: inDistrict("黄浦区") }, "黄浦区"],
  ["district", { follower: stored, settings: mapped, answer: inDistrict("") }, undefined],
  ["district", { follower: stored, answer: inDistrict("黄浦区") }, undefined],
  ["district", { settings: mapped, answer: inDistrict("黄浦区") }, undefined],
  ["dialog", { follower: follower({ dialog }) }, true],
  ["dialog", { follower: follower({ dialog: { ...dialog, untilMs: NOW_MS } }) }, false],
  ["dialog", { follower: null }, false],
  ["visits", { follower: follower({ fired: { hours: { count: 4, atMs: [1] } } }) }, 4],
  ["visits", {}, 0],
  ["misses", { follower: follower({ misses: 2 }) }, 2],
  ["misses", { follower: null }, 0],
  ["window", { follower: follower({ window: { untilMs: NOW_MS + 1, left: 3 } }) }, 3],
  ["window", { follower: follower({ window: { untilMs: NOW_MS, left: 3 } }) }, 0],
  ["window", {}, 0],
  ["bucket", {}, 42],
  ["agent.name", { follower: follower({ agent }) }, "小美"],
  ["agent.name", { event: eventOf("agent", opened), follower: follower({ agent }) }, "kf1@shop"],
  ["agent.name", {}, undefined],
  ["channel.id", { event: eventOf("scan", { channel: "machine-7" }) }, "machine-7"],
  ["channel.id", { event: eventOf("follow", { channel: null }) }, undefined],
  ["channel.name", { event: eventOf("follow", { channel: "machine-7" }) }, "七号机"],
  ["channel.name", { event: eventOf("scan", { channel: "machine-sh-1" }) }, "上海售货机"],
  ["channel.name", { event: eventOf("scan", { channel: "machine-8" }) }, "售货机"],
  ["channel.name", { event: eventOf("scan", { channel: "unknown" }) }, undefined],
  [
    "scan.type",
    { event: eventOf("menu", { ...menu, scan: { type: "qrcode", result: "42" } }) },
    "qrcode",
  ],
  [
    "scan.result",
    { event: eventOf("menu", { ...menu, scan: { type: "qrcode", result: "42" } }) },
    "42",
  ],
  ["scan.result", {}, undefined],
  ["picture.id", { event: seen("cover") }, "cover"],
  ["picture.id", { event: seen("gone") }, undefined],
  ["picture.id", { event: image }, undefined],
  ["picture.name", { event: seen("cover") }, "清明上河图"],
  ["picture.text", { event: seen("cover") }, "北宋"],
  ["picture.text", { event: seen("plain") }, undefined],
  ["notice.template", { event: eventOf("notice", failedNotice) }, "order-paid"],
  ["notice.reason", { event: eventOf("notice", failedNotice) }, "refused"],
  ["notice.reason", { event: eventOf("notice", { ...failedNotice, reason: "" }) }, undefined],
  ["order.no", { event: paid }, "48213094820394820394"],
  ["order.no", { follower: follower({ order: { ...order, no: "1" } }) }, "1"],
  ["order.no", {}, undefined],
  ["order.state", { event: paid }, "paid"],
  ["order.product", { event: paid }, "latte"],
  [
    "order.product",
    { event: eventOf("payment", { state: "paid", order: { ...order, product: "" } }) },
    undefined,
  ],
  ["order.amount", { event: paid }, "28.00"],
  ["order.refunded", { event: paid }, "0.05"],
  ["order.expires", { event: paid }, "2026-11-27 20:31"],
  ["order.expires", { follower: follower({ order: { ...order, expiresAtMs: null } }) }, undefined],
  ["order.channel", { event: paid }, "machine-7"],
  ["product.id", { event: paid }, "latte"],
  ["product.name", { event: paid }, "拿铁"],
  ["product.price", { event: paid }, "30.00"],
  ["product.valid", { event: paid }, "90d"],
  ["product.name", {}, undefined],
  ["event.name", { event: eventOf("event", { name: "bound", fields: {} }) }, "bound"],
  ["event.*", { event: eventOf("event", { name: "bound", fields: {} }) }, undefined],
];
