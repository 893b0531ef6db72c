import jsqr from "jsqr";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askPlatform } from "./ask-platform.ts";
import type { OpenPhone } from "./open-phone.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { inside, text } from "./small-bot.ts";

let browser: Browser;
let phone: OpenPhone;

beforeAll(async () => {
  browser = await openBrowser();
  phone = await openPhone(browser);
  const { page, bot } = phone;
  bot.answer = (push) => text(`收到：${inside(push, "Content") || inside(push, "Event")}`);
  await page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
  await page.getByText("收到：subscribe").waitFor();
});
afterAll(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
  await browser.close();
});

const say = async (content: string): Promise<void> => {
  await phone.page.getByLabel("输入消息").fill(content);
  await phone.page.keyboard.press("Enter");
};
const nowMs = (): number => phone.sandbox.core.time.nowMs();
const hourMs = 3_600_000;

/** What a camera reads in a picture of the screen. */
const readCode = async (picture: Buffer): Promise<string | undefined> => {
  const script = `(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${picture.toString("base64")}";
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, data: [...data] };
  })()`;
  const pixels = await phone.page.evaluate<{ width: number; height: number; data: number[] }>(
    script,
  );
  const read = jsqr as unknown as typeof jsqr.default;
  return read(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height)?.data;
};

describe("the world around the phone", () => {
  test("shows what kind of account it is", async () => {
    const desk = phone.page.getByRole("complementary", { name: "模拟控制" });
    expect(await desk.getByLabel("服务号").isChecked()).toBe(true);
    expect(await desk.getByLabel("已认证").isChecked()).toBe(true);
  });

  test("makes it another kind, which the platform's rights follow", async () => {
    const desk = phone.page.getByRole("complementary", { name: "模拟控制" });
    const kind = () => phone.sandbox.core.accounts.all().map((one) => [one.kind, one.verified]);
    await desk.getByLabel("订阅号").click();
    await desk.getByLabel("已认证").click();
    await expect.poll(kind).toEqual([["subscription", false]]);
    await desk.getByLabel("服务号").click();
    await desk.getByLabel("已认证").click();
    await expect.poll(kind).toEqual([["service", true]]);
  });

  test("moves the account's clock by an hour, to a moment, and back", async () => {
    const before = nowMs();
    await phone.page.getByRole("button", { name: "过 1 小时" }).click();
    await expect.poll(() => nowMs() - before).toBeGreaterThanOrEqual(hourMs);
    await phone.page.getByLabel("调到").fill("2026-11-23T20:31");
    await phone.page.getByRole("button", { name: "前往" }).click();
    await phone.page.getByText("2026年11月23日星期一 20:31").waitFor();
    expect(Math.abs(nowMs() - Date.parse("2026-11-23T20:31+08:00"))).toBeLessThan(10_000);
    await phone.page.getByRole("button", { name: "回到现在" }).click();
    await expect.poll(() => Math.abs(nowMs() - Date.now())).toBeLessThan(10_000);
  });

  test("draws a channel's code that a camera reads", async () => {
    const { sandbox, page } = phone;
    const { url } = await askPlatform(sandbox, "/cgi-bin/qrcode/create", {
      action_name: "QR_LIMIT_STR_SCENE",
      action_info: { scene: { scene_str: "poster-01" } },
    });
    await page.getByRole("button", { name: "刷新" }).click();
    await page.getByText("poster-01", { exact: true }).click();
    const code = page.getByRole("img", { name: "渠道「poster-01」的二维码" });
    expect(await readCode(await code.screenshot())).toBe(url);
  });

  test("scans that code", async () => {
    await phone.page.getByRole("button", { name: "扫码 poster-01" }).click();
    await phone.page.getByText("收到：SCAN").waitFor();
  });

  test("lets several followers talk at once", async () => {
    const { page } = phone;
    await page.getByLabel("新粉丝的名字").fill("小红");
    await page.getByRole("button", { name: "添加" }).click();
    await page.getByText("还没有关注这个公众号").waitFor();
    expect(await page.getByRole("article").count()).toBe(0);
    await page.getByRole("main").getByRole("button", { name: "关注公众号" }).click();
    await say("我是小红");
    await page.getByText("收到：我是小红").waitFor();
    const { core } = phone.sandbox;
    const openid = core.followers.openidOf("shop", "小明");
    const shown = { kind: "text", text: "小明，您的咖啡好了" } as const;
    core.conversation.add({ account: "shop", openid, via: "customer-message", shown });
    await page.getByRole("button", { name: /小明.*1 条未读/ }).click();
    await page.getByText("小明，您的咖啡好了").waitFor();
    expect(await page.getByText("收到：我是小红").count()).toBe(0);
    expect(await page.getByText("1 条未读").count()).toBe(0);
  });

  test("makes the network too slow, so that only the grey line is seen after three deliveries", async () => {
    const { page } = phone;
    await page.getByLabel("很慢（超过 5 秒）").check();
    await say("在吗");
    await page.getByText("该公众号暂时无法提供服务，请稍后再试").waitFor();
    await page.getByText(/没有回复 · \d+ 毫秒 · 投递 3 次/).waitFor();
    await page.getByLabel("正常").check();
  });

  test("tells what the platform refuses", async () => {
    await phone.page.getByLabel("场景值").fill("http://weixin.qq.com/q/nothing");
    await phone.page.getByRole("button", { name: "扫码", exact: true }).click();
    const toast = phone.page.getByRole("status").filter({ hasText: "没有成功" });
    await toast.waitFor();
    await toast.getByRole("button", { name: "关闭提示" }).click();
    await toast.waitFor({ state: "hidden" });
    phone.bot.answer = () => text("好");
    const refusals = phone.complaints as string[];
    // The browser itself notes every answer that is an error.
    expect(refusals.splice(0)).toEqual([expect.stringContaining("400")]);
  });

  test("finds everything again after the page is loaded anew", async () => {
    const { page } = phone;
    await page.reload();
    await page.getByRole("button", { name: /小明/ }).click();
    await page.getByText("小明，您的咖啡好了").waitFor();
    await page.getByText(/投递 3 次/).waitFor();
  });
});
