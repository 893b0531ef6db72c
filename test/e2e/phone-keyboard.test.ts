import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonOf } from "../../server/sandbox/state/menus.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

let browser: Browser;
let phone: OpenPhone;

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  phone.bot.answer = (push) => text(`答：${inside(push, "Content") || inside(push, "EventKey")}`);
  const menu = [{ name: "门店", sub_button: [{ name: "时间", type: "click", key: "HOURS" }] }];
  phone.sandbox.core.menus.add("shop", menu.map(buttonOf), null);
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const focused = (): Promise<string> =>
  phone.page.evaluate(
    "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()",
  );
/** Presses Tab until something is reached; fails when it cannot be. */
const tabTo = async (name: string | RegExp, key = "Tab"): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    const now = await focused();
    if (typeof name === "string" ? now === name : name.test(now)) return;
    await phone.page.keyboard.press(key);
  }
  throw new Error(`${name} is not reached by keyboard`);
};
const value = (): Promise<string> => phone.page.evaluate("document.activeElement.value");

describe("the phone without a mouse", () => {
  test("follows, writes, recalls, talks, and taps the menu", async () => {
    const { page } = phone;
    const { keyboard } = page;
    await page.getByRole("heading", { name: "拾光咖啡" }).waitFor();

    await tabTo("关注公众号");
    await keyboard.press("Enter");
    await page.getByRole("navigation", { name: "自定义菜单" }).waitFor();

    await tabTo("切换到键盘");
    await keyboard.press("Space");
    expect(await focused()).toBe("输入消息");
    for (const said of ["一", "二"]) {
      await keyboard.type(said);
      await keyboard.press("Enter");
      await page.getByText(`答：${said}`, { exact: true }).waitFor();
    }
    await keyboard.type("没写完");
    await keyboard.press("ArrowUp");
    expect(await value()).toBe("二");
    await keyboard.press("ArrowUp");
    expect(await value()).toBe("一");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    expect(await value()).toBe("没写完");

    await tabTo("切换到语音", "Shift+Tab");
    await keyboard.press("Enter");
    await tabTo("按住 说话");
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "说一段语音" }).waitFor();
    await keyboard.type("语音里说的");
    await keyboard.press("Enter");
    await page.getByText("答：").last().waitFor();
    await page.getByText("语音里说的").waitFor();
    await expect.poll(focused).toBe("按住 说话");

    await tabTo("切换到菜单", "Shift+Tab");
    await keyboard.press("Enter");
    await tabTo("门店");
    await keyboard.press("Enter");
    await expect.poll(focused).toBe("时间");
    await keyboard.press("Enter");
    await page.getByText("答：HOURS").waitFor();
    await expect.poll(focused).toBe("门店");
  });

  test("opens and closes the controls on a small screen", async () => {
    const { page } = phone;
    await page.setViewportSize({ width: 390, height: 844 });
    await tabTo("打开模拟控制");
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("收起");
    await tabTo("新粉丝的名字");
    await page.keyboard.type("小红");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^小红/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBe("打开模拟控制");
    await page.getByText("还没有关注这个公众号").waitFor();
  });
});
