import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser as Phone, send, tokenIn, walk } from "../server/pages/rig.ts";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { controlOf } from "./product/control.ts";
import { until } from "./product/product.ts";

const ACCOUNT = "groupbuy";

describe("the desk of orders", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  let no = "";
  const open = async (path: string): Promise<void> => {
    await desk.page.goto(`${server.url}/a/${ACCOUNT}${path}?lang=zh-CN`);
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState("networkidle");
  };
  const linkIn = (texts: readonly string[]): string =>
    (/href="([^"]+)"/.exec(texts.at(-1) ?? "")?.[1] ?? "").replaceAll("&amp;", "&");
  /** Buys as anybody does: says it, opens the link, and pays in WeChat's window. */
  const buy = async (from: string): Promise<string> => {
    const { say, seenTexts, ask } = controlOf(server.url);
    await say(ACCOUNT, from, "下午茶");
    const url = linkIn(await seenTexts(ACCOUNT, from));
    const phone = new Phone();
    await phone.open(`${server.url}/sandbox/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account: ACCOUNT, from }),
    });
    const offer = await walk(phone, url);
    const of = new URL(url).searchParams.get("of") ?? "";
    const window = await send(phone, url.split("?")[0] ?? "", { token: tokenIn(offer), of });
    const prepayId = /data-package="prepay_id=([^"]+)"/.exec(window.text)?.[1] ?? "";
    const wallet = { account: ACCOUNT, from, prepayId, password: "123456", act: "pay" };
    await ask("POST", "/pay/wallet", wallet);
    await until(`${from} hears of it`, async () =>
      (await seenTexts(ACCOUNT, from)).some((text) => text.includes("付款成功")),
    );
    return of;
  };

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: [ACCOUNT] });
    desk = await openDesk(browser);
    await setUp(desk, server);
    no = await buy("小明");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("lists what was bought, and finds it by number and state", async () => {
    const { page } = desk;
    await open("/orders");
    const row = page.getByRole("row", { name: new RegExp(no) });
    await row.waitFor();
    expect(await row.textContent()).toContain("下午茶套餐券¥59.90已付款");
    await page.getByText("共 1 笔，已付 ¥59.90，已退 ¥0.00").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("textbox", { name: "订单号、商品、渠道或交易号" }).fill("没有的");
    await page.getByText("没有符合的订单。").waitFor();
    await page.getByRole("textbox", { name: "订单号、商品、渠道或交易号" }).fill(no.slice(4, 14));
    await row.waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("shows what happened, and gives the money back with a reason", async () => {
    const { page } = desk;
    await open(`/orders/${no}`);
    const timeline = page.getByRole("region", { name: "经过" });
    await timeline.getByText("付款成功").waitFor();
    await timeline.getByText("已采用").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "退款…" }).click();
    const dialog = page.getByRole("dialog", { name: `给订单 ${no} 退款` });
    await dialog.getByRole("textbox", { name: /退多少元/ }).fill("60");
    await dialog.getByRole("button", { name: "确认退款" }).click();
    await dialog.getByText("金额不对。").waitFor();
    await dialog.getByRole("textbox", { name: /退多少元/ }).fill("59.90");
    await dialog.getByRole("button", { name: "确认退款" }).click();
    await dialog.getByText("请写原因。").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("textbox", { name: /原因/ }).fill("顾客不来了");
    await dialog.getByRole("button", { name: "确认退款" }).click();
    await timeline.getByText("顾客不来了").waitFor();
    await timeline.getByText("退款到账").waitFor();
    await page.getByText("已退款", { exact: true }).waitFor();
    const { seenTexts } = controlOf(server.url);
    await until("the buyer hears of it", async () =>
      (await seenTexts(ACCOUNT, "小明")).some((text) => text.includes("59.90 元已退回您的微信")),
    );
  });

  it("compares a day with the platform's bill", async () => {
    const { page } = desk;
    const { ask } = controlOf(server.url);
    const beijing = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
    const today = beijing.format(Date.now());
    await ask("POST", "/time", { byMs: 36 * 3_600_000 });
    await open("/orders");
    await page.getByLabel("日期").fill(today);
    await page.getByRole("button", { name: "现在核对" }).click();
    const table = page.getByRole("table", { name: "每日对账" });
    await table.getByRole("row", { name: new RegExp(`${today}.*一致`) }).waitFor();
    // The button's colours stand still once nothing is under way and nothing points at it.
    await page.getByText("已核对").waitFor();
    await page.getByRole("button", { name: "现在核对", exact: true }).waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.getByText("已核对").waitFor({ state: "detached" });
    expect(await violations(page)).toEqual([]);
  });
});
