import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, PASSWORD, pushTexts, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

/** More stops than any page has between two of its parts. */
const FARTHEST = 150;

describe("the story without a mouse", { timeout: 240_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const press = (keys: string): Promise<void> => desk.page.keyboard.press(keys);
  const type = (text: string): Promise<void> => desk.page.keyboard.insertText(text);
  /** Goes on by Tab until this, or something in it, has the focus. */
  const tabTo = async (target: Locator, key = "Tab"): Promise<void> => {
    await target.waitFor();
    for (let stops = 0; stops < FARTHEST; stops += 1) {
      if (await target.evaluate((element) => element.contains(element.ownerDocument.activeElement)))
        return;
      await press(key);
    }
    throw new Error(`no key leads to ${target}`);
  };
  const enter = async (target: Locator): Promise<void> => {
    await tabTo(target);
    await press("Enter");
  };
  const button = (name: string | RegExp) =>
    desk.page.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });

  it("signs up by the one-time link", async () => {
    const { page } = desk;
    await page.goto(server.setupUrl ?? "");
    await tabTo(page.getByLabel("用户名"));
    await type("wang");
    await tabTo(page.getByLabel("密码（至少 12 个字符）"));
    await type(PASSWORD);
    await press("Enter");
    await page.getByRole("navigation", { name: "主菜单" }).waitFor();
  });

  it("jumps over the menu, and makes a keyword rule", async () => {
    const { page } = desk;
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await press("Tab");
    expect(await page.getByRole("link", { name: "跳到正文" }).isVisible()).toBe(true);
    await press("Enter");
    await enter(button("新建关键词回复"));
    await tabTo(page.getByLabel("关键词", { exact: true }));
    await type("冷萃");
    await press("Enter");
    await tabTo(page.getByLabel("回复内容"));
    await type("冷萃 26 元。");
    await enter(button("保存"));
    await page.getByRole("heading", { level: 1, name: "冷萃" }).waitFor();
  });

  it("changes it in the card and saves", async () => {
    const { page } = desk;
    await enter(button(/^回复「冷萃 26 元。」/).first());
    await tabTo(page.getByRole("textbox", { name: "文字", exact: true }));
    await press("Control+a");
    await type("冷萃 28 元。");
    await press("Control+s");
    await page.getByText("已保存到草稿").first().waitFor();
  });

  it("finds a rule by pinyin from anywhere", async () => {
    const { page } = desk;
    await press("Control+k");
    const field = page.getByRole("combobox", { name: /搜索/ });
    await tabTo(field);
    await type("yysj");
    await page
      .getByRole("option", { name: /营业时间/ })
      .first()
      .waitFor();
    await press("Enter");
    await page.getByRole("heading", { level: 1, name: "营业时间" }).waitFor();
  });

  it("tries the draft on the phone, and keeps it as a test", async () => {
    const { page } = desk;
    // The focus was in a dialog that is gone: letters are keys again.
    await press("e");
    const phone = page.getByRole("complementary", { name: "手机" });
    await enter(phone.getByRole("button", { name: "切换到键盘" }));
    await tabTo(phone.getByLabel("输入消息"));
    await type("冷萃");
    await press("Enter");
    await phone.getByText("冷萃 28 元。").waitFor();
    await enter(phone.getByRole("button", { name: "存为测试用例" }));
    const dialog = page.getByRole("dialog");
    await enter(dialog.getByRole("button", { name: "保存", exact: true }));
    await dialog.waitFor({ state: "detached" });
    await tabTo(phone.getByLabel("输入消息"), "Shift+Tab");
    await press("Escape");
    await phone.waitFor({ state: "detached" });
  });

  it("publishes, and a signed push gets the answer", async () => {
    const { page } = desk;
    await enter(page.getByRole("link", { name: /^发布与版本/ }));
    await tabTo(page.getByLabel("版本说明（必填）"));
    await type("加上冷萃");
    await page.getByText("个测试全部通过").waitFor();
    await enter(button("发布"));
    await page.getByText("已发布，这是版本").waitFor();
    expect(await pushTexts(server, "coffee", ["冷萃"])).toEqual(["冷萃 28 元。"]);
  });

  it("rolls back", async () => {
    const { page } = desk;
    await page.getByRole("heading", { level: 1, name: "版本" }).waitFor();
    await enter(button(/^回滚到此版本/).first());
    await enter(page.getByRole("dialog").getByRole("button", { name: "回滚到此版本" }));
    await page.getByText("已回滚到版本").waitFor();
    expect(await pushTexts(server, "coffee", ["冷萃"])).not.toEqual(["冷萃 28 元。"]);
  });

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([]);
  });
});
