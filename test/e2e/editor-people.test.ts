import { createHash } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, PASSWORD, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { controlOf } from "./product/control.ts";
import { yamlEditor } from "./yaml-editor.ts";

/** What the platform asks when the operator saves address and token (contract §1.2); the body of the answer. */
const checkAddress = async (address: string, token: string): Promise<string> => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const sorted = [token, timestamp, "77"].toSorted().join("");
  const signature = createHash("sha1").update(sorted).digest("hex");
  const query = new URLSearchParams({ signature, timestamp, nonce: "77", echostr: "echo-7" });
  return (await fetch(`${address}?${query}`)).text();
};

describe("accounts and people", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  let colleague: Desk;

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({});
    desk = await openDesk(browser);
    colleague = await openDesk(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("the first account needs no credentials, and answers at once", async () => {
    const { page } = desk;
    await page.goto(server.setupUrl ?? "");
    await page.getByLabel("用户名").fill("wang");
    await page.getByLabel("密码（至少 12 个字符）").fill(PASSWORD);
    await page.getByRole("button", { name: "创建并登录" }).click();
    await page.getByRole("button", { name: /开\s?始/ }).click();
    await page.getByLabel("公众号名称").fill("小店");
    expect(await violations(page)).toEqual([]);
    await page.getByLabel(/^账号标识/).fill("shop");
    await page.getByRole("button", { name: /创\s?建/ }).click();
    await page.getByRole("button", { name: "从模板开始" }).click();
    await page.getByRole("button", { name: "用这个模板：关键词回复" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "添加到草稿" }).click();
    await page.getByRole("heading", { level: 1, name: "价格咨询" }).waitFor();
    await page.getByRole("link", { name: /^发布与版本/ }).click();
    await page.getByText("个测试全部通过").waitFor();
    await page.getByLabel("版本说明（必填）").fill("开张");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await page.getByText("已发布，这是版本").waitFor();
    const { seen } = await controlOf(server.url).say("shop", "小明", "多少钱");
    expect(seen).toMatchObject([{ kind: "text", text: "您好，价格请看菜单。" }]);
  });

  it("connects a real account: all there is to copy, what it turns off, and lights", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/connect`);
    await page.getByLabel("公众号名称").fill("真实的店");
    await page.getByLabel(/^账号标识/).fill("real");
    await page.getByLabel(/^原始 ID/).fill("gh_1f2e3d4c0099");
    await page.getByLabel(/^AppID/).fill("wx0123456789ab0099");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByText(`/wechat/real`).waitFor();
    for (const name of [/服务器地址/, /令牌/, /消息加解密密钥/])
      await page.getByRole("button", { name }).first().waitFor();
    await page.getByText("还没有收到微信的地址校验").waitFor();
    const token = await page.locator("dt:text('令牌') + dd code").innerText();
    expect(await checkAddress(`${server.url}/wechat/real`, token)).toBe("echo-7");
    await page.getByText("✓ 已收到微信的地址校验").waitFor();
    await page.getByText("自动回复（关键词回复、被关注回复、收到消息回复）").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "完成，去写规则" }).click();
    await page.getByRole("navigation", { name: "主菜单" }).waitFor();
    await page.getByRole("combobox", { name: "公众号" }).click();
    await page
      .getByTitle("小店")
      .or(page.getByText("小店", { exact: true }))
      .first()
      .click();
    await page.waitForURL(/\/a\/shop/);
  });

  it("lists testers, and says whose draft they get", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/shop/settings/testers`);
    await page.getByLabel("openid").fill("oTester1");
    await page.getByLabel("备注名").fill("店长");
    await page.getByRole("button", { name: "添加" }).click();
    await page.getByText("用wang的草稿").waitFor();
  });

  it("invites a viewer, who may look at everything and change nothing", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/shop/settings/members`);
    await page.getByRole("button", { name: "邀请成员" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("用户名").fill("li");
    await dialog.getByLabel("显示名").fill("小李");
    await dialog.getByRole("combobox", { name: "角色" }).click();
    await page.getByTitle("只读").click();
    await dialog.getByRole("button", { name: "邀请成员" }).click();
    const link = await page.getByRole("dialog").locator("code").first().innerText();
    expect(await violations(page)).toEqual([]);
    await colleague.page.goto(link);
    await colleague.page.getByLabel(/密码/).fill(PASSWORD);
    await colleague.page.getByRole("button", { name: "创建并登录" }).click();
    await colleague.page.getByRole("navigation", { name: "主菜单" }).waitFor();
    await colleague.page.goto(`${server.url}/a/shop/rules`);
    await colleague.page.getByRole("link", { name: "价格咨询" }).waitFor();
    expect(await colleague.page.getByRole("button", { name: "新建规则" }).count()).toBe(0);
    expect(await colleague.page.getByRole("switch").first().isDisabled()).toBe(true);
  });

  it("makes the viewer an operator; one who publishes over another's change is met by a merge", async () => {
    const { page } = desk;
    const theirs = colleague.page;
    await page.keyboard.press("Escape");
    await page.goto(`${server.url}/a/shop/settings/members`);
    await page.getByRole("combobox", { name: "角色：li" }).click();
    const saved = page.waitForResponse((response) => response.request().method() === "PUT");
    await page.getByTitle("运营", { exact: true }).last().click();
    expect((await saved).status()).toBe(200);
    // A changed role ends the sessions that had the old one.
    await theirs.goto(`${server.url}/a/shop/rules`);
    await theirs.getByLabel("用户名").fill("li");
    await theirs.getByLabel("密码").fill(PASSWORD);
    await theirs.getByRole("button", { name: /登\s?录/ }).click();
    await theirs.getByRole("button", { name: "新建规则" }).waitFor();
    // Both open the rule; mine is only written, theirs is published.
    const rule = `${server.url}/a/shop/rules/edit/keywords`;
    await page.goto(rule);
    const mine = yamlEditor(page);
    await mine.open();
    await mine.typeAbove("# 小王负责\n");
    await mine.shows("# 小王负责");
    await page.keyboard.press("Control+s");
    await page.getByText("已保存到草稿").waitFor();
    await theirs.goto(rule);
    await theirs.getByRole("textbox", { name: "规则名称" }).fill("问价格");
    await theirs.keyboard.press("Control+s");
    await theirs.getByText("已保存到草稿").waitFor();
    await theirs.goto(`${server.url}/a/shop/publish`);
    await theirs.getByText("个测试全部通过").waitFor();
    await theirs.getByLabel("版本说明（必填）").fill("改名");
    await theirs.getByRole("button", { name: "发布", exact: true }).click();
    await theirs.getByText("已发布，这是版本").waitFor();
    await page.goto(rule);
    await page.getByRole("button", { name: "查看并合并" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("两边改的不是同一处，已自动合并。").waitFor();
    const merged = await dialog.getByRole("textbox").inputValue();
    expect(merged).toContain("# 小王负责");
    expect(merged).toContain("name: 问价格");
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "保存合并结果" }).click();
    await page.getByRole("heading", { level: 1, name: "问价格" }).waitFor();
    await mine.shows("# 小王负责");
  });

  it("wrote down who did what", async () => {
    const { page } = desk;
    await page.goto(`${server.url}/a/shop/settings/audit`);
    await page.getByRole("cell", { name: "小李" }).first().waitFor();
  });

  it("never made a browser complain", () => {
    expect(desk.complaints).toEqual([]);
    expect(colleague.complaints).toEqual([]);
  });
});
