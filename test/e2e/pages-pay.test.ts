import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { markWith } from "../../server/pages/marks.ts";
import type { SandboxOrder } from "../../server/sandbox/pay/orders.ts";
import { readSecretKey } from "../../server/secret-key.ts";
import { violations } from "./look-with-axe.ts";
import { openBrowser } from "./open-phone.ts";
import { holdPhone, isTooWide, lastLink, startExamples } from "./pages-rig.ts";
import type { Product } from "./product/product.ts";
import { until } from "./product/product.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const ordersOf = (product: Product, account: string): Promise<readonly SandboxOrder[]> =>
  product.ask("GET", `/state?account=${account}&what=orders`);

const typeIn = async (page: Page, digits: string): Promise<void> => {
  await page.getByRole("dialog", { name: "微信支付" }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
  await page.keyboard.type(digits);
};

/** Each starts the whole product with all example accounts. */
vi.setConfig({ testTimeout: 90_000 });

describe("buying in the account", () => {
  test("a link is opened, paid in the wallet, and what follows paying is said", async () => {
    const { product } = await startExamples();
    const who = { account: "groupbuy", from: "小明" };
    const { page, complaints } = await holdPhone(browser, product, who);
    const saw = (text: string) =>
      until(text, async () =>
        (await product.seenTexts(who.account, who.from)).some((one) => one.includes(text)),
      );
    await product.say(who.account, who.from, "火锅");
    await page.goto(await lastLink(product, who));
    await page.getByText("¥128.00").first().waitFor();
    await page.getByRole("button", { name: "微信支付" }).click();
    await typeIn(page, "123456");
    await page.getByText("支付成功 ¥128.00").waitFor();
    await page.getByRole("button", { name: "完成" }).click();
    await page.getByRole("heading", { name: "付款成功" }).waitFor();
    await saw("付款成功：双人火锅券，128.00 元");
    const [order] = await ordersOf(product, who.account);
    expect(order).toMatchObject({ state: "SUCCESS", totalFen: 12_800, tradeType: "JSAPI" });
    expect(complaints).toEqual([]);
  });

  test("whoever leaves the wallet has paid nothing and can begin again", async () => {
    const { product } = await startExamples();
    const who = { account: "groupbuy", from: "小红" };
    const { page } = await holdPhone(browser, product, who);
    await product.say(who.account, who.from, "下午茶");
    await page.goto(await lastLink(product, who));
    await page.getByRole("button", { name: "微信支付" }).click();
    await page.getByRole("dialog", { name: "微信支付" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "重新付款" }).click();
    expect(await ordersOf(product, who.account)).toMatchObject([{ state: "NOTPAY" }]);
    await page.getByRole("button", { name: "微信支付" }).click();
    await typeIn(page, "123456");
    await page.getByText("支付成功").waitFor();
    expect(await ordersOf(product, who.account)).toMatchObject([{ state: "SUCCESS" }]);
  });
});

describe("a machine's screen", () => {
  test("shows the price with a code; a passer-by scans it and pays, and the screen thanks", async () => {
    const { product, world } = await startExamples();
    const { secretKey, dataFolder } = world.config;
    const mark = markWith(readSecretKey(secretKey, dataFolder));
    const at = { account: "vending", channel: "machine-00042" };
    const by = mark("place", at.account, at.channel);
    const screen = await (await browser.newContext({ locale: "zh-CN" })).newPage();
    await screen.goto(`${product.url}/p/vending/price?of=${at.channel}.cola&by=${by}`);
    await screen.getByText("¥3.50").waitFor();
    const [{ codeToken } = { codeToken: "" }] = await ordersOf(product, at.account);
    const who = { account: at.account, from: "路人" };
    const { page } = await holdPhone(browser, product, who);
    const { opened } = await product.ask<{ opened: string }>("POST", "/scan", {
      ...who,
      url: `weixin://wxpay/bizpayurl?pr=${codeToken}`,
    });
    await page.goto(opened);
    await typeIn(page, "123456");
    await page.getByText("支付成功 ¥3.50").waitFor();
    await screen.getByRole("heading", { name: "付款成功" }).waitFor();
    await screen.context().close();
  });
});
