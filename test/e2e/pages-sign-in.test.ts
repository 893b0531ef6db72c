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

describe("a page that a rule sends", () => {
  test("a follower asks, opens the link, agrees, and is greeted by name in the conversation", async () => {
    const { product } = await startExamples();
    const { page, complaints } = await holdPhone(browser, product, who);
    await product.say("bank", "小明", "登录");
    await page.goto(await lastLink(product, who));
    expect(await page.getByText("申请获取你的昵称").count()).toBe(1);
    await page.getByText("允许").click();
    await page.getByRole("heading", { name: "登录成功" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    expect(complaints).toEqual([]);
    await until("the greeting", async () =>
      (await product.seenTexts("bank", "小明")).includes("小明，欢迎回来。"),
    );
  });

  test("an address is filled in on the page, and the rules go on with it", async () => {
    const { product } = await startExamples();
    const { page, complaints } = await holdPhone(browser, product, who);
    await product.say("bank", "小明", "寄卡");
    await page.goto(await lastLink(product, who));
    await page.getByRole("heading", { name: "收货地址" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("收货人").fill("王小明");
    await page.getByLabel("电话").fill("13800138000");
    await page.getByLabel("省份").fill("北京市");
    await page.getByLabel("城市").fill("北京市");
    await page.getByLabel("详细地址").fill("长安街 1 号");
    await page.getByRole("button", { name: "保存地址" }).click();
    await page.getByRole("heading", { name: "地址已保存" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    expect(complaints).toEqual([]);
    await until("the answer", async () =>
      (await product.seenTexts("bank", "小明")).includes("卡片将寄给 王小明：北京市长安街 1 号"),
    );
  });

  test("in English, a review is asked for, looked through and thanked for", async () => {
    const { product } = await startExamples();
    const { page, complaints } = await holdPhone(browser, product, { ...who, locale: "en-US" });
    await product.say("bank", "小明", "评价");
    await page.goto(await lastLink(product, who));
    await page.getByRole("heading", { name: "How was it?" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("1 star", { exact: false }).check();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(complaints).toEqual([]);
    await until("the answer", async () =>
      (await product.seenTexts("bank", "小明")).some((text) => text.includes("很抱歉")),
    );
  });

  test("the link of one follower is closed to another's phone", async () => {
    const { product } = await startExamples();
    await product.say("bank", "小明", "评价");
    const { page } = await holdPhone(browser, product, { account: "bank", from: "小红" });
    const answer = await page.goto(await lastLink(product, who));
    expect(answer?.status()).toBe(403);
    expect(await page.getByText("这个链接是发给别人的").count()).toBe(1);
    expect(await violations(page)).toEqual([]);
  });
});
