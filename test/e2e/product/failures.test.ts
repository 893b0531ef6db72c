import { describe, expect, test } from "vitest";
import { Browser, PASSWORD } from "../../server/admin/rig.ts";
import { accountFile } from "./account-file.ts";
import type { Product } from "./product.ts";
import { makeWorld, startProduct, until } from "./product.ts";

const rules = `rules:
  - { id: late, name: 晚些说, when: [{ text: { is: 说 } }], then: [{ reply: 一 }, { reply: 二 }] }
  - { id: label, name: 打标签, when: [{ text: { is: 签 } }], then: [{ tag: VIP }, { reply: 好 }] }
  - { id: code, name: 给码, when: [{ text: { is: 码 } }], then: [{ reply: 请扫 }, { channel: poster }] }
  - { id: order, name: 下单, when: [{ text: { is: 单 } }], then: [{ reply: 已下单 }, { remind: { id: o, after: 1s, then: [{ notice: { template: order, data: { thing1: 拿铁, time2: "2026-11-24 10:00" } } }] } }] }
  - { id: refused, name: 通知没发出, when: [{ notice: failed }], then: [{ record: { name: 没发出, value: '{{ notice.reason }}' } }] }
`;
const params = { account: "shop" };

const start = async () => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({
        ...{ id: "shop", number: "0001", mayWriteLater: true },
        more: "tags: [VIP]\ntemplates: { order: TM_ORDER }\n",
      }),
      "shop/rules.yaml": rules,
      "shop/channels.yaml": "channels: [{ id: poster }]\n",
    },
  });
  const product = await startProduct(world);
  const boss = new Browser(product.url);
  await boss.get("POST /setup", {
    body: {
      token: (product.setupUrl ?? "").split("#")[1] ?? "",
      ...{ name: "boss", shownName: "老板", password: PASSWORD },
    },
  });
  const list = (state: "given-up" | "retrying" = "given-up") =>
    boss.get("GET /accounts/:account/failures", { params, query: { state } });
  const failed = async (count: number, state: "given-up" | "retrying" = "given-up") => {
    await until(`${count} failed`, async () => (await list(state)).failures.length >= count);
    return (await list(state)).failures;
  };
  return { product, boss, list, failed };
};
const fault = (product: Product, path: string, errcode: number, times = 1) =>
  product.ask("POST", "/faults", { path, account: "shop", errcode, times });
const heard = (product: Product, from: string, last: string) =>
  until(
    `${from} hears ${last}`,
    async () => (await product.seenTexts("shop", from)).at(-1) === last,
  );

const SEND = "/cgi-bin/message/custom/send";
describe("what the platform refuses", () => {
  test.each([45015, 45047, 48001, 40003, 43004])(
    "with %i is given up, visible with its remedy, and done once when it is tried again",
    async (errcode) => {
      const { product, boss, list, failed } = await start();
      await fault(product, SEND, errcode);
      await product.say("shop", "a", "说");
      const [failure] = await failed(1);
      expect(failure).toMatchObject({
        ...{ kind: "send", what: "二", rule: "late", ruleName: "晚些说", attempts: 1 },
        ...{ code: `wechat-${errcode}`, nextTryAtMs: null },
        remedy: { "zh-CN": expect.stringMatching(/.{6}/), en: expect.stringMatching(/.{6}/) },
      });
      const body = { keys: [failure?.key ?? ""] };
      const retry = () => boss.get("POST /accounts/:account/failures/retry", { params, body });
      expect(await Promise.all([retry(), retry()])).toEqual(
        expect.arrayContaining([
          { done: 1, gone: 0 },
          { done: 0, gone: 1 },
        ]),
      );
      await heard(product, "a", "二");
      expect((await product.seenTexts("shop", "a")).filter((text) => text === "二")).toHaveLength(
        1,
      );
      expect((await list()).counts).toEqual({ givenUp: 0, retrying: 0 });
      expect(await retry()).toEqual({ done: 0, gone: 1 });
    },
    60_000,
  );

  test("is seen whatever was to be done, and can be dismissed", { timeout: 60_000 }, async () => {
    const { product, boss, list, failed } = await start();
    await fault(product, "/cgi-bin/tags/members/batchtagging", 40003);
    await product.say("shop", "a", "签");
    await fault(product, "/cgi-bin/qrcode/create", 48001);
    await product.say("shop", "b", "码");
    await fault(product, "/cgi-bin/message/template/send", 43004);
    await fault(product, "/cgi-bin/message/subscribe/bizsend", 43004);
    await product.say("shop", "c", "单");
    const all = await failed(3);
    expect(all.map(({ kind, what, rule, code }) => [kind, what, rule, code]).toSorted()).toEqual([
      ["notice", "order", "order", "wechat-43004"],
      ["send", "image", "code", "wechat-48001"],
      ["tag", "+VIP", "label", "wechat-40003"],
    ]);
    const dismiss = (keys: string[]) =>
      boss.get("POST /accounts/:account/failures/dismiss", { params, body: { keys } });
    const keys = all.map(({ key }) => key);
    expect(await dismiss(keys)).toEqual({ done: 3, gone: 0 });
    expect(await dismiss(keys)).toEqual({ done: 0, gone: 3 });
    expect((await list()).failures).toEqual([]);
    const { entries } = await boss.get("GET /audit", { query: { account: "shop", limit: 10 } });
    expect(entries.filter(({ what }) => what.endsWith("/dismiss"))).toMatchObject([
      { details: { done: 0, gone: 3 } },
      { details: { done: 3, gone: 0 } },
    ]);
  });

  test("for today is tried again tomorrow by itself, and seen until then", {
    timeout: 60_000,
  }, async () => {
    const { product, list, failed } = await start();
    await fault(product, SEND, 45009);
    await product.say("shop", "a", "说");
    const [failure] = await failed(1, "retrying");
    expect(failure).toMatchObject({ code: "wechat-45009", what: "二", attempts: 1 });
    expect((await list()).counts).toEqual({ givenUp: 0, retrying: 1 });
    const waitMs = (failure?.nextTryAtMs ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(0);
    await product.ask("POST", "/time", { byMs: waitMs + 1_000 });
    await heard(product, "a", "二");
    await until("nothing is left", async () => (await list()).counts.retrying === 0);
  });

  test("is shown to who may look, and tried again by who may publish", {
    timeout: 60_000,
  }, async () => {
    const { product, boss, failed } = await start();
    await fault(product, SEND, 45015);
    await product.say("shop", "a", "说");
    const [failure] = await failed(1);
    const { path } = await boss.get("POST /users", {
      body: { name: "look", shownName: "看看", role: "viewer", accounts: ["shop"] },
    });
    const viewer = new Browser(product.url);
    await viewer.get("POST /invite", {
      body: { token: path.split("#")[1] ?? "", password: PASSWORD },
    });
    const seen = await viewer.get("GET /accounts/:account/failures", {
      ...{ params, query: { state: "given-up" } },
    });
    expect(seen.failures[0]?.follower).toMatch(/…/);
    const refused = await viewer.ask("POST /accounts/:account/failures/retry", {
      ...{ params, body: { keys: [failure?.key ?? ""] } },
    });
    expect(refused.body.code).toBe("not-allowed");
  });
});
