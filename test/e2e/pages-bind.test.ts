import type { Browser, Page } from "playwright-core";
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
/** What a page must be whatever stands on it. */
const isSound = async (page: Page): Promise<void> => {
  expect(await violations(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
};

describe("binding a bank card", () => {
  test("a follower binds, asks for the balance, and unbinds; the conversation follows each step", async () => {
    const { product } = await startExamples();
    const { page, complaints } = await holdPhone(browser, product, who);
    const saw = (text: string) =>
      until(text, async () =>
        (await product.seenTexts("bank", "小明")).some((one) => one.includes(text)),
      );
    await product.say("bank", "小明", "绑卡");
    const link = await lastLink(product, who);
    await page.goto(link);
    await page.getByRole("heading", { name: "绑定账户" }).waitFor();
    await isSound(page);

    await page.getByLabel("号码").fill("6222 0200 1234 5678");
    await page.getByRole("button", { name: "发送验证码" }).click();
    await page.getByRole("heading", { name: "输入验证码" }).waitFor();
    await isSound(page);
    const code = /验证码是 (\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
    await page.getByLabel("验证码").fill(code);
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByRole("heading", { name: "绑定成功" }).waitFor();
    await isSound(page);
    await saw("已绑定尾号 5678");

    await product.say("bank", "小明", "临时额度");
    await saw("需要把额度临时提高到多少元");
    await product.say("bank", "小明", "取消");
    await product.say("bank", "小明", "绑卡");
    await page.goto(await lastLink(product, who));
    await page.getByRole("heading", { name: "已绑定" }).waitFor();
    await isSound(page);
    await page.getByRole("button", { name: "解除绑定" }).click();
    await isSound(page);
    await page.getByRole("button", { name: "确定解除" }).click();
    await page.getByRole("heading", { name: "已解除绑定" }).waitFor();
    await saw("已解除绑定，您的号码已删除");
    await product.say("bank", "小明", "余额");
    await saw("先绑定银行卡，再查余额");
    expect(complaints).toEqual([]);
  });

  test("in English, what is wrong is read out beside the field", async () => {
    const { product } = await startExamples();
    const { page } = await holdPhone(browser, product, { ...who, locale: "en-GB" });
    await page.goto(`${product.url}/p/bank/bind`);
    await page.getByLabel("Number").fill("12");
    await page.getByRole("button", { name: "Send a code" }).click();
    expect(await page.getByRole("alert").innerText()).toBe("Please give a card or phone number.");
    await isSound(page);
    await page.getByLabel("Number").fill("13800138000");
    await page.getByRole("button", { name: "Send a code" }).click();
    await page.getByLabel("Code").fill("0");
    await page.getByRole("button", { name: "Confirm" }).click();
    expect(await page.getByRole("alert").innerText()).toBe(
      "This is not the code. Please look again.",
    );
    await isSound(page);
  });
});
