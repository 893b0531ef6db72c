import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writePng } from "../../server/wechat/wire/png.ts";
import type { PlatformAnswer } from "./ask-platform.ts";
import { askPlatform } from "./ask-platform.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

let browser: Browser;
let phone: OpenPhone;

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  const { page, bot } = phone;
  bot.answer = () => text("欢迎");
  await page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await page.getByText("欢迎", { exact: true }).waitFor();
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const log = () => phone.page.getByRole("log");
const last = () => log().getByRole("article").last();

const keep = (type: string): string => {
  const bytes = writePng(40, 20, (x, y) => x * 4 + y);
  const about = { account: "shop", type, name: `${type}.png`, contentType: "image/png" };
  return phone.sandbox.core.media.put({ ...about, bytes }).mediaId;
};
const say = async (content: string): Promise<void> => {
  await phone.page.getByLabel("输入消息").fill(content);
  await phone.page.keyboard.press("Enter");
};
const replyWith = async (answer: string): Promise<void> => {
  phone.bot.answer = () => answer;
  await say("来一个");
};
const sendLater = (message: object): Promise<PlatformAnswer> => {
  const touser = phone.sandbox.core.followers.openidOf("shop", "小明");
  return askPlatform(phone.sandbox, "/cgi-bin/message/custom/send", { touser, ...message });
};

describe("what a follower sees", () => {
  test("a text whose links can be opened, and whose markup is harmless", async () => {
    await replyWith(
      text(
        `看<a href="https://coffee.example/menu">菜单</a>或 https://coffee.example/map 。<img src=x onerror=alert(1)><a href="javascript:alert(1)">坏</a>`,
      ),
    );
    await last().getByRole("link", { name: "菜单", exact: true }).waitFor();
    expect(await last().getByRole("link").count()).toBe(2);
    expect(await last().locator("img").count()).toBe(0);
    expect(await last().innerText()).toContain("<img src=x onerror=alert(1)>");
  });

  test("a picture, which opens large and closes with Esc", async () => {
    await replyWith(`<MsgType>image</MsgType><Image><MediaId>${keep("image")}</MediaId></Image>`);
    await last().getByRole("button", { name: "图片" }).click();
    const large = phone.page.getByRole("dialog", { name: "图片" });
    await large.waitFor();
    await phone.page.keyboard.press("Escape");
    await large.waitFor({ state: "hidden" });
  });

  test("a voice", async () => {
    await replyWith(`<MsgType>voice</MsgType><Voice><MediaId>${keep("voice")}</MediaId></Voice>`);
    await last().getByRole("button", { name: /^语音/ }).waitFor();
  });

  test("a video with its title", async () => {
    await replyWith(
      `<MsgType>video</MsgType><Video><MediaId>${keep("video")}</MediaId><Title>手冲</Title><Description>三分钟</Description></Video>`,
    );
    await last().getByText("手冲").waitFor();
    await last().getByRole("button", { name: "播放视频" }).waitFor();
  });

  test("music that plays elsewhere", async () => {
    await replyWith(
      `<MsgType>music</MsgType><Music><Title>早安</Title><Description>钢琴</Description><MusicUrl>https://music.example/a.mp3</MusicUrl><HQMusicUrl></HQMusicUrl><ThumbMediaId>${keep("thumb")}</ThumbMediaId></Music>`,
    );
    const link = last().getByRole("link");
    await link.getByText("早安").waitFor();
    expect(await link.getAttribute("href")).toBe("https://music.example/a.mp3");
  });

  test("an article as a card", async () => {
    await replyWith(
      `<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>秋季新品</Title><Description>桂花拿铁</Description><PicUrl>${phone.sandbox.url}/mmbiz/${keep("image")}/0</PicUrl><Url>https://coffee.example/autumn</Url></item></Articles>`,
    );
    const card = last().getByRole("link", { name: /秋季新品/ });
    await card.getByText("桂花拿铁").waitFor();
    const width = "document.querySelector('.ph-article-cover').naturalWidth";
    await expect.poll(() => phone.page.evaluate(width)).toBe(40);
  });

  test("several articles after an event, a picture of another host drawn as a blank", async () => {
    const item = (title: string): string =>
      `<item><Title>${title}</Title><Description></Description><PicUrl>https://elsewhere.example/a.png</PicUrl><Url>https://coffee.example/${title}</Url></item>`;
    phone.bot.answer = (push) =>
      inside(push, "Event") === "SCAN"
        ? `<MsgType>news</MsgType><ArticleCount>3</ArticleCount><Articles>${["甲", "乙", "丙"].map(item).join("")}</Articles>`
        : "";
    await phone.page.getByLabel("场景值").fill("poster-01");
    await phone.page.getByRole("button", { name: "扫码", exact: true }).click();
    await last().getByRole("link", { name: "丙" }).waitFor();
    expect(await last().getByRole("listitem").count()).toBe(3);
    expect(await last().locator("img").count()).toBe(0);
  });

  test("nothing, and that it was nothing", async () => {
    await replyWith("");
    await expect.poll(() => last().innerText()).toMatch(/来一个\s+没有回复 · \d+ 毫秒/);
  });

  test("the platform's grey line when the answer is no answer", async () => {
    await replyWith("<MsgType>dance</MsgType>");
    await log().getByText("该公众号暂时无法提供服务，请稍后再试").waitFor();
    await log()
      .getByText(/微信不认这个回复：unknown MsgType dance/)
      .waitFor();
  });

  test("a message menu that arrives late, whose items answer when they are tapped", async () => {
    expect(
      await sendLater({
        msgtype: "msgmenu",
        msgmenu: {
          head_content: "满意吗？",
          list: [
            { id: "101", content: "满意" },
            { id: "102", content: "不满意" },
          ],
          tail_content: "谢谢",
        },
      }),
    ).toMatchObject({ errcode: 0 });
    await last().getByText("客服消息").waitFor();
    let push = "";
    phone.bot.answer = (xml) => {
      push = xml;
      return "";
    };
    await last().getByRole("button", { name: "不满意" }).click();
    await expect.poll(() => inside(push, "bizmsgmenuid")).toBe("102");
    expect(inside(push, "Content")).toBe("不满意");
  });

  test("a mini program's card", async () => {
    const miniprogrampage = {
      title: "点单小程序",
      appid: "wx0123456789abcdef",
      pagepath: "pages/index",
      thumb_media_id: keep("thumb"),
    };
    expect(await sendLater({ msgtype: "miniprogrampage", miniprogrampage })).toMatchObject({
      errcode: 0,
    });
    await last().getByText("点单小程序").waitFor();
    await last().getByText("小程序", { exact: true }).waitFor();
  });

  test("that the other side is typing, until the message comes", async () => {
    const { core } = phone.sandbox;
    const openid = core.followers.openidOf("shop", "小明");
    const line = { account: "shop", openid, via: "customer-message" } as const;
    core.conversation.add({ ...line, shown: { kind: "typing", on: true } });
    await phone.page.getByRole("heading", { name: "对方正在输入…" }).waitFor();
    core.conversation.add({ ...line, shown: { kind: "text", text: "久等了" }, agent: "小王" });
    await phone.page.getByRole("heading", { name: "拾光咖啡" }).waitFor();
    await last().getByText("客服 小王").waitFor();
  });
});
