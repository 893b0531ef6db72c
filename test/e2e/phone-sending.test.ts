import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writePng } from "../../server/wechat/wire/png.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

let browser: Browser;
let phone: OpenPhone;
const pushes: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  const { page, bot } = phone;
  bot.answer = (push) => {
    pushes.push(push);
    return text(`第 ${pushes.length} 条`);
  };
  await page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await page.getByText("第 1 条").waitFor();
});
beforeEach(() => {
  pushes.length = 0;
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const log = () => phone.page.getByRole("log");
const pushed = async (): Promise<string> => {
  await expect.poll(() => pushes.length).toBeGreaterThan(0);
  return pushes.at(-1) ?? "";
};
const openPanel = async (name: string): Promise<void> => {
  const more = phone.page.getByRole("button", { name: "更多", exact: true });
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
  const panel = phone.page.getByRole("list", { name: "更多输入" });
  await panel.getByRole("button", { name, exact: true }).click();
};
const confirm = (name = "发送"): Promise<void> =>
  phone.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

describe("what a follower can send", () => {
  test("a text, with Enter, and its answer with the time it took", async () => {
    await phone.page.getByLabel("输入消息").fill("几点开门？");
    await phone.page.keyboard.press("Enter");
    expect(inside(await pushed(), "Content")).toBe("几点开门？");
    await log().getByText("几点开门？").waitFor();
    const answer = log().getByRole("article").last();
    await expect.poll(() => answer.innerText()).toMatch(/第 1 条\s+\d+ 毫秒/);
  });

  test("a voice, by typing what is recognised", async () => {
    await phone.page.getByRole("button", { name: "切换到语音" }).click();
    await phone.page.getByRole("button", { name: "按住 说话" }).click();
    await phone.page.getByLabel("说了什么（识别结果）").fill("我要外卖");
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("voice");
    expect(inside(push, "Recognition")).toBe("我要外卖");
    await log().getByText("我要外卖").waitFor();
  });

  test("a voice that nobody recognised", async () => {
    await phone.page.getByRole("button", { name: "按住 说话" }).click();
    await phone.page.getByLabel("不带识别结果").check();
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("voice");
    expect(push).not.toContain("Recognition");
    await phone.page.getByRole("button", { name: "切换到键盘" }).click();
  });

  test("a picture from the computer, whose bytes arrive as they were", async () => {
    const bytes = writePng(8, 8, (x, y) => x * y);
    await openPanel("照片");
    await phone.page
      .getByLabel("从电脑选择图片")
      .setInputFiles({ name: "red.png", mimeType: "image/png", buffer: bytes });
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("image");
    const response = await fetch(inside(push, "PicUrl"));
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    await log().getByRole("img", { name: "图片" }).first().waitFor();
  });

  test("a picture of the account", async () => {
    const bytes = writePng(6, 6, (x) => x * 40);
    const { mediaId } = phone.sandbox.core.media.put({
      account: "shop",
      type: "image",
      name: "menu.png",
      contentType: "image/png",
      bytes,
    });
    await openPanel("照片");
    await phone.page.getByRole("dialog").getByRole("img", { name: "menu.png" }).click();
    await confirm();
    const push = await pushed();
    expect(inside(push, "MediaId")).not.toBe(mediaId);
    const response = await fetch(inside(push, "PicUrl"));
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("a video", async () => {
    await openPanel("视频");
    expect(inside(await pushed(), "MsgType")).toBe("video");
    await log().getByRole("button", { name: "播放视频" }).waitFor();
  });

  test("a place chosen on the map by keyboard", async () => {
    await openPanel("位置");
    const map = phone.page.getByRole("button", { name: /^地图/ });
    await map.focus();
    await phone.page.keyboard.press("Shift+ArrowUp");
    await phone.page.keyboard.press("ArrowRight");
    await phone.page.getByLabel("地点名称").fill("北海公园");
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("location");
    expect(Number(inside(push, "Location_X"))).toBeGreaterThan(39.91);
    expect(Number(inside(push, "Location_Y"))).toBeGreaterThan(116.3975);
    expect(inside(push, "Label")).toBe("北海公园");
    await log().getByText("北海公园").waitFor();
  });

  test("a place by its numbers", async () => {
    await openPanel("位置");
    await phone.page.getByLabel("纬度").fill("31.2304");
    await phone.page.getByLabel("经度").fill("121.4737");
    await confirm();
    const push = await pushed();
    expect(inside(push, "Location_X")).toBe("31.2304");
    expect(inside(push, "Location_Y")).toBe("121.4737");
  });

  test("a link, which needs an address", async () => {
    await openPanel("链接");
    const send = phone.page.getByRole("dialog").getByRole("button", { name: "发送", exact: true });
    expect(await send.isDisabled()).toBe(true);
    await phone.page.getByLabel("网址").fill("https://coffee.example/menu");
    await phone.page.getByLabel("标题").fill("菜单");
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("link");
    expect(inside(push, "Url")).toBe("https://coffee.example/menu");
    const link = log().getByRole("link", { name: "菜单" });
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
  });

  test("a file by its name and size", async () => {
    await openPanel("文件");
    await phone.page.getByLabel("文件名").fill("简历.pdf");
    await phone.page.getByLabel("大小（字节）").fill("1536");
    await confirm();
    const push = await pushed();
    expect(inside(push, "MsgType")).toBe("file");
    expect(inside(push, "FileTotalLen")).toBe("1536");
    await log().getByText("1.5 KB").waitFor();
  });

  test("a scan of a channel", async () => {
    await openPanel("扫一扫");
    await phone.page.getByLabel("扫到的内容").fill("poster-01");
    await confirm("确定");
    const push = await pushed();
    expect(inside(push, "Event")).toBe("SCAN");
    expect(inside(push, "EventKey")).toBe("poster-01");
    await log().getByText("扫描了渠道二维码「poster-01」").waitFor();
  });

  test("leaving and following again by a channel", async () => {
    const { page } = phone;
    await page.getByRole("button", { name: "取消关注" }).click();
    expect(inside(await pushed(), "Event")).toBe("unsubscribe");
    await page.getByText("还没有关注这个公众号").waitFor();
    await page.getByLabel("场景值").fill("table-7");
    await page.getByRole("button", { name: "扫码", exact: true }).click();
    await expect.poll(() => inside(pushes.at(-1) ?? "", "Event")).toBe("subscribe");
    expect(inside(pushes.at(-1) ?? "", "EventKey")).toBe("qrscene_table-7");
    await page.getByLabel("输入消息").waitFor();
  });
});
