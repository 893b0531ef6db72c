import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./look-with-axe.ts";
import { openBrowser } from "./open-phone.ts";
import { holdPhone, isTooWide, lastLink, startExamples } from "./pages-rig.ts";
import { until } from "./product/product.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const who = { account: "bank", from: "小明" };

describe("a page that is passed on", () => {
  test("goes to friends with title and link, and comes back to the rules when they open it", async () => {
    const { product } = await startExamples();
    const { page, complaints } = await holdPhone(browser, product, who);
    const saw = (text: string) =>
      until(text, async () =>
        (await product.seenTexts("bank", "小明")).some((one) => one.includes(text)),
      );
    await product.say("bank", "小明", "推荐");
    await page.goto(await lastLink(product, who));
    await page.getByRole("heading", { name: "推荐好友开户有礼" }).waitFor();
    await page.getByRole("button", { name: "更多" }).click();
    expect(await violations(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole("button", { name: "发送给朋友" }).click();
    const card = page.locator("a[data-shared=friend]");
    expect(await card.innerText()).toContain("海棠银行邀请你一起理财");
    const link = (await card.getAttribute("href")) ?? "";
    expect(link).toMatch(/\/p\/bank\/spring\?by=[A-Za-z0-9_-]{22}$/);
    await saw("已转发 1 次");

    for (const from of ["小红", "小刚", "小丽"]) {
      const friend = await holdPhone(browser, product, { account: "bank", from });
      await friend.page.goto(`${link}&from=singlemessage&isappinstalled=0`);
      await friend.page.getByRole("button", { name: "更多" }).waitFor();
      expect(friend.complaints).toEqual([]);
      await friend.context.close();
    }
    await saw("已有 3 位好友打开");
    expect(complaints).toEqual([]);
  });

  test("the account's invitation is there without anything written for it", async () => {
    const { product } = await startExamples();
    const { page } = await holdPhone(browser, product, { ...who, locale: "en-US" });
    await product.say("bank", "小明", "邀请");
    await page.goto(await lastLink(product, who));
    await page.getByRole("heading", { name: "海棠银行" }).waitFor();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Share on Moments" }).click();
    expect(await violations(page)).toEqual([]);
    expect(await page.locator("a[data-shared=moments]").innerText()).toContain("海棠银行");
  });
});

test("an address of WeChat's own book fills the form", async () => {
  const { product } = await startExamples();
  const { page, complaints } = await holdPhone(browser, product, who);
  await product.say("bank", "小明", "寄卡");
  await page.goto(await lastLink(product, who));
  await page.getByRole("button", { name: "使用微信地址" }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: /张三/ }).click();
  expect(await page.getByLabel("收货人").inputValue()).toBe("张三");
  expect(await page.getByLabel("区县").inputValue()).toBe("海珠区");
  await page.getByRole("button", { name: "保存地址" }).click();
  await page.getByRole("heading", { name: "地址已保存" }).waitFor();
  await until("the answer", async () =>
    (await product.seenTexts("bank", "小明")).includes(
      "卡片将寄给 张三：广东省广州市海珠区新港中路 397 号",
    ),
  );
  expect(complaints).toEqual([]);
});
