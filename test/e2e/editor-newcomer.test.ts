import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, pushTexts, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

/** What somebody's hands do on a page. */
const counted = () => {
  let clicks = 0;
  let fields = 0;
  return {
    click: async (what: Locator): Promise<void> => {
      clicks += 1;
      await what.click();
    },
    fill: async (what: Locator, text: string): Promise<void> => {
      fields += 1;
      await what.fill(text);
    },
    sum: () => ({ clicks, fields }),
  };
};

describe("a newcomer on the first page", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
    await setUp(desk, server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("has a working keyword rule after eight clicks and three fields", async () => {
    const { page } = desk;
    const hands = counted();
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await hands.click(button("新建关键词回复"));
    await hands.fill(field("关键词"), "冰美式、冷萃 冰美式 ");
    await hands.fill(field("回复内容"), "冰美式 18 元，冷萃 26 元。");
    await hands.click(button("保存"));
    await page.getByRole("heading", { level: 1, name: "冰美式" }).waitFor();
    await hands.click(button("发布…"));
    await page.getByText("个测试全部通过").waitFor();
    await hands.fill(field("版本说明（必填）"), "加上冰美式");
    await hands.click(button("发布"));
    await page.getByText("已发布，这是版本").waitFor();
    const asked = ["冷萃还有吗", "冰美式多少钱"];
    for (const answer of await pushTexts(server, "coffee", asked))
      expect(answer).toBe("冰美式 18 元，冷萃 26 元。");
    expect(hands.sum().clicks).toBeLessThanOrEqual(8);
    expect(hands.sum().fields).toBeLessThanOrEqual(3);
    expect(desk.complaints).toEqual([]);
  });
});
