import { describe, expect, test } from "vitest";
import { prices } from "../../../server/commands/prices.ts";
import { readConfig } from "../../../server/config.ts";
import { Browser } from "../../server/pages/rig.ts";
import { answerBack, SECRET, startCrm } from "./own-system.ts";
import { makeWorld, startProduct, until } from "./product.ts";

const HOOK = '"https://machines.vending.example/drop"';

const start = async () => {
  const machines = await startCrm();
  const world = makeWorld({
    examples: (text) => text.replace(HOOK, `"${machines.url}"`),
    env: { VENDING_DROP_SECRET: SECRET },
  });
  const product = await startProduct(world);
  const sees = (from: string, text: string) =>
    until(`${from} sees ${text}`, async () =>
      (await product.seenTexts("vending", from)).some((one) => one.includes(text)),
    );
  /** The machines' addresses as the command prints them, of the product that runs. */
  const addresses = async (...args: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    const config = readConfig({ ...world.env, YINGDA_PUBLIC_URL: product.url });
    const out = (line: string): void => void lines.push(line);
    await prices.run(["vending", ...args], { out, err: out, lang: "zh-CN", config: () => config });
    return lines.map((line) => line.split("\t")[1] ?? "");
  };
  return { ...product, machines, sees, addresses };
};

describe("ten thousand vending machines", { timeout: 120_000 }, () => {
  test("a machine's price is scanned and paid, it drops once, and who follows then gets a coupon", async () => {
    const { ask, sees, machines, addresses, url, conversation } = await start();
    const all = await addresses("machine-{00001..10000}", "cola");
    expect(new Set(all).size).toBe(10_000);
    const screen = new Browser();
    const shown = await screen.open(all[41] ?? "");
    expect(shown.text).toContain("¥3.50");
    expect((await screen.open((all[41] ?? "").replace("00042", "00043"))).status).toBe(502);
    const orders = await ask<object>("GET", "/state?account=vending&what=orders");
    const token = /"codeToken":"([^"]+)"/.exec(JSON.stringify(orders))?.[1] ?? "";
    const codeUrl = `weixin://wxpay/bizpayurl?pr=${token}`;
    const followers = [{ name: "路人", subscribed: false }];
    await ask("POST", "/followers", { account: "vending", followers });
    const wallet = { account: "vending", from: "路人", codeUrl, password: "123456", act: "pay" };
    expect(await ask("POST", "/pay/wallet", wallet)).toMatchObject({ result: "ok" });
    await until("the machine is told to drop", () => machines.got.length > 0);
    expect(machines.got).toMatchObject([
      { isSigned: true, body: { data: { machine: "machine-00042", product: "cola" } } },
    ]);
    expect((await screen.open(all[41] ?? "")).text).toContain("付款成功");
    await ask("POST", "/scan", { account: "vending", from: "路人", channel: "machine-00042" });
    await sees("路人", "谢谢您刚买了可乐");
    const follower = (await conversation("vending", "路人"))[0]?.openid ?? "";
    const failed = { type: "event", follower, name: "drop-failed" };
    expect((await answerBack(`${url}/hooks/vending/drop`, failed)).status).toBe(200);
    await sees("路人", "3.50 元正在退回");
    await sees("路人", "3.50 元已退回您的微信");
  });
});
