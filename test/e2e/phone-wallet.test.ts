import { hash } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { PayClient } from "../../server/pay/pay-client.ts";
import type { RunningSandbox } from "../../server/sandbox/sandbox.ts";
import { ensureEditorBuilt } from "../../server/start/build-editor.ts";
import { merchantClient } from "../server/sandbox/pay/shop.ts";
import { violations } from "./look-with-axe.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { isTooWide } from "./pages-rig.ts";

let browser: Browser;
beforeAll(async () => {
  // Building it takes longer than a test may.
  await ensureEditorBuilt(() => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

const NO = "SB202611230001";
const order = {
  outTradeNo: NO,
  description: "拿铁 · 大杯",
  totalFen: 3980,
  notifyUrl: "http://127.0.0.1:9/nowhere",
};

const openShop = async () => {
  const phone = await openPhone(browser);
  onTestFinished(phone.close);
  const { sandbox } = phone;
  const answered = await fetch(`${sandbox.url}/sandbox/api/pay/merchant?account=shop`);
  return { ...phone, client: merchantClient(sandbox, await answered.json()) };
};

const typeIn = async (page: Page, digits: string): Promise<void> => {
  const dialog = page.getByRole("dialog");
  for (const digit of digits)
    await dialog.getByRole("button", { name: digit, exact: true }).click();
};

describe("a code on a machine's screen", () => {
  test("is scanned by the phone, shows shop and price, and is paid with six digits", async () => {
    const { page, client, sandbox, complaints } = await openShop();
    const native = await client.prepay.native(order);
    if (!native.ok) throw new Error(native.code);
    const field = page.getByRole("textbox", { name: "场景值" });
    await field.fill(native.data.codeUrl);
    await field.press("Enter");
    const opening = page.context().waitForEvent("page");
    await page.getByRole("status").getByRole("link").click();
    const cashier = await opening;
    const dialog = cashier.getByRole("dialog", { name: "微信支付" });
    await dialog.getByText("¥39.80").waitFor();
    expect(await dialog.innerText()).toContain("拾光咖啡");
    expect(await dialog.innerText()).toContain("剩余 ¥1000.00");
    expect(await violations(cashier)).toEqual([]);
    await typeIn(cashier, "123456");
    await cashier.getByText("支付成功 ¥39.80").waitFor();
    expect(await violations(cashier)).toEqual([]);
    await cashier.getByRole("button", { name: "完成" }).click();
    const [follower] = sandbox.core.followers.page("shop", 1, 0);
    expect(await client.query(NO)).toMatchObject({
      data: { state: "SUCCESS", tradeType: "NATIVE", openid: follower?.openid },
    });
    expect(complaints).toEqual([]);
  });
});

const PAGE = "/test-pay-page";

/** The least page that pays: configured as the JS-SDK asks, and one button. */
const pageText = (config: object, params: object): string => `<!doctype html><html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>买单</title></head>
<body><main><h1>买单</h1><button id="pay" type="button">微信支付</button><p id="told" role="status"></p></main>
<script src="/sandbox/open/js/jweixin-1.6.0.js"></script>
<script>
wx.config(${JSON.stringify(config)});
const tell = (what) => (heard) => { document.getElementById("told").textContent = what + " " + heard.errMsg; };
document.getElementById("pay").onclick = () => wx.ready(() =>
  wx.chooseWXPay({ ...${JSON.stringify(params)}, success: tell("success"), fail: tell("fail"), cancel: tell("cancel") }));
</script></body></html>`;

const configOf = ({ core, url }: RunningSandbox): object => {
  const account = core.accounts.get("shop");
  const ticket = core.ids.text("test-ticket", 86);
  core.database.run(
    "INSERT OR REPLACE INTO js_tickets (account, type, ticket, expiresAtMs) VALUES ('shop', 'jsapi', ?, ?)",
    ticket,
    core.time.nowMs() + 7_200_000,
  );
  const text = `jsapi_ticket=${ticket}&noncestr=N&timestamp=1&url=${url}${PAGE}`;
  const signed = { timestamp: 1, nonceStr: "N", signature: hash("sha1", text) };
  return { appId: account?.appId, ...signed, jsApiList: ["chooseWXPay"] };
};

const follower = async (sandbox: RunningSandbox, context: BrowserContext): Promise<string> => {
  const { openid } = sandbox.core.followers.meet("shop", "小明");
  await context.request.post(`${sandbox.url}/sandbox/api/sign-in`, {
    data: { account: "shop", from: openid },
  });
  return openid;
};

const openPayPage = async (
  { sandbox, client }: { sandbox: RunningSandbox; client: PayClient },
  { locale = "zh-CN", sign = (params: object): object => params } = {},
) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale });
  onTestFinished(() => context.close());
  const openid = await follower(sandbox, context);
  const prepaid = await client.prepay.jsapi({ ...order, openid });
  if (!prepaid.ok) throw new Error(prepaid.code);
  const params = sign(client.jsapiParams(prepaid.data.prepayId));
  const body = pageText(configOf(sandbox), params);
  await context.route(`${sandbox.url}${PAGE}`, (route) =>
    route.fulfill({ body, contentType: "text/html; charset=utf-8" }),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${sandbox.url}${PAGE}`);
  await page.getByRole("button", { name: "微信支付" }).click();
  const told = (text: string) => page.locator("#told", { hasText: text }).waitFor();
  return { page, told, complaints };
};

describe("a page in the account", () => {
  test("opens the wallet; a wrong password can be typed again; the page hears that it was paid", async () => {
    const shop = await openShop();
    const { page, told, complaints } = await openPayPage(shop);
    await page.getByRole("dialog", { name: "微信支付" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await typeIn(page, "111111");
    await page.getByText("支付密码错误，请重新输入").waitFor();
    await page.keyboard.type("123459");
    await page.getByText("支付密码错误，请重新输入").waitFor();
    await page.keyboard.type("12345");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("56");
    await page.getByText("支付成功").waitFor();
    await page.keyboard.press("Enter");
    await told("success chooseWXPay:ok");
    expect(await shop.client.query(NO)).toMatchObject({ data: { state: "SUCCESS" } });
    await page.getByRole("button", { name: "微信支付" }).click();
    await page.getByText("该订单已支付").waitFor();
    expect(complaints).toEqual([]);
  });

  test("hears that it was cancelled, declined or timed out, and nothing is paid", async () => {
    const shop = await openShop();
    const { page, told } = await openPayPage(shop, { locale: "en-US" });
    await page.getByRole("dialog", { name: "WeChat Pay" }).waitFor();
    await page.keyboard.press("Escape");
    await told("cancel chooseWXPay:cancel");
    for (const [name, words] of [
      ["The bank declines", "The bank declined"],
      ["It times out", "It timed out"],
    ] as const) {
      await page.getByRole("button", { name: "微信支付" }).click();
      await page.getByText("Another ending").click();
      await page.getByRole("button", { name }).click();
      await page.getByText(words).waitFor();
      await page.getByRole("button", { name: "Done" }).click();
      await told("fail chooseWXPay:fail");
    }
    expect(await shop.client.query(NO)).toMatchObject({ data: { state: "NOTPAY" } });
  });

  test("hears that it was left when the wallet holds too little", async () => {
    const shop = await openShop();
    const { page, told } = await openPayPage(shop);
    const { openid } = shop.sandbox.core.followers.meet("shop", "小明");
    shop.sandbox.core.pay.orders.setBalance("shop", openid, 3979);
    await typeIn(page, "123456");
    await page.getByText("零钱余额不足").waitFor();
    await page.getByRole("button", { name: "完成" }).click();
    await told("cancel chooseWXPay:cancel");
    expect(await shop.client.query(NO)).toMatchObject({ data: { state: "NOTPAY" } });
  });

  test("is told when its parameters are not the merchant's", async () => {
    const shop = await openShop();
    const { page, told } = await openPayPage(shop, {
      sign: (params) => ({ ...params, nonceStr: "changed" }),
    });
    await page.getByText("支付验证签名失败").waitFor();
    await page.getByRole("button", { name: "完成" }).click();
    await told("fail chooseWXPay:fail 支付验证签名失败");
  });
});
