import { describe, expect, test } from "vitest";
import { Browser, send, tokenIn, walk } from "../../server/pages/rig.ts";
import type { Product } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const DAY_MS = 86_400_000;

const start = async () => {
  // The one who redeems says who they are in the test's own rule.
  const staff =
    "rules:\n  - id: be-staff\n    when: { text: { is: 我是店员 } }\n    then: [{ tag: 店员 }, { reply: 好的。 }]\n";
  const world = makeWorld({ examples: (text) => text });
  world.write("groupbuy/90-staff.yaml", staff);
  const product = await startProduct(world);
  const sees = (account: string, from: string, text: string) =>
    until(`${from} sees ${text}`, async () =>
      (await product.seenTexts(account, from)).some((one) => one.includes(text)),
    );
  const phoneOf = async (account: string, from: string): Promise<Browser> => {
    const browser = new Browser();
    await browser.open(`${product.url}/sandbox/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account, from }),
    });
    return browser;
  };
  return { ...product, world, sees, phoneOf };
};
type Started = Awaited<ReturnType<typeof start>>;

const linkIn = (texts: readonly string[]): string =>
  (
    /href="([^"]+)"/.exec(texts.findLast((text) => text.includes("href=")) ?? "")?.[1] ?? ""
  ).replaceAll("&amp;", "&");

/** Says what they want, opens the link, and pays in WeChat's window. */
const buy = async (
  { say, seenTexts, phoneOf, ask }: Started & Product,
  of: { account: string; from: string; text: string },
) => {
  const { account, from, text } = of;
  await say(account, from, text);
  const url = linkIn(await seenTexts(account, from));
  const browser = await phoneOf(account, from);
  const offer = await walk(browser, url);
  const no = new URL(url).searchParams.get("of") ?? "";
  const at = url.split("?")[0] ?? "";
  const window = await send(browser, at, { token: tokenIn(offer), of: no });
  const prepayId = /data-package="prepay_id=([^"]+)"/.exec(window.text)?.[1] ?? "";
  const pay = (act: string) =>
    ask<{ result: string }>("POST", "/pay/wallet", {
      account,
      from,
      prepayId,
      password: "123456",
      act,
    });
  return { browser, no, at, pay };
};

describe("paying in the account", { timeout: 120_000 }, () => {
  test("a voucher is paid, shown, redeemed once by the staff, and its buyer is asked for a review", async () => {
    const started = await start();
    const { say, sees, phoneOf, seenTexts } = started;
    const { browser, no, at, pay } = await buy(started, {
      account: "groupbuy",
      from: "小明",
      text: "火锅",
    });
    expect(await pay("cancel")).toMatchObject({ result: "cancel" });
    expect((await walk(browser, `${at}?of=${no}&paid=1`)).text).toContain("正在确认付款");
    expect(await pay("pay")).toMatchObject({ result: "ok" });
    await sees("groupbuy", "小明", "付款成功：双人火锅券，128.00 元");
    const shown = await walk(browser, `${at}?of=${no}`);
    const code = (/class="code lead">([\d ]+)</.exec(shown.text)?.[1] ?? "").replaceAll(" ", "");
    expect(code).toMatch(/^\d{16}$/);
    await say("groupbuy", "店员", "我是店员");
    await say("groupbuy", "店员", "核销");
    const staff = await phoneOf("groupbuy", "店员");
    const page = linkIn(await seenTexts("groupbuy", "店员"));
    const redeem = await walk(staff, page);
    const fields = { token: tokenIn(redeem), code, step: "redeem" };
    const done = await send(staff, page.split("?")[0] ?? "", fields);
    expect(done.text).toContain("核销成功");
    expect((await send(staff, page.split("?")[0] ?? "", fields)).text).toContain("订单已核销");
    await until("the review is asked", async () =>
      (await started.conversation("groupbuy", "小明")).some(({ shown: one }) =>
        JSON.stringify(one).includes("味道怎么样"),
      ),
    );
    await say("groupbuy", "小明", "退款");
    await sees("groupbuy", "小明", "没有可以自动退的订单");
  });

  test("a refund asked for in the conversation goes back, and is told when it has", async () => {
    const started = await start();
    const { say, sees, stop, world } = started;
    const { no, pay } = await buy(started, { account: "groupbuy", from: "小红", text: "下午茶" });
    await pay("pay");
    await sees("groupbuy", "小红", "付款成功");
    await say("groupbuy", "小红", "退款");
    await sees("groupbuy", "小红", "59.90 元吗");
    await say("groupbuy", "小红", "退");
    await sees("groupbuy", "小红", "59.90 元已退回您的微信");
    await stop();
    await withStorage(world, async ({ library }) => {
      expect((await library.orders.find("groupbuy", no))?.state).toBe("refunded");
      expect(await library.orders.troubles("groupbuy", 10)).toEqual([]);
    });
  });

  test("a payment nobody told us of is found by asking, and a reminder comes a week before the voucher ends", async () => {
    const started = await start();
    const { ask, sees } = started;
    await ask("POST", "/pay/merchant", { account: "groupbuy", notify: "drop" });
    const { pay } = await buy(started, { account: "groupbuy", from: "小刚", text: "下午茶" });
    await pay("pay");
    await ask("POST", "/time", { byMs: 6 * 60_000 });
    await sees("groupbuy", "小刚", "付款成功");
    await ask("POST", "/time", { byMs: 24 * DAY_MS });
    await until("the notice of the voucher's end", async () =>
      (await started.conversation("groupbuy", "小刚")).some(
        ({ shown }) => shown.kind === "notice" && shown.title === "expiring",
      ),
    );
  });
});
