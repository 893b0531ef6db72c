import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { controlOf } from "./product/control.ts";
import { until } from "./product/product.ts";

describe("the pages of broadcasts", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const open = async (path: string): Promise<void> => {
    await desk.page.goto(`${server.url}/a/newspaper${path}?lang=zh-CN`);
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState("networkidle");
  };
  const textsOf = async (name: string): Promise<readonly string[]> =>
    controlOf(server.url).seenTexts("newspaper", name);

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
    for (const from of ["甲", "乙"]) await say("newspaper", from, "财经");
    const tags = () =>
      ask<{ name: string; count: number }[]>("GET", "/state?account=newspaper&what=tags");
    await until("the tag is the platform's", async () =>
      (await tags()).some(({ name, count }) => name === "财经" && count === 2),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("sends to a tag: counted, previewed, confirmed by name and number, then told how many got it", async () => {
    const { page } = desk;
    await open("/broadcasts");
    await page.getByText("还没有群发过。").waitFor();
    await page.getByRole("button", { name: "新建群发" }).click();
    await page.getByRole("radio", { name: "标签" }).check();
    await page.getByRole("combobox", { name: "标签" }).click();
    await page.getByTitle("财经").click();
    await page.getByText("现在大约 2 人会收到").waitFor();
    await page.getByLabel("文字内容").fill("财经早报：江上大桥通车");
    const openid = (await controlOf(server.url).conversation("newspaper", "丙"))[0]?.openid ?? "";
    await page.getByLabel("预览给（openid 或测试者）").fill(openid);
    await page.getByRole("button", { name: "发预览" }).click();
    await page.getByText("预览已发出").waitFor();
    await page.mouse.move(0, 0);
    expect(await textsOf("丙")).toContain("财经早报：江上大桥通车");
    expect(await textsOf("甲")).not.toContain("财经早报：江上大桥通车");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "群发…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("将发给标签「财经」，大约 2 人。").waitFor();
    await dialog.getByText("每位粉丝每月最多收到 4 次群发").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "马上群发" }).click();
    await page.getByRole("heading", { name: "群发", level: 1 }).waitFor();
    await page.getByText("送达 2/2 人").waitFor();
    const row = page.getByRole("row", { name: /财经早报/ });
    expect(await row.getByText("已完成").count()).toBe(1);
    expect(await textsOf("甲")).toContain("财经早报：江上大桥通车");
    await row.getByRole("button", { name: /^详情/ }).click();
    await page.getByRole("dialog").getByRole("cell", { name: "已提交" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("waits for its time, and can be stopped until then", async () => {
    const { page } = desk;
    await open("/broadcasts/new");
    await page.getByText("今天还能群发 1 次").waitFor();
    await page.getByText("本月还能群发 4 次").waitFor();
    await page.getByLabel("文字内容").fill("除夕快乐");
    await page.getByRole("radio", { name: "定时" }).check();
    const send = page.getByRole("button", { name: "群发…" });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel("发送时间").fill("2099-02-01T20:00");
    await send.click();
    await page.getByRole("dialog").getByText("发送时间：2099-02-01 20:00").waitFor();
    await page.getByRole("button", { name: "定时群发" }).click();
    const row = page.getByRole("row", { name: /除夕快乐/ });
    await row.getByText("等待发送").waitFor();
    await row.getByText("2099-02-01 20:00").waitFor();
    await row.getByRole("button", { name: "停止：除夕快乐" }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await row.getByText("已停止").waitFor();
  });

  it("says why the platform would not, and what helps", async () => {
    const { page } = desk;
    const { ask } = controlOf(server.url);
    await ask("POST", "/verdicts", { account: "newspaper", job: "mass", result: "err(20008)" });
    await open("/broadcasts/new");
    await page.getByLabel("文字内容").fill("点这里领奖");
    await page.getByText("现在大约 3 人会收到").waitFor();
    await page.getByRole("button", { name: "群发…" }).click();
    await page.getByRole("button", { name: "马上群发" }).click();
    const row = page.getByRole("row", { name: /点这里领奖/ });
    await row.getByText("没有发出").waitFor();
    await row.getByText(/涉嫌欺诈.*mass-20008.*请修改内容后重新群发。/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("never breaks the policy", () => {
    expect(desk.complaints).toEqual([]);
  });
});
