import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

const shots = join(tmpdir(), "yingda-shots");
mkdirSync(shots, { recursive: true });

/** What a follower on the local WeChat gets for a text, pushed and signed as the platform does. */
const pushText = async (server: EditorServer, text: string): Promise<string> => {
  const answered = await fetch(`${server.url}/sandbox/api/push`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: "coffee", from: "小明", message: { kind: "text", text } }),
  });
  const { seen } = (await answered.json()) as {
    readonly seen: readonly { readonly text?: string }[];
  };
  return seen.map((message) => message.text ?? "").join("\n");
};

describe("an operator's first afternoon", { timeout: 120_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const shoot = (name: string) => desk.page.screenshot({ path: join(shots, `${name}.png`) });

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
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

  it("reaches a working, published keyword rule in eight clicks and three fields", async () => {
    const { page } = desk;
    let clicks = 0;
    let fields = 0;
    const click = async (name: string): Promise<void> => {
      clicks += 1;
      await page.getByRole("button", { name, exact: true }).click();
    };
    const fill = async (label: string, text: string): Promise<void> => {
      fields += 1;
      await page.getByLabel(label, { exact: true }).fill(text);
    };
    await click("新建关键词回复");
    await fill("关键词", "冰美式、冷萃 冰美式");
    await page.keyboard.press("Enter");
    await fill("回复内容", "冰美式 18 元，冷萃 26 元。");
    await shoot("new-rule");
    await click("保存");
    await page.getByRole("heading", { level: 1, name: "冰美式" }).waitFor();
    await click("发布…");
    await page.getByText("个测试全部通过").waitFor();
    await shoot("publish");
    await fill("版本说明（必填）", "加上冰美式");
    await click("发布");
    await page.getByText("已发布，这是版本").waitFor();
    expect(await pushText(server, "冷萃")).toContain("冷萃 26 元");
    expect(clicks).toBeLessThanOrEqual(8);
    expect(fields).toBeLessThanOrEqual(3);
  });

  it("tries the draft on the phone, and keeps what was said as a test", async () => {
    const { page } = desk;
    await page.keyboard.press("e");
    const phone = page.getByRole("complementary", { name: "手机" });
    await phone.getByRole("button", { name: "切换到键盘" }).click();
    await phone.getByLabel("输入消息").fill("冷萃多少钱");
    await page.keyboard.press("Enter");
    await phone.getByText("冰美式 18 元，冷萃 26 元。").waitFor();
    await phone.getByRole("button", { name: "存为测试用例" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByLabel("回复里应该有").inputValue()).toBe("冰美式 18 元，冷萃 26 元。");
    await shoot("save-test");
    await dialog.getByRole("button", { name: "保存" }).click();
    await page.getByText("已保存").waitFor();
    await dialog.waitFor({ state: "detached" });
    await phone.getByRole("button", { name: "收起手机" }).click();
  });

  it("changes the rule as YAML; the comment stays through publishing and back", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules?text=冰美式`);
    await page.getByRole("link", { name: "冰美式" }).click();
    const yaml = page.getByRole("textbox", { name: "这条规则的 YAML" });
    const text = await yaml.inputValue();
    await yaml.fill(`# 小王负责\n${text.replace("18 元", "19 元")}`);
    await page.keyboard.press("Control+s");
    await page.getByText("1 个测试没通过").waitFor();
    await shoot("rule-failing");
    expect(await yaml.inputValue()).toContain("# 小王负责");
  });

  it("is stopped by the failing test, and may publish with a reason", async () => {
    const { page } = desk;
    await page.getByRole("button", { name: "发布…" }).click();
    const publish = page.getByRole("button", { name: "发布", exact: true });
    await page.getByText("1 个测试没通过").waitFor();
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "开始预演" }).click();
    await page.getByText("条的回答会变").waitFor();
    await page.getByText("YAML 对比").first().click();
    await shoot("publish-failing");
    await page.getByLabel("测试没通过，仍然发布").check();
    await page.getByLabel("理由（会记入审计）").fill("价格确实变了");
    await publish.click();
    await page.getByText("已发布，这是版本").waitFor();
    expect(await pushText(server, "冷萃")).toContain("19 元");
  });

  it("finds the message in the log, with its ladder and the rule as it was", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/messages`);
    await page.getByRole("link", { name: /^查看/ }).first().click();
    await page.getByRole("list", { name: "决策过程" }).getByText("命中并回复").waitFor();
    await shoot("log-detail");
    await page.getByRole("button", { name: "在手机里重放" }).click();
    const phone = page.getByRole("complementary", { name: "手机" });
    await phone.getByText("冰美式 19 元").waitFor();
    await phone.getByRole("button", { name: "收起手机" }).click();
  });

  it("asks why another rule stayed silent", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules/edit/hours`);
    await page.getByRole("button", { name: "为什么没触发？" }).click();
    await page.getByRole("textbox", { name: "粉丝发来的话" }).fill("冷萃");
    await page.keyboard.press("Enter");
    await page.getByText("不会触发").waitFor();
    await page.getByText("这句话由「冰美式」回答").waitFor();
    await shoot("why-not");
  });

  it("rolls back as a new version", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/versions`);
    await shoot("versions");
    const rows = page.getByRole("row");
    await rows
      .nth(2)
      .getByRole("button", { name: /回滚到此版本/ })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "回滚到此版本" }).click();
    await page.getByText("已回滚到版本").waitFor();
    expect(await pushText(server, "冷萃")).toContain("18 元");
  });

  it("switches a rule off in an emergency, without publishing", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/rules?text=冰美式`);
    await page.getByRole("button", { name: "更多：冰美式" }).click();
    await page.getByRole("menuitem", { name: "紧急停用" }).click();
    await page.getByLabel("原因").fill("报错价了");
    await page.getByRole("dialog").getByRole("button", { name: "紧急停用" }).click();
    await page.getByText("已紧急停用").waitFor();
    expect(await pushText(server, "冷萃")).not.toContain("18 元");
  });

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([]);
  });
});
