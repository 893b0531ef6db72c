import { describe, expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { answerBack, SECRET, startCrm } from "./own-system.ts";
import type { Product, World } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - { id: crm, name: 人工, when: [{ text: { is: 人工 } }], then: [{ handover: { to: crm, message: 请稍候 } }] }
  - { id: desk, name: 微信客服, when: [{ text: { is: 客服 } }], then: [{ reply: 先说一句 }, { handover: wechat }] }
  - { id: later, name: 等会, when: [{ text: { is: 等会 } }], then: [{ reply: 好 }, { remind: { id: v, after: 1s, then: [{ handover: { to: wechat, message: 转好了 } }] } }] }
  - { id: tell, name: 说给, when: [{ text: { starts: 说 } }], then: [{ forward: { to: crm, data: { words: '{{ rest }}' } } }, { reply: '一 {{ rest }}' }, { reply: '二 {{ rest }}' }] }
  - { id: came, name: 来了, when: [{ agent: [opened, moved] }], then: [{ record: { name: 来了, value: '{{ agent.name }}' } }] }
  - { id: left, name: 走了, when: [{ agent: closed }], then: [{ reply: '{{ agent.name }} 走了' }] }
  - { id: bound, name: 绑定, when: [{ event: bound }], then: [{ reply: '绑定了 {{ event.card }}' }] }
  - { id: any, name: 都答, when: [{ text: any }], then: [{ reply: 机器人 }] }
`;
const start = async () => {
  const crm = await startCrm();
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({
        ...{ id: "shop", number: "0001", mayWriteLater: true },
        more: `hooks: { crm: { url: "${crm.url}", secret: env:CRM_SECRET } }`,
      }),
      "shop/rules.yaml": rules,
    },
    env: { CRM_SECRET: SECRET },
  });
  const product = await startProduct(world);
  const back = (body: object, of: Parameters<typeof answerBack>[2] = {}) =>
    answerBack(`${product.url}/hooks/shop/crm`, body, of);
  return { crm, world, product, back };
};
const openidOf = async (product: Product, from: string): Promise<string> =>
  (await product.conversation("shop", from))[0]?.openid ?? "";
const heard = (product: Product, from: string, last: string) =>
  until(
    `${from} hears ${last}`,
    async () => (await product.seenTexts("shop", from)).at(-1) === last,
  );
const deadCodes = (world: World) =>
  withStorage(world, async ({ library }) => {
    const dead = await library.deadEffects.list("shop", { afterKey: null, limit: 100 });
    return dead.map(({ kind, code }) => `${kind} ${code}`);
  });
const waitingCodes = (world: World) =>
  withStorage(world, async ({ db }) => {
    const rows = await db.find(db.sql.selectFrom("effect").select(["kind", "code"]));
    return rows.map(({ kind, code }) => `${kind} ${code}`);
  });

describe("a conversation handed over to an own system", () => {
  test("goes there signed and in order, its replies come back, and it ends when it is closed", {
    timeout: 60_000,
  }, async () => {
    const { crm, product, back } = await start();
    expect((await product.say("shop", "a", "人工")).seen).toEqual([
      { kind: "text", text: "请稍候" },
    ]);
    const follower = await openidOf(product, "a");
    expect((await product.say("shop", "a", "我的话费不对")).seen).toEqual([]);
    expect((await product.say("shop", "a", "人工")).seen).toEqual([]);
    await until("all of it came", () => crm.got.length === 3);
    expect(crm.got.map(({ isSigned }) => isSigned)).toEqual([true, true, true]);
    expect(crm.got.map(({ body }) => [body.type, body.data.text, body.follower])).toEqual([
      ["handover", "人工", follower],
      ["message", "我的话费不对", follower],
      ["message", "人工", follower],
    ]);
    expect(new Set(crm.got.map(({ headers }) => headers["webhook-id"])).size).toBe(3);

    const reply = { type: "reply", follower, agent: "小周", message: "查到了，马上退您。" };
    expect(await back(reply, { id: "r1" })).toEqual({ status: 200, answer: { done: true } });
    expect(await back(reply, { id: "r1" })).toEqual({ status: 200, answer: { done: true } });
    await heard(product, "a", "查到了，马上退您。");
    expect((await back({ type: "closed", follower })).status).toBe(200);
    await heard(product, "a", "小周 走了");
    expect(await product.seenTexts("shop", "a")).toEqual([
      "请稍候",
      "查到了，马上退您。",
      "小周 走了",
    ]);
    await until("it was told", () => crm.got.length === 4);
    expect(crm.got.at(-1)?.body).toMatchObject({ type: "closed", data: { agent: "小周" } });
    expect((await product.say("shop", "a", "在吗")).seen).toEqual([
      { kind: "text", text: "机器人" },
    ]);
  });

  test("takes nothing from who cannot sign, and says why what is signed cannot be sent", {
    timeout: 60_000,
  }, async () => {
    const { product, back } = await start();
    await product.say("shop", "a", "你好");
    const follower = await openidOf(product, "a");
    const reply = { type: "reply", follower, message: "好" };
    const statusOf = async (of: Parameters<typeof back>[1]) => (await back(reply, of)).status;
    expect(await statusOf({ signature: "v1,AAAA" })).toBe(401);
    expect(await statusOf({ signature: "" })).toBe(401);
    expect(await statusOf({ atMs: Date.now() - 301_000 })).toBe(401);
    expect(await statusOf({ atMs: Date.now() + 301_000 })).toBe(401);
    expect((await answerBack(`${product.url}/hooks/shop/other`, reply)).status).toBe(401);
    expect((await answerBack(`${product.url}/hooks/nobody/crm`, reply)).status).toBe(401);
    const bad = [
      { type: "reply", follower, message: "字".repeat(683) },
      { type: "reply", follower, message: { picture: "a" } },
      { type: "reply", follower, message: "" },
      { type: "reply", follower: "../x", message: "好" },
      { type: "nonsense", follower },
      { type: "closed", follower, more: 1 },
      [],
    ];
    for (const body of bad) expect([body, (await back(body)).status]).toEqual([body, 400]);
    const never = await back({ type: "reply", follower: "oNeverSeen", message: "好" });
    expect(never).toMatchObject({ status: 409, answer: { code: "not-sent" } });
    for (let n = 0; n < 5; n += 1) expect(await statusOf({})).toBe(200);
    expect(await statusOf({})).toBe(409);
    await until("five came", async () => (await product.seenTexts("shop", "a")).length === 6);
  });

  test("may tell of events, which rules answer", async () => {
    const { product, back } = await start();
    await product.say("shop", "a", "你好");
    const follower = await openidOf(product, "a");
    const event = { type: "event", follower, name: "bound", fields: { card: "尾号 0042" } };
    expect((await back(event, { id: "e1" })).status).toBe(200);
    expect((await back(event, { id: "e1" })).status).toBe(200);
    await heard(product, "a", "绑定了 尾号 0042");
    expect((await product.seenTexts("shop", "a")).length).toBe(2);
  });

  test("is tried again in its order while it is down, and holds back nothing that is said to the follower", {
    timeout: 60_000,
  }, async () => {
    const { crm, world, product } = await start();
    crm.refuse(503, 503);
    await product.say("shop", "a", "说甲");
    await heard(product, "a", "二 甲");
    expect(await waitingCodes(world)).toEqual(["forward http-503"]);
    await product.say("shop", "a", "说乙");
    await heard(product, "a", "二 乙");
    await until("both came", () => crm.got.length === 2, 30_000);
    expect(crm.got.map(({ body }) => body.data)).toEqual([{ words: "甲" }, { words: "乙" }]);
  });

  test("that wants no more is given up with its remedy", { timeout: 60_000 }, async () => {
    const { crm, world, product } = await start();
    crm.refuse(410);
    await product.say("shop", "a", "说甲");
    await until("it is given up", async () => (await deadCodes(world)).length > 0);
    expect(await deadCodes(world)).toEqual(["forward hook-gone"]);
  });
});

describe("a conversation handed over to WeChat's agents", () => {
  const agent = "kf2001@gh_demo";
  const put = (product: Product, online: number) =>
    product.ask("POST", "/agents", { account: "shop", agent, online });
  const act = (product: Product, what: string, more: object = {}) =>
    product.ask("POST", `/agents/${what}`, { account: "shop", from: "a", agent, ...more });
  const recorded = (world: World) =>
    withStorage(world, async ({ library }) => {
      const found = await library.records.list("shop", "来了", { before: null, limit: 10 });
      return found.map(({ value }) => value);
    });

  test("is theirs from the response on, and ours again when they close it", {
    timeout: 60_000,
  }, async () => {
    const { world, product } = await start();
    await put(product, 1);
    expect((await product.say("shop", "a", "客服")).agent).toBe("");
    await heard(product, "a", "先说一句");
    expect(await product.say("shop", "a", "在吗")).toMatchObject({ deliveries: [], agent: "" });
    await act(product, "accept");
    await until("we heard of it", async () => (await recorded(world)).length > 0);
    expect(await recorded(world)).toEqual([agent]);
    await act(product, "say", { text: "您好，我是小美。" });
    await act(product, "close");
    await heard(product, "a", `${agent} 走了`);
    expect((await product.say("shop", "a", "好")).seen).toEqual([{ kind: "text", text: "机器人" }]);
  });

  test("is opened by asking the platform where no response can, as soon as an agent is there", {
    timeout: 60_000,
  }, async () => {
    const { world, product } = await start();
    await put(product, 0);
    await product.say("shop", "a", "等会");
    await until("nobody was there", async () =>
      (await waitingCodes(world)).includes("handover no-agent-there"),
    );
    await put(product, 1);
    await until("we heard of it", async () => (await recorded(world)).length > 0, 30_000);
    expect(await recorded(world)).toEqual([agent]);
    expect(await product.say("shop", "a", "在吗")).toMatchObject({ deliveries: [], agent });
    expect(await product.seenTexts("shop", "a")).toContain("转好了");
  });
});
