import { buttonOf } from "../../server/sandbox/state/menus.ts";
import { writePng } from "../../server/wechat/wire/png.ts";
import { askPlatform } from "./ask-platform.ts";
import type { OpenPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

const menu = [
  { name: "点单", type: "view", url: "https://coffee.example/menu" },
  {
    name: "门店",
    sub_button: [
      { name: "营业时间", type: "click", key: "HOURS" },
      { name: "最近门店", type: "location_select", key: "NEAREST" },
      { name: "扫杯码", type: "scancode_waitmsg", key: "SCAN_CUP" },
    ],
  },
  {
    name: "会员",
    sub_button: [
      { name: "入会", type: "click", key: "JOIN" },
      { name: "今日好运", type: "click", key: "LUCKY" },
    ],
  },
];

/** A cup on a table, drawn by arithmetic. */
const cup = (x: number, y: number): number => {
  const isCup = x > 60 && x < 140 && y > 30 && y < 80 - Math.abs(x - 100) / 8;
  const isHandle = Math.abs(Math.hypot(x - 146, y - 52) - 14) < 4;
  if (isCup || isHandle) return 250;
  return y > 84 ? 90 : 150 + Math.round(y / 3);
};

const article = (title: string, description: string, picture: string): string =>
  `<item><Title>${title}</Title><Description>${description}</Description><PicUrl>${picture}</PicUrl><Url>https://coffee.example/${encodeURIComponent(title)}</Url></item>`;

/** Keeps the bot's pictures; gives how it answers each push of the story. */
const answersOf = ({ sandbox }: OpenPhone): ((push: string) => string) => {
  const keep = (type: string): string =>
    sandbox.core.media.put({
      account: "shop",
      type,
      name: `${type}.png`,
      contentType: "image/png",
      bytes: writePng(200, 100, cup),
    }).mediaId;
  const picture = `${sandbox.url}/mmbiz/${keep("image")}/0`;
  const image = keep("image");
  const thumb = keep("thumb");
  const said: Readonly<Record<string, string>> = {
    营业时间: text('我们每天 9:00–22:00 营业。\n<a href="https://coffee.example/map">查看地图</a>'),
    图片: `<MsgType>image</MsgType><Image><MediaId>${image}</MediaId></Image>`,
    新品: `<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles>${article("秋季新品：桂花拿铁", "新鲜桂花，只在十月。", picture)}</Articles>`,
    音乐: `<MsgType>music</MsgType><Music><Title>早安</Title><Description>钢琴</Description><MusicUrl>https://music.example/a.mp3</MusicUrl><HQMusicUrl></HQMusicUrl><ThumbMediaId>${thumb}</ThumbMediaId></Music>`,
    乱答: "<MsgType>dance</MsgType>",
  };
  const list = [article("本周活动", "", picture), article("会员日", "", picture)].join("");
  return (push) => {
    if (inside(push, "Event") === "SCAN")
      return `<MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles>${list}</Articles>`;
    if (inside(push, "Event") === "subscribe") return text("欢迎关注拾光咖啡！回复「新品」看看。");
    if (inside(push, "MsgType") === "voice") return text(`听到了：${inside(push, "Recognition")}`);
    return said[inside(push, "Content")] ?? "";
  };
};

/** Publishes the menu and teaches the bot. */
export const setScene = (phone: OpenPhone): void => {
  phone.sandbox.core.menus.add("shop", menu.map(buttonOf), null);
  phone.bot.answer = answersOf(phone);
};

/** Follows, and says everything there is, so that every kind of bubble stands in the log. */
export const tellStory = async (phone: OpenPhone): Promise<void> => {
  const { core } = phone.sandbox;
  const openid = core.followers.openidOf("shop", "小明");
  const say = (message: { readonly kind: string; readonly [name: string]: unknown }) =>
    core.pusher.push({ account: "shop", from: openid, message });
  await phone.page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await phone.page.getByText("欢迎关注拾光咖啡").waitFor();
  await say({ kind: "text", text: "营业时间" });
  await say({ kind: "voice", recognised: "今天有什么新品" });
  await say({ kind: "text", text: "新品" });
  await say({ kind: "SCAN", channel: "poster-01" });
  await say({ kind: "text", text: "图片" });
  await say({ kind: "image", data: writePng(200, 100, cup).toString("base64") });
  await say({ kind: "text", text: "音乐" });
  await say({ kind: "location", lat: 31.2304, lng: 121.4737, label: "人民广场" });
  await say({
    kind: "link",
    title: "菜单",
    description: "价格表",
    url: "https://coffee.example/menu",
  });
  await say({ kind: "file", title: "简历.pdf", bytes: 34_567 });
  await say({ kind: "video" });
  await say({ kind: "text", text: "乱答" });
  const list = ["满意", "不满意"].map((content, place) => ({ id: `10${place}`, content }));
  const msgmenu = { head_content: "您对今天的咖啡满意吗？", list, tail_content: "谢谢您的评价" };
  await askPlatform(phone.sandbox, "/cgi-bin/message/custom/send", {
    touser: openid,
    msgtype: "msgmenu",
    msgmenu,
  });
  await phone.page.getByText("谢谢您的评价").waitFor();
};
