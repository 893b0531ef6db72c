import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buttonOf } from "../../server/sandbox/state/menus.ts";
import { writePng } from "../../server/wechat/wire/png.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

const menu = [
  { name: "点单", type: "view", url: "https://coffee.example/menu" },
  {
    name: "门店",
    sub_button: [
      { name: "营业时间", type: "click", key: "HOURS" },
      { name: "最近门店", type: "location_select", key: "NEAREST" },
      { name: "扫杯码", type: "scancode_waitmsg", key: "SCAN_CUP" },
      { name: "晒杯子", type: "pic_photo_or_album", key: "SHARE" },
    ],
  },
  { name: "会员", type: "click", key: "JOIN" },
];

let browser: Browser;
let phone: OpenPhone;
const pushes: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  phone.bot.answer = (push) => {
    pushes.push(push);
    return text("好");
  };
  phone.sandbox.core.menus.add("shop", menu.map(buttonOf), null);
  await phone.page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await phone.page.getByRole("navigation", { name: "自定义菜单" }).waitFor();
});
beforeEach(() => {
  pushes.length = 0;
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const bar = () => phone.page.getByRole("navigation", { name: "自定义菜单" });
const tapBelow = async (name: string): Promise<void> => {
  await bar().getByRole("button", { name: "门店" }).click();
  await phone.page.getByRole("menuitem", { name }).click();
};
const events = (): readonly string[] =>
  pushes.map((push) => inside(push, "Event") || inside(push, "MsgType"));

describe("the menu on the phone", () => {
  test("stands there as it was published", async () => {
    const buttons = bar().getByRole("button");
    expect(await buttons.allInnerTexts()).toEqual(["", "点单", "门店", "会员"]);
  });

  test("pushes a button's key", async () => {
    await bar().getByRole("button", { name: "会员" }).click();
    await expect.poll(() => inside(pushes[0] ?? "", "EventKey")).toBe("JOIN");
    await phone.page.getByText("点了菜单「会员」").waitFor();
  });

  test("opens a page", async () => {
    await bar().getByRole("button", { name: "点单" }).click();
    const page = phone.page.getByRole("status").getByRole("link");
    expect(await page.getAttribute("href")).toBe("https://coffee.example/menu");
    await phone.page.getByRole("button", { name: "关闭提示" }).click();
  });

  test("opens a submenu by keyboard, moves in it, and gives the focus back on Esc", async () => {
    const { page } = phone;
    const opener = bar().getByRole("button", { name: "门店" });
    await opener.focus();
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("营业时间");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("晒杯子");
    await page.keyboard.press("Escape");
    expect(await opener.getAttribute("aria-expanded")).toBe("false");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("门店");
  });

  test("asks what was scanned", async () => {
    await tapBelow("扫杯码");
    await phone.page.getByLabel("扫到的内容").fill("CUP-42");
    await phone.page.keyboard.press("Enter");
    await expect.poll(() => inside(pushes[0] ?? "", "ScanResult")).toBe("CUP-42");
    expect(events()).toEqual(["scancode_waitmsg"]);
  });

  test("asks for a picture, and sends the event before it", async () => {
    await tapBelow("晒杯子");
    const buffer = writePng(4, 4, () => 9);
    await phone.page
      .getByLabel("从电脑选择图片")
      .setInputFiles({ name: "cup.png", mimeType: "image/png", buffer });
    await phone.page.getByRole("dialog").getByRole("button", { name: "发送" }).click();
    await expect.poll(events).toEqual(["pic_photo_or_album", "image"]);
  });

  test("asks for a place, and sends the event before it", async () => {
    await tapBelow("最近门店");
    await phone.page.getByLabel("地点名称").fill("人民广场");
    await phone.page.getByRole("dialog").getByRole("button", { name: "发送" }).click();
    await expect.poll(events).toEqual(["location_select", "location"]);
    expect(inside(pushes[1] ?? "", "Label")).toBe("人民广场");
  });

  test("sends nothing when a sheet is closed with Esc", async () => {
    await tapBelow("最近门店");
    await phone.page.getByRole("dialog").waitFor();
    await phone.page.keyboard.press("Escape");
    await phone.page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(pushes).toEqual([]);
  });
});
