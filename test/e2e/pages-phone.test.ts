import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureEditorBuilt } from "../../server/start/build-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { startExamples } from "./pages-rig.ts";

let browser: Browser;
beforeAll(async () => {
  await ensureEditorBuilt(() => undefined);
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("on the phone, a link of a rule opens, asks for consent, and the answer comes back into the conversation", async () => {
  const { product } = await startExamples();
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
  });
  const phone = await context.newPage();
  await phone.goto(`${product.url}/phone/bank`);
  await phone.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await phone.getByText("点这里绑定您的银行卡").waitFor();
  await phone.getByLabel("输入消息").fill("登录");
  await phone.keyboard.press("Enter");
  const opening = context.waitForEvent("page");
  await phone.getByRole("link", { name: "点这里登录" }).click();
  const page = await opening;
  await page.getByText("允许", { exact: true }).click();
  await page.getByRole("heading", { name: "登录成功" }).waitFor();
  await page.close();
  await phone.getByText("欢迎回来").waitFor();
  expect(await phone.getByRole("log").innerText()).toContain("欢迎回来");
  await context.close();
});
