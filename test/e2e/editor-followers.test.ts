import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { controlOf } from "./product/control.ts";

describe("the page of followers", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const open = async (path = "/followers"): Promise<void> => {
    await desk.page.goto(`${server.url}/a/newspaper${path}?lang=zh-CN`);
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState("networkidle");
  };
  const openidOf = async (name: string): Promise<string> =>
    (await controlOf(server.url).conversation("newspaper", name))[0]?.openid ?? "";
  /** Nothing is hovered, so that colours are those at rest. */
  const look = async (): Promise<readonly string[]> => {
    await desk.page.mouse.move(0, 0);
    return violations(desk.page);
  };

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["newspaper"] });
    desk = await openDesk(browser);
    await setUp(desk, server);
    const { say, ask } = controlOf(server.url);
    for (const from of ["甲", "乙", "丙"]) {
      const followers = [{ name: from, subscribed: 0 }];
      await ask("POST", "/followers", { account: "newspaper", followers });
      await ask("POST", "/follow", { account: "newspaper", from });
    }
    await say("newspaper", "甲", "财经");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("brings followers over with its progress shown", async () => {
    const { page } = desk;
    await open();
    await page.getByText("还没有同步过。").waitFor();
    await page.getByRole("button", { name: "全部同步" }).click();
    await page.getByText(/已完成 · 名单 3\/3，资料 3/).waitFor();
    expect(await page.getByRole("row").count()).toBe(4);
    expect(await look()).toEqual([]);
  });

  it("changes remark and tags, finds by them, and puts on the blacklist", async () => {
    const { page } = desk;
    const openid = await openidOf("乙");
    await page.getByRole("button", { name: `详情：${openid}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("备注名").fill("王老板");
    await dialog.getByRole("button", { name: "保存备注" }).click();
    await page.getByText("备注已保存").waitFor();
    await dialog.getByLabel("标签", { exact: true }).fill("文化");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "保存标签" }).click();
    await page.getByText("标签已更新").waitFor();
    expect(await look()).toEqual([]);
    await dialog.getByRole("button", { name: "拉黑" }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("已拉黑").waitFor();
    await dialog.locator(".ant-modal-close").click();
    await page.getByLabel("昵称、备注或 openid").fill("老板");
    const row = page.getByRole("row", { name: /王老板/ });
    await row.getByText("文化").waitFor();
    await row.getByText("黑名单").waitFor();
    await page.getByRole("row").nth(2).waitFor({ state: "detached" });
    const held = await controlOf(server.url).ask<{ name: string; count: number }[]>(
      "GET",
      "/state?account=newspaper&what=tags",
    );
    expect(held.find(({ name }) => name === "文化")?.count).toBe(1);
    await page.getByLabel("昵称、备注或 openid").fill("");
    await page.getByRole("row").nth(3).waitFor();
  });

  it("says why the platform would not, and what helps", async () => {
    const { page } = desk;
    const { ask } = controlOf(server.url);
    const path = "/cgi-bin/user/info/updateremark";
    await ask("POST", "/faults", { path, errcode: 45009, times: 1 });
    await page.getByRole("button", { name: "详情：王老板" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("备注名").fill("王经理");
    await dialog.getByRole("button", { name: "保存备注" }).click();
    await page.getByText(/wechat-45009/).waitFor();
    await dialog.locator(".ant-modal-close").click();
  });

  it("tags those who are chosen, and exports a sheet", async () => {
    const { page } = desk;
    for (const name of ["甲", "丙"])
      await page.getByRole("checkbox", { name: `选择 ${await openidOf(name)}` }).check();
    await page.getByText("已选 2 人").waitFor();
    await page.getByLabel("要打上或去掉的标签").fill("读者会");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "打标签" }).click();
    await page.getByText("标签已更新").last().waitFor();
    await page.getByRole("table").getByText("读者会").nth(1).waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出 CSV" }).click();
    const file = await (await downloading).path();
    const sheet = readFileSync(file, "utf8");
    expect(sheet.split("\r\n").length).toBe(5);
    expect(sheet).toContain("王老板");
  });

  it("saves a segment from an example, counts it, and shows its members", async () => {
    const { page } = desk;
    await page.getByRole("tab", { name: "分群" }).click();
    await page.getByRole("button", { name: "新建分群" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("读者会");
    await dialog.getByLabel("条件").fill("{ fact: tagz, operator: includes, value: 读者会 }");
    await dialog.getByRole("alert").first().waitFor();
    await dialog.getByLabel("条件").fill("{ fact: tags, operator: includes, value: 读者会 }");
    await dialog.getByText("现在有 2 人").waitFor();
    expect(await look()).toEqual([]);
    await dialog.getByRole("button", { name: "保存" }).click();
    await page.getByRole("row", { name: /读者会/ }).waitFor();
    await page.getByRole("tab", { name: "粉丝" }).click();
    await page.getByRole("combobox", { name: "分群" }).click();
    await page.getByTitle("读者会").last().click();
    await page.getByRole("row").nth(3).waitFor({ state: "detached" });
    expect(await page.getByRole("row").count()).toBe(3);
  });

  it("erases one on request", async () => {
    const { page } = desk;
    await open();
    await page.getByRole("button", { name: "详情：王老板" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除资料" }).click();
    await page.getByText("按本人要求删除「王老板」").waitFor();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("资料已删除").waitFor();
    await page.getByRole("row", { name: /王老板/ }).waitFor({ state: "detached" });
  });

  it("never breaks the policy", () => {
    expect(desk.complaints.filter((text) => !text.includes("502"))).toEqual([]);
  });
});
