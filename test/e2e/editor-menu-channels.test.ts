import jsqr from "jsqr";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { controlOf } from "./product/control.ts";
import { readGrey } from "./product/read-grey.ts";

describe("the pages of menu and channels", { timeout: 120_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const settled = async (): Promise<void> => {
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState("networkidle");
  };
  const open = async (path: string): Promise<void> => {
    await desk.page.goto(`${server.url}/a/coffee${path}?lang=zh-CN`);
    await settled();
  };

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

  it("puts back the menu that the start replaced, shows the difference, and publishes it again", async () => {
    const { page } = desk;
    await open("/menu");
    await page.getByText("微信上的菜单就是 menu.yaml 的样子。").waitFor();
    const preview = page.getByRole("region", { name: "粉丝看到的菜单" });
    await preview.getByText("最近门店").waitFor();
    await page.getByRole("button", { name: /^恢复 / }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("菜单已恢复").waitFor();
    // Before the start there was no menu: all of it is missing now.
    const table = page.getByRole("table", { name: "差别" });
    await table.getByRole("row", { name: /新增 门店/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "发布到微信" }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("菜单已发布").waitFor();
    await page.getByText("微信上的菜单就是 menu.yaml 的样子。").waitFor();
  });

  it("says why WeChat would not, and what helps", async () => {
    const { ask } = controlOf(server.url);
    const path = "/cgi-bin/menu/get";
    await ask("POST", "/faults", { path, errcode: 48001, times: 10 });
    await open("/menu");
    await desk.page.getByText(/wechat-48001/).waitFor();
    await ask("DELETE", "/faults");
  });

  it("counts a channel's scans and shows the code that was scanned", async () => {
    const { page } = desk;
    const { ask } = controlOf(server.url);
    const followers = [{ name: "小新", subscribed: false }];
    await ask("POST", "/followers", { account: "coffee", followers });
    await ask("POST", "/scan", { account: "coffee", from: "小新", channel: "poster-01" });
    await open("/channels");
    const row = page.getByRole("row", { name: /poster-01/ });
    await row.waitFor();
    expect(await row.getByRole("cell").allTextContents()).toEqual([
      ...["poster-01", "地铁海报一", "1", "1", "0", "1", "0", "", "查看"],
    ]);
    await page.getByRole("button", { name: "查看 poster-01 的二维码" }).click();
    const image = page.getByRole("img", { name: "poster-01 的二维码" });
    await image.waitFor();
    const source = (await image.getAttribute("src")) ?? "";
    const png = Buffer.from(source.slice(source.indexOf(",") + 1), "base64");
    const { rgba, width, height } = readGrey(png);
    const findQr = jsqr as unknown as typeof jsqr.default;
    const read = findQr(rgba, width, height);
    const held = await ask<readonly { scene: string; url: string }[]>(
      "GET",
      "/state?account=coffee&what=qr",
    );
    expect(held.find(({ scene }) => scene === "poster-01")?.url).toBe(read?.data);
    await page.getByText("永久有效").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("never breaks the policy", () => {
    const unexpected = desk.complaints.filter((text) => !text.includes("502"));
    expect(unexpected).toEqual([]);
  });
});
