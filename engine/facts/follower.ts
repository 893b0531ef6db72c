import { Type } from "typebox";
import type { FactContext } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import type { Json } from "../schema/words.ts";
import { printMoment } from "../time/calendar.ts";
import { lastPosition } from "./nearest-place.ts";
import { valueAt } from "./own.ts";

const group = "follower";
const value = Type.String();
const DAY_MS = 86_400_000;
const PREFIX = "follower.";
/** What is stored under the name behind `follower.`. */
const stored = ({ follower }: FactContext, name: string): Json | undefined =>
  valueAt(follower?.values, name.slice(PREFIX.length));

export const followerOpenid = defineFact({
  name: "follower.openid",
  title: { "zh-CN": "OpenID", en: "OpenID" },
  help: {
    "zh-CN": "微信给这位粉丝的编号，每个公众号不同。",
    en: "The id WeChat gave this follower; another one for each account.",
  },
  group,
  value,
  on: "text",
  read: ({ event }) => event.follower ?? undefined,
});

export const followerName = defineFact({
  name: "follower.name",
  title: { "zh-CN": "称呼", en: "Name" },
  help: {
    "zh-CN": "昵称或称呼：由页面、导入或 set 存下。",
    en: "Nickname or name, as a page, an import or set stored it.",
  },
  group,
  value,
  on: "text",
  read: stored,
});

export const followerRemark = defineFact({
  name: "follower.remark",
  title: { "zh-CN": "备注名", en: "Remark" },
  help: { "zh-CN": "运营者给的备注名。", en: "The name that operators gave this follower." },
  group,
  value,
  on: "text",
  read: stored,
});

export const followerLanguage = defineFact({
  name: "follower.language",
  title: { "zh-CN": "语言", en: "Language" },
  help: {
    "zh-CN": "粉丝微信的语言，例如 zh_CN、en。",
    en: "The language of the follower's WeChat, such as zh_CN or en.",
  },
  group,
  value,
  on: "text",
  read: stored,
});

export const followerCity = defineFact({
  name: "follower.city",
  title: { "zh-CN": "城市", en: "City" },
  help: { "zh-CN": "粉丝的城市。", en: "The follower's city." },
  group,
  value,
  on: "text",
  read: stored,
});

export const followerChannel = defineFact({
  name: "follower.channel",
  title: { "zh-CN": "首次关注的渠道", en: "Channel of the first follow" },
  help: {
    "zh-CN": "第一次关注时扫的渠道二维码。",
    en: "The channel whose code brought the first follow.",
  },
  group,
  value,
  on: "text",
  read: ({ follower }) => follower?.channel ?? undefined,
});

export const followerLastChannel = defineFact({
  name: "follower.last-channel",
  title: { "zh-CN": "最近扫的渠道", en: "Channel scanned last" },
  help: {
    "zh-CN": "最近一次扫的渠道二维码，关注或再次扫码都算。",
    en: "The channel whose code was scanned last, with a follow or after it.",
  },
  group,
  value,
  on: "text",
  read: ({ follower }) => follower?.source?.last || undefined,
});

export const followerFollowedAt = defineFact({
  name: "follower.followed-at",
  title: { "zh-CN": "关注时间", en: "Followed at" },
  help: {
    "zh-CN": "最近一次关注的时间，例如 2026-12-01 18:00；与日期比较时只看那一天。",
    en: "When the follower last followed, such as 2026-12-01 18:00; against a date only the day counts.",
  },
  group,
  value,
  on: "time",
  read: ({ follower, settings }) => {
    const atMs = follower?.followedAtMs ?? null;
    return atMs === null ? undefined : printMoment(atMs, settings.timezone);
  },
});

export const followerDays = defineFact({
  name: "follower.days",
  title: { "zh-CN": "已关注天数", en: "Days followed" },
  help: {
    "zh-CN": "关注至今满几个 24 小时，当天为 0。",
    en: "Full days of 24 hours since the follow; 0 on the first.",
  },
  group,
  value: Type.Integer(),
  on: "number",
  read: ({ follower, nowMs }) => {
    const atMs = follower?.followedAtMs ?? null;
    return atMs === null ? undefined : Math.max(0, Math.floor((nowMs - atMs) / DAY_MS));
  },
});

export const followerPosition = defineFact({
  name: "follower.position",
  title: { "zh-CN": "最近的位置", en: "Last known position" },
  help: {
    "zh-CN": "粉丝最近一次发来或上报的位置，用「在范围内」判断。",
    en: "The position last sent or reported; ask it with within.",
  },
  group,
  value: Type.Object({ lat: Type.Number(), lng: Type.Number() }),
  on: "place",
  read: (context) => {
    const position = lastPosition(context);
    return position === null ? undefined : { lat: position.lat, lng: position.lng };
  },
});

export const followerStored = defineFact({
  name: "follower.*",
  title: { "zh-CN": "存下的资料", en: "Stored value" },
  help: {
    "zh-CN": "用 set、save: follower.名字、页面或导入存下的任何资料，例如 follower.phone。",
    en: "Whatever set, save: follower.NAME, a page or an import stored, such as follower.phone.",
  },
  group,
  value: Type.Unknown(),
  on: "text",
  read: stored,
});

export const tags = defineFact({
  name: "tags",
  title: { "zh-CN": "标签", en: "Tags" },
  help: { "zh-CN": "粉丝身上的标签，列表。", en: "The follower's tags, a list." },
  group,
  value: Type.Array(Type.String()),
  on: "list",
  read: ({ follower }) => follower?.tags ?? [],
});
