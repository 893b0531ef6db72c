import type { PushAsked } from "./control.ts";

type Message = PushAsked["message"];
const texts = (...all: readonly string[]): readonly Message[] =>
  all.map((text) => ({ kind: "text", text }));

/** Messages that any account may get. */
const anybodys: readonly Message[] = [
  { kind: "image" },
  { kind: "video" },
  { kind: "shortvideo" },
  { kind: "voice", recognised: "营业时间" },
  { kind: "voice", recognised: "" },
  { kind: "link", title: "行程", url: "https://a.example" },
  { kind: "file", title: "报价单.pdf", bytes: 10 },
  { kind: "location", lat: 31.2305, lng: 121.4738 },
  { kind: "location", lat: 30.5501, lng: 114.3001 },
  { kind: "LOCATION", lat: 31.2304, lng: 121.4737 },
  { kind: "subscribe" },
  { kind: "SCAN", channel: "nobody" },
  { kind: "VIEW", url: "https://a.example" },
  { kind: "view_miniprogram", page: "a" },
  { kind: "TEMPLATESENDJOBFINISH" },
  { kind: "kf_close_session" },
  { kind: "user_get_card" },
  { kind: "event", event: "never_heard_of", fields: { Anything: "goes" } },
  ...texts("三条", "第三个 emoji 😀 <xml>&amp;]]>", "嗯嗯"),
];

/** What followers of each example account do, beside that. */
const own: Readonly<Record<string, readonly Message[]>> = {
  coffee: [
    ...texts("营业时间", "菜单", "ＷＩＦＩ", "你们电话多少", "好运", "点拿铁", "来一杯豆浆", "冰"),
    ...texts("入会", "13800138000", "退会", "取消"),
    { kind: "CLICK", key: "HOURS" },
    { kind: "CLICK", key: "LUCKY" },
    { kind: "CLICK", key: "JOIN" },
    { kind: "subscribe", channel: "poster-01" },
    { kind: "SCAN", channel: "table-07" },
    { kind: "location_select", key: "NEAREST", lat: 31.2, lng: 121.44 },
    { kind: "scancode_waitmsg", key: "SCAN_CUP", result: "C-7" },
  ],
  airline: [
    ...texts("YQ1234", "请问 yq 880 到哪了", "值机", "110105194912310021", "11010519491231002X"),
    ...texts("航班动态", "延误", "2026-12-30", "靠窗", "算了"),
    { kind: "CLICK", key: "FLIGHT" },
    { kind: "CLICK", key: "CHECK_IN" },
    { kind: "scancode_push", key: "SCAN_PASS", result: "7810012345678" },
    { kind: "pic_photo_or_album", key: "LUGGAGE" },
    { kind: "subscribe", channel: "gate-B12" },
    { kind: "SCAN", channel: "gate-B7" },
  ],
  museum: [
    ...texts("12", "20", "30", "40", "7", "121", "今天开放吗", "怎么走", "预约", "3", "谢谢"),
    ...texts("导览", "2026-12-10", "10:30", "13800138000"),
    { kind: "voice", recognised: "几点闭馆。" },
  ],
};

/** A push that a follower of this account may make, picked by a number from 0 to 1. */
export const pickMessage = (account: string, pick: number): Message => {
  const all = [...anybodys, ...(own[account] ?? []), ...(own[account] ?? [])];
  return all[Math.floor(pick * all.length)] ?? { kind: "text", text: "" };
};

/** Not answered in the conversation: the follower sees nothing of it. */
export const unseenKinds: ReadonlySet<string> = new Set([
  "VIEW",
  "view_miniprogram",
  "TEMPLATESENDJOBFINISH",
  "kf_close_session",
  "user_get_card",
  "event",
]);
