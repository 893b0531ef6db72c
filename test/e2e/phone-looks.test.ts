import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { setScene, tellStory } from "./phone-story.ts";

let browser: Browser;
let phone: OpenPhone;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  // A breach of the page's policy is an error of the console too.
  expect(phone.complaints).toEqual([]);
  await phone.close();
});

const followed = async (size: Parameters<typeof openPhone>[1]): Promise<Page> => {
  phone = await openPhone(browser, size);
  setScene(phone);
  await phone.page.reload();
  return phone.page;
};

const sizes = [
  { name: "a desk", width: 1280, height: 800 },
  { name: "a phone", width: 390, height: 844 },
];

describe.each(sizes)("on $name", ({ width, height }) => {
  test("axe finds nothing before following, nor in a log of everything", async () => {
    const page = await followed({ width, height });
    await page.getByText("还没有关注这个公众号").waitFor();
    expect(await violations(page)).toEqual([]);
    await tellStory(phone);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  test("axe finds nothing in the menu, the panel and the sheets", async () => {
    const page = await followed({ width, height });
    await page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
    await page.getByRole("button", { name: "门店" }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "切换到键盘" }).click();
    await page.getByRole("button", { name: "更多", exact: true }).click();
    expect(await violations(page)).toEqual([]);
    const panel = page.getByRole("list", { name: "更多输入" });
    for (const name of ["照片", "位置", "链接", "文件", "扫一扫"]) {
      await panel.getByRole("button", { name }).click();
      await page.getByRole("dialog").waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
  });
});

describe("the controls on a phone", () => {
  test("lie over it, and axe finds nothing there", async () => {
    const page = await followed({ width: 390, height: 844 });
    await page.getByRole("button", { name: "打开模拟控制" }).click();
    await page.getByText("渠道二维码", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe("in English", () => {
  test("no Chinese is left but what people wrote, and axe finds nothing", async () => {
    const page = await followed({ query: "?lang=en" });
    await page.getByRole("main").getByRole("button", { name: "Follow" }).click();
    await page.getByRole("navigation", { name: "Custom menu" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("en");
    const desk = page.getByRole("complementary", { name: "Simulation" });
    const words = (await desk.innerText()).replace("拾光咖啡", "").replace("中文", "");
    expect(words).not.toMatch(/\p{Script=Han}/u);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("complementary", { name: "模拟控制" }).waitFor();
  });
});

describe("the drawing", () => {
  test("is 375 wide, as WeChat's own are", async () => {
    const page = await followed({ width: 1280, height: 800 });
    expect((await page.getByRole("main").boundingBox())?.width).toBe(375);
  });
});
