import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { drawQr } from "../../server/wechat/wire/qr-picture.ts";
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
  - { id: person, name: 转人工, when: [{ text: { is: 人工 } }], then: [{ tag: 转过人工 }, { handover: { to: inbox, message: 请稍候，马上有人来。, quiet: 20m } }] }
  - { id: left, name: 评价, when: [{ agent: closed }], then: [{ reply: 谢谢您的耐心，再见。 }] }
  - { id: any, name: 都答, when: [{ text: any }], then: [{ reply: 我是自动回复。 }] }
`;

describe("the inbox", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  let phone: Desk;
  const shoot = (name: string) => desk.page.screenshot({ path: join(shots, `${name}.png`) });
  const follower = () => phone.page;
  const writes = async (text: string): Promise<void> => {
    await follower().getByLabel("输入消息").fill(text);
    await follower().keyboard.press("Enter");
  };

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({
      files: {
        "shop/account.yaml": accountFile({
          ...{ id: "shop", number: "0001", mayWriteLater: true },
          more: "templates: { order: TM00001 }\n",
        }).replace("name: shop", "name: 小店"),
        "shop/rules.yaml": rules,
      },
    });
    desk = await openDesk(browser);
    await setUp(desk, server);
    phone = await openDesk(browser, { width: 390, height: 780 });
    await follower().goto(`${server.url}/phone/shop?lang=zh-CN`);
    await follower().getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    await shoot("inbox-failed");
    await follower().screenshot({ path: join(shots, "inbox-failed-phone.png") });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("takes what a rule hands over, answers it, and gives it back to the rules", async () => {
    const { page } = desk;
    await page.getByRole("link", { name: "客服会话" }).click();
    await page.getByText("没有人在等待。").waitFor();
    expect(await violations(page)).toEqual([]);
    await writes("你们几点关门");
    await follower().getByText("我是自动回复。").waitFor();
    await writes("人工");
    await follower().getByText("请稍候，马上有人来。").waitFor();
    await page.getByText("等待 1").waitFor();
    await page
      .getByRole("link", { name: /粉丝|人工/ })
      .last()
      .click();
    const log = page.getByRole("log");
    await log.getByText("你们几点关门").waitFor();
    await log.getByText("自动回复 · 转人工").waitFor();
    await page.getByRole("button", { name: "接入" }).click();
    await page.getByText("已接入").waitFor();
    const reply = page.getByRole("textbox", { name: "回复" });
    await reply.fill("您好，我们晚上十点关门。");
    await reply.press("Enter");
    await follower().getByText("您好，我们晚上十点关门。").waitFor();
    await writes("好的，周末呢");
    await log.getByText("好的，周末呢").waitFor();
    const picture = drawQr("周末一样", 120);
    await page.locator("input[type=file]").setInputFiles({
      ...{ name: "周末.png", mimeType: "image/png", buffer: picture },
    });
    await log.getByRole("img").waitFor();
    await page.getByText(/还可发 4 条/).waitFor();
    await page.mouse.move(0, 0);
    expect(await violations(page)).toEqual([]);
    await shoot("inbox-talk");
    await page.getByRole("button", { name: "交还机器人" }).click();
    await page.getByText("已交还机器人").waitFor();
    await follower().getByText("谢谢您的耐心，再见。").waitFor();
    await writes("再见");
    await until(
      "the rules answer again",
      async () => (await follower().getByText("我是自动回复。").count()) === 2,
    );
    await page.getByText("会话已结束；要回复请先接入。").waitFor();
  });

  it("shows what followers send, and what may not be sent any more", async () => {
    const { page } = desk;
    const control = controlOf(server.url);
    const from = "小红";
    await control.say("shop", from, "人工");
    const data = drawQr("坏了", 90).toString("base64");
    await control.push({ account: "shop", from, message: { kind: "image", data } });
    await control.push({
      account: "shop",
      from,
      message: { kind: "voice", recognised: "屏幕坏了" },
    });
    await page.goto(`${server.url}/a/shop/inbox?lang=zh-CN`);
    await page.getByText("等待 1").waitFor();
    await page.getByRole("link", { name: /屏幕坏了/ }).click();
    const log = page.getByRole("log");
    await log.getByRole("img").waitFor();
    await log.getByText("[语音] 屏幕坏了").waitFor();
    const reply = page.getByRole("textbox", { name: "回复" });
    for (const text of ["一", "二", "三", "四", "五"]) {
      await reply.fill(text);
      await page.getByRole("button", { name: "发送" }).click();
      await log.getByText(text, { exact: true }).waitFor();
    }
    await page.getByText(/现在不能发客服消息.*notice.*可用的模板：order/).waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot("inbox-shut");
    await page.getByRole("button", { name: "结束会话" }).click();
    await page.getByText("会话已结束", { exact: true }).waitFor();
  });

  it("fits a phone's screen and speaks English", async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/a/shop/inbox?lang=en`);
    await page.getByText("Nobody waits.").waitFor();
    await page.getByText("All", { exact: true }).click();
    await page.getByText("Closed").waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot("inbox-list-narrow");
    await page.getByRole("link", { name: /Closed/ }).click();
    await page.getByRole("log").getByText("五", { exact: true }).waitFor();
    await page.getByText("It is over; take it to reply.").waitFor();
    expect(await violations(page)).toEqual([]);
    const isWide = await page.evaluate("document.documentElement.scrollWidth > 390");
    expect(isWide).toBe(false);
    await shoot("inbox-talk-narrow");
    await page.getByRole("link", { name: "Back to the list" }).click();
    await page.getByText("All", { exact: true }).waitFor();
  });

  it("never breaks the policy", () => {
    expect(desk.complaints).toEqual([]);
  });
});
