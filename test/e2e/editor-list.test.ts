import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

const RULES = `rules:
  # 常见问题
  - id: price
    name: 价格
    when: [{ text: { has: [价格, 多少钱] } }]
    then: [{ reply: 美式 18 元 }]
  - id: wifi
    name: 无线网
    when: [{ text: { has: [密码, WIFI] } }]
    then: [{ reply: latte2026 }]
  - id: hours
    name: 营业时间
    when: [{ text: { has: [几点, 价格表] } }]
    then: [{ reply: 9 点到 22 点 }]
  - id: top
    name: 置顶
    priority: 80
    when: [{ text: { is: 置顶 } }]
    then: [{ reply: 在这里 }]
  - id: welcome
    name: 欢迎
    when: follow
    then: [{ reply: 您好 }]
`;
const ACCOUNT = `id: shop
name: 小店
kind: service
verified: true
originalId: gh_1f2e3d4c0001
appId: wx0123456789ab0001
appSecret: 0123456789abcdef0123456789ab0001
token: token0001
platform: sandbox
mode: plain
`;

describe("the list of rules", { timeout: 120_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const open = async (path = ""): Promise<void> => {
    await desk.page.goto(`${server.url}/a/shop/rules${path}`);
    await desk.page.getByRole("link", { name: "价格", exact: true }).first().waitFor();
  };
  const names = (): Promise<readonly string[]> =>
    desk.page.locator("tbody .cell-rule a").allTextContents();
  const row = (name: string): Locator =>
    desk.page.getByRole("row").filter({ has: desk.page.getByRole("link", { name, exact: true }) });
  const handle = (name: string): Locator =>
    desk.page.getByRole("button", { name: `移动「${name}」：Alt+↑ 或 Alt+↓` });
  const menu = async (name: string, item: string): Promise<void> => {
    await desk.page.getByRole("button", { name: `更多：${name}` }).click();
    await desk.page.getByRole("menuitem", { name: item, exact: true }).click();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({
      files: { "shop/account.yaml": ACCOUNT, "shop/rules.yaml": RULES },
    });
    desk = await openDesk(browser);
    await setUp(desk, server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("stands under the three kinds of replies that everybody knows", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("link", { name: /^被关注回复/ }).click();
    await expect.poll(names).toEqual(["欢迎"]);
    await page.getByRole("link", { name: /^关键词回复/ }).click();
    await expect.poll(names).toEqual(["价格", "无线网", "营业时间", "置顶"]);
    await page.getByRole("textbox", { name: "名称、关键词、备注" }).fill("WIFI");
    await expect.poll(names).toEqual(["无线网"]);
    await expect.poll(() => page.url()).toContain("text=WIFI");
    await page.reload();
    await expect.poll(names).toEqual(["无线网"]);
  });

  it("shows at every key which rules match, in the order of the ladder", async () => {
    const { page } = desk;
    await open();
    await page.keyboard.press("/");
    await page.keyboard.insertText("价格表");
    // The longer keyword goes first among equals.
    await page.getByText("由「营业时间」回复").waitFor();
    await page.locator(".try-reply").getByText("9 点到 22 点").waitFor();
    expect((await names()).slice(0, 2)).toEqual(["营业时间", "价格"]);
    expect(await row("价格").innerText()).toContain("让位");
    await page.keyboard.press("Escape");
    await expect.poll(async () => (await names())[0]).toBe("价格");
  });

  it("is put in order by keys and by hand; another priority is asked for first", async () => {
    const { page } = desk;
    await open();
    await handle("价格").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(names).toEqual(["无线网", "价格", "营业时间", "置顶", "欢迎"]);
    await page.getByText("「价格」移到第 2 位").waitFor({ state: "attached" });
    await handle("营业时间").dragTo(row("无线网"));
    await expect.poll(names).toEqual(["营业时间", "无线网", "价格", "置顶", "欢迎"]);
    await handle("价格").focus();
    await page.keyboard.press("Alt+ArrowDown");
    const asked = page.getByRole("dialog");
    await asked.getByText("需要把它的优先级改为 80").waitFor();
    await asked.getByRole("button", { name: "取消" }).click();
    await asked.waitFor({ state: "detached" });
    expect(await names()).toEqual(["营业时间", "无线网", "价格", "置顶", "欢迎"]);
  });

  it("changes many rules at once, and finds them by their group", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("checkbox", { name: "选择「价格」" }).check();
    await page.getByRole("checkbox", { name: "选择「无线网」" }).check();
    const bar = page.getByRole("toolbar", { name: "已选 2 条" });
    await bar.getByRole("textbox", { name: /^分组名称/ }).fill("常见问题");
    await bar.getByRole("button", { name: "移动分组" }).click();
    await page.getByText("已改 2 条，发布后生效").waitFor();
    await bar.getByRole("button", { name: "停用" }).click();
    await expect.poll(() => row("价格").getByRole("switch").isChecked()).toBe(false);
    await open("?group=常见问题");
    await expect.poll(names).toEqual(["无线网", "价格"]);
    await row("价格").getByRole("switch").click();
    await expect.poll(() => row("价格").getByRole("switch").isChecked()).toBe(true);
  });

  it("copies and deletes a rule; nothing counts before it is published", async () => {
    const { page } = desk;
    await open();
    await menu("价格", "复制");
    await page.getByRole("heading", { level: 1, name: "价格" }).waitFor();
    expect(page.url()).toContain("/rules/edit/price-copy");
    await open();
    await menu("营业时间", "删除");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /删\s?除/ })
      .click();
    await expect.poll(names).not.toContain("营业时间");
    await page.getByRole("link", { name: /草稿有 \d+ 处未发布/ }).waitFor();
  });

  it("takes YAML in and gives it out with its comments", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("button", { name: "导入 YAML" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("文件名").fill("more.yaml");
    await dialog
      .getByLabel("YAML 内容")
      .fill(
        "rules:\n  # 新来的\n  - id: parking\n    name: 停车\n    when: [{ text: { has: [停车] } }]\n    then: [{ reply: 地下二层 }]\n",
      );
    await dialog.getByRole("button", { name: "导入 YAML" }).click();
    await page.getByRole("link", { name: "停车", exact: true }).waitFor();
    const saved: string[] = [];
    page.on("download", (download) => saved.push(download.suggestedFilename()));
    await page.getByRole("button", { name: "导出 YAML" }).click();
    await expect.poll(() => saved.toSorted()).toEqual(["more.yaml", "rules.yaml"]);
  });

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([]);
  });
});
