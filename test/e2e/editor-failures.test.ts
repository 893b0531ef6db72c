import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";
import { accountFile } from "./product/account-file.ts";
import { controlOf } from "./product/control.ts";
import { until } from "./product/product.ts";

const shots = join(tmpdir(), "yingda-shots");
mkdirSync(shots, { recursive: true });

const rules = `rules:
  - { id: late, name: 晚些说, when: [{ text: { is: 说 } }], then: [{ reply: 一 }, { reply: 二 }] }
  - { id: order, name: 下单, when: [{ text: { is: 单 } }], then: [{ reply: 已下单 }, { notice: { template: order, data: { thing1: 拿铁 } } }] }
`;

describe("the pages of failures and notices", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const shoot = (name: string) => desk.page.screenshot({ path: join(shots, `${name}.png`) });
  const open = (path: string) => desk.page.goto(`${server.url}/a/shop${path}?lang=zh-CN`);

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({
      files: {
        "shop/account.yaml": accountFile({
          ...{ id: "shop", number: "0001", mayWriteLater: true },
          more: "templates: { order: TM_ORDER }\n",
        }),
        "shop/rules.yaml": rules,
      },
    });
    desk = await openDesk(browser);
    await setUp(desk, server);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await shoot("failures-failed");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("say what was not sent, why and what helps, and send it when asked to", async () => {
    const { page } = desk;
    const control = controlOf(server.url);
    await open("/failures");
    await page.getByText("没有失败的发送。").waitFor();
    const path = "/cgi-bin/message/custom/send";
    await control.ask("POST", "/faults", { path, account: "shop", errcode: 45015, times: 2 });
    await control.say("shop", "小明", "说");
    await page.getByText("已放弃 1").waitFor();
    const row = page.getByRole("row", { name: /发消息 二/ });
    await row.getByText("wechat-45015").waitFor();
    await row.getByText(/48 小时/).waitFor();
    await row.getByRole("link", { name: "晚些说" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot("failures");
    await control.say("shop", "小红", "说");
    await page.getByText("已放弃 2").waitFor();
    await control.ask("DELETE", "/faults");
    await page.getByRole("checkbox", { name: "选择 发消息 二" }).last().check();
    await page.getByRole("button", { name: "重试所选（1）" }).click();
    await page.getByText("1 条已重新排队").waitFor();
    await until("it came", async () => (await control.seenTexts("shop", "小明")).includes("二"));
    await page.getByText("已放弃 1").waitFor();
    await page.getByRole("checkbox", { name: "全选" }).check();
    await page.getByRole("button", { name: "忽略所选（1）" }).click();
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByText("已忽略 1 条").waitFor();
    await page.getByText("没有失败的发送。").waitFor();
    expect(await control.seenTexts("shop", "小红")).not.toContain("二");
  });

  it("list templates with their fields and rules, and how notices ended", async () => {
    const { page } = desk;
    const control = controlOf(server.url);
    const verdict = { account: "shop", job: "template" };
    await control.say("shop", "小明", "单");
    await control.ask("POST", "/verdicts", { ...verdict, result: "failed:user block" });
    await control.say("shop", "小红", "单");
    await open("/notices");
    const templates = page.getByRole("table", { name: "模板" });
    await templates.getByText("thing1").first().waitFor();
    await templates.getByRole("link", { name: "下单" }).waitFor();
    await until("both ended", async () => {
      await page.reload();
      await templates.waitFor();
      return (await page.getByRole("cell", { name: /已送达|粉丝拒收/ }).count()) === 2;
    });
    await page.getByRole("button", { name: "从微信同步" }).click();
    await page.getByText(/已同步 \d+ 个模板/).waitFor();
    await page.mouse.move(0, 0);
    expect(await violations(page)).toEqual([]);
    await shoot("notices");
  });

  it("fit a phone's screen and speak English", async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/failures", "/notices"]) {
      await page.goto(`${server.url}/a/shop${path}?lang=en`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await violations(page)).toEqual([]);
      await shoot(`narrow-${path.slice(1)}`);
    }
  });
});
