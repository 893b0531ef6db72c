import type { Both } from "./text.ts";

const zhCn = {
  title: "渠道二维码",
  help: "粉丝从哪里来：每个渠道的扫码、新增、流失、首次发言和转化。渠道写在 channels.yaml 里。",
  days: "时间",
  lastDays: (days: number) => `最近 ${days} 天`,
  list: "各渠道",
  empty: "这段时间没有人扫码，也没有写渠道。",
  other: "（不经二维码）",
  cut: "渠道太多，只列出扫码最多的；全部数据请用命令 yingda channels --out。",
  save: "存为表格",
  columns: {
    channel: "渠道",
    name: "名称",
    scans: "扫码",
    follows: "新增",
    losses: "流失",
    net: "净增",
    replies: "首次发言",
    records: "转化",
    code: "二维码",
  },
  show: "查看",
  showButton: (channel: string) => `查看 ${channel} 的二维码`,
  showOf: (channel: string) => `${channel} 的二维码`,
  forGood: "永久有效",
  until: "有效期至",
  link: "二维码的内容",
  savePicture: "保存图片",
};

const en: typeof zhCn = {
  title: "Channels",
  help: "Where followers come from: scans, new and lost followers, first words and conversions of each channel. channels.yaml names them.",
  days: "Time",
  lastDays: (days) => `Last ${days} days`,
  list: "By channel",
  empty: "Nobody scanned in this time, and no channel is declared.",
  other: "(by no code)",
  cut: "There are too many channels: only those most scanned are listed; yingda channels --out writes all.",
  save: "Save as a sheet",
  columns: {
    channel: "Channel",
    name: "Name",
    scans: "Scans",
    follows: "New",
    losses: "Lost",
    net: "Net",
    replies: "First word",
    records: "Conversions",
    code: "Code",
  },
  show: "Show",
  showButton: (channel) => `Show the code of ${channel}`,
  showOf: (channel) => `Code of ${channel}`,
  forGood: "Lasts for ever",
  until: "Lasts until",
  link: "What the code says",
  savePicture: "Save the picture",
};

/** Words of the channels' page. */
export const channelWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
