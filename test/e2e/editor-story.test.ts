import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Desk, EditorServer } from "./open-editor.ts";
import {
  openDesk,
  PASSWORD,
  pushTexts,
  ruleText,
  setUp,
  startEditorServer,
} from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { yamlEditor } from "./yaml-editor.ts";

const shots = join(tmpdir(), "yingda-shots");
mkdirSync(shots, { recursive: true });

describe("an operator's first afternoon", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const shoot = (name: string) => desk.page.screenshot({ path: join(shots, `${name}.png`) });
  const answerTo = async (text: string): Promise<string> =>
    (await pushTexts(server, "coffee", [text]))[0] ?? "";
  const published = () => desk.page.getByText("已发布，这是版本").waitFor();

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await shoot("story-failed");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("begins with the one-time link, which leaves the address at once", async () => {
    await setUp(desk, server);
    expect(desk.page.url()).toBe(`${server.url}/a/coffee`);
    await shoot("home");
  });

  it("signs out and in again", async () => {
    const { page } = desk;
    await page.getByRole("button", { name: /wang/ }).click();
    await page.getByRole("menuitem", { name: "退出登录" }).click();
    await page.getByLabel("用户名").fill("wang");
    await page.getByLabel("密码").fill(PASSWORD);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("navigation", { name: "主菜单" }).waitFor();
  });

  it("makes a rule from a template", async () => {
    const { page } = desk;
    await page.getByRole("link", { name: "模板", exact: true }).click();
    await page.getByRole("button", { name: "用这个模板：关键词回复" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("规则名称").fill("冷萃");
    await dialog.getByLabel("关键词").fill("冷萃、冰滴 ");
    await dialog.getByLabel("回复内容").fill("冷萃 26 元。");
    await dialog.getByRole("button", { name: "添加到草稿" }).click();
    await page.getByRole("heading", { level: 1, name: "冷萃" }).waitFor();
    expect(await answerTo("冷萃")).not.toContain("26 元");
  });

  it("changes it in the card and as YAML; comments stay", async () => {
    const { page } = desk;
    const yaml = yamlEditor(page);
    await yaml.open();
    await yaml.typeAbove("# 小王负责\n");
    await yaml.shows("# 小王负责");
    await page.getByRole("button", { name: /回复「冷萃 26 元。」/, expanded: false }).click();
    await page.getByRole("textbox", { name: "文字" }).fill("冷萃 28 元。");
    await yaml.shows("冷萃 28 元。");
    await shoot("rule");
    await page.keyboard.press("Control+s");
    await page.getByText("已保存到草稿").waitFor();
    const text = await ruleText(desk, server, "冷萃");
    expect(text).toContain("# 小王负责\n");
    expect(text).toContain("- reply: '冷萃 28 元。'\n");
  });

  it("sees at once that a test does not pass any more, and mends it", async () => {
    const { page } = desk;
    await page.getByText("1 个测试没通过").first().waitFor();
    await shoot("rule-failing");
    await page.goto(`${server.url}/a/coffee/tests`);
    await page.getByRole("button", { name: /^编辑.*关键词得到回复/ }).click();
    const field = page.getByRole("dialog").getByRole("textbox");
    await field.fill((await field.inputValue()).replace("26", "28"));
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("tries the draft on the phone, and keeps what was said as a test", async () => {
    const { page } = desk;
    await page.keyboard.press("e");
    const phone = page.getByRole("complementary", { name: "手机" });
    await phone.getByRole("button", { name: "切换到键盘" }).click();
    await phone.getByLabel("输入消息").fill("冰滴多少钱");
    await page.keyboard.press("Enter");
    await phone.getByText("冷萃 28 元。").waitFor();
    await phone.getByRole("button", { name: "存为测试用例" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByLabel("回复里应该有").inputValue()).toBe("冷萃 28 元。");
    await shoot("save-test");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.waitFor({ state: "detached" });
    await phone.getByRole("button", { name: "收起手机" }).click();
  });

  it("publishes: a signed push gets the new answer", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/publish`);
    await page.getByText("个测试全部通过").waitFor();
    await shoot("publish");
    await page.getByLabel("版本说明（必填）").fill("加上冷萃");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await published();
    expect(await answerTo("冰滴")).toBe("冷萃 28 元。");
  });

  it("finds the message in the log, with its ladder and the rule as it was", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/messages`);
    await page.getByRole("link", { name: /^查看/ }).first().click();
    const ladder = page.getByRole("list", { name: "决策过程" });
    await ladder.getByText("命中并回复").first().waitFor();
    await page.getByRole("group").filter({ hasText: "冷萃" }).getByText("冷萃").first().click();
    await page.getByText("# 小王负责").waitFor();
    await shoot("log-detail");
    await page.getByRole("button", { name: "在手机里重放" }).click();
    const phone = page.getByRole("complementary", { name: "手机" });
    await phone.getByText("冷萃 28 元。").waitFor();
    await phone.getByRole("button", { name: "收起手机" }).click();
  });

  it("is stopped by a failing test, and may publish with a reason", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules?text=冷萃`);
    await page.getByRole("link", { name: "冷萃" }).first().click();
    await page.getByRole("button", { name: /回复「冷萃 28 元。」/, expanded: false }).click();
    await page.getByRole("textbox", { name: "文字" }).fill("冷萃 30 元。");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("2 个测试没通过").first().waitFor();
    await page.getByRole("button", { name: "发布…" }).click();
    const publish = page.getByRole("button", { name: "发布", exact: true });
    await page.getByText("2 个测试没通过").first().waitFor();
    await page.getByLabel("版本说明（必填）").fill("涨价");
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "开始预演" }).click();
    await page.getByText("条的回答会变").waitFor();
    await page.getByText("YAML 对比").first().click();
    await shoot("publish-failing");
    await page.getByLabel("测试没通过，仍然发布").check();
    await page.getByLabel("理由（会记入审计）").fill("价格确实变了");
    await publish.click();
    await published();
    expect(await answerTo("冷萃")).toBe("冷萃 30 元。");
  });

  it("asks why another rule stayed silent", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules/edit/hours`);
    await page.getByRole("button", { name: "为什么没触发？" }).click();
    await page.getByRole("textbox", { name: "粉丝发来的话", exact: true }).fill("冷萃");
    await page.keyboard.press("Enter");
    await page.getByText("不会触发").waitFor();
    await page.getByText("这句话由「冷萃」回答").waitFor();
    await shoot("why-not");
  });

  it("rolls back as a new version", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/versions`);
    await page
      .getByRole("row", { name: /加上冷萃/ })
      .getByRole("button", { name: /回滚到此版本/ })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "回滚到此版本" }).click();
    await page.getByText("已回滚到版本").waitFor();
    await shoot("versions");
    expect(await answerTo("冷萃")).toBe("冷萃 28 元。");
  });

  it("switches a rule off in an emergency, without publishing", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules?text=冷萃`);
    await page.getByRole("button", { name: "更多：冷萃" }).click();
    await page.getByRole("menuitem", { name: "紧急停用" }).click();
    await page.getByLabel("原因").fill("报错价了");
    await page.getByRole("dialog").getByRole("button", { name: "紧急停用" }).click();
    await page.getByText("已紧急停用").waitFor();
    expect(await answerTo("冷萃")).not.toContain("28 元");
  });

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([]);
  });
});
