import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftRules } from "../editor/phone/draft-rules.ts";
import { violations } from "./look-with-axe.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";

let browser: Browser;
let phone: OpenPhone;

const rules = draftRules(`
  - id: hours
    name: 营业时间
    when:
      - text: { is: 几点开门 }
    if: { fact: time, operator: within, value: 09:00-18:00 }
    then:
      - reply: 营业中
      - tag: VIP
    else:
      - reply: 已打烊
  - id: other
    name: 闲聊
    when:
      - text: { has: 几点 }
    if: { fact: tags, operator: includes, value: VIP }
    then:
      - reply: 不知道
`);

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  // The editor's API is not part of the sandbox: its answer is put in its place.
  await phone.page.route("**/api/accounts/shop/ruleset?of=draft", (route) =>
    route.fulfill({ json: rules }),
  );
  await phone.page.goto(`${phone.sandbox.url}/phone/shop?of=draft`);
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const say = async (text: string): Promise<void> => {
  const toKeyboard = phone.page.getByRole("button", { name: "切换到键盘" });
  if (await toKeyboard.isVisible()) await toKeyboard.click();
  await phone.page.getByLabel("输入消息").fill(text);
  await phone.page.keyboard.press("Enter");
};

describe("the phone of a draft", () => {
  test("answers from the engine in a worker, and nothing reaches the platform", async () => {
    const { page } = phone;
    await page.getByRole("navigation", { name: "自定义菜单" }).waitFor();
    await page.getByLabel("调到").fill("2026-11-23T10:00");
    await page.getByRole("button", { name: "前往" }).click();
    await page.getByText("2026年11月23日星期一 10:00").waitFor();
    await say("几点开门");
    await page.getByText("营业中").waitFor();
    expect(phone.sandbox.core.followers.count("shop")).toBe(0);
  });

  test("says which rule answered, what else was done, and why", async () => {
    const answer = phone.page.getByRole("article").last();
    await expect.poll(() => answer.innerText()).toMatch(/由「营业时间」回复 · \d+ 毫秒/);
    await answer.getByText("打标签 VIP · 待执行").waitFor();
    await answer.getByRole("button", { name: "为什么" }).click();
    const ladder = answer.getByRole("list", { name: "回复的来由" });
    await ladder.getByText("营业时间: 命中并回复").waitFor();
    await ladder.getByText("闲聊: 命中但让位").waitFor();
    expect(await violations(phone.page)).toEqual([]);
  });

  test("names the condition that failed, with what it asked for and what it found", async () => {
    const { page } = phone;
    await page.getByLabel("调到").fill("2026-11-23T20:31");
    await page.getByRole("button", { name: "前往" }).click();
    await page.getByText("2026年11月23日星期一 20:31").waitFor();
    await say("几点开门");
    await page.getByText("已打烊").waitFor();
    const answer = page.getByRole("article").last();
    await answer.getByRole("button", { name: "为什么" }).click();
    const ladder = answer.getByRole("list", { name: "回复的来由" });
    await expect
      .poll(() => ladder.innerText())
      .toContain("条件: 要求 在范围内 09:00-18:00, 实际 20:31");
  });

  test("offers the account's places on the map", async () => {
    const { page } = phone;
    await page.getByRole("button", { name: "更多", exact: true }).click();
    await page
      .getByRole("list", { name: "更多输入" })
      .getByRole("button", { name: "位置" })
      .click();
    await page.getByRole("list", { name: "门店" }).getByRole("button", { name: "西店" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "发送" }).click();
    await page.getByRole("log").getByText("西店").waitFor();
  });
});
