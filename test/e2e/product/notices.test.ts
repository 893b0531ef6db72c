import { expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - id: pay
    name: 付款
    when: [{ text: { is: 付款 } }]
    then:
      - notice: { template: paid, data: { 商品: 拿铁, 金额: 28.00元 }, url: "https://shop.example/o/1" }
      - reply: 好的
  - id: ask
    name: 先问
    when: [{ text: { is: 订阅通知 } }]
    then:
      - notice: { template: pickup, data: { thing1: 拿铁 }, else: [{ reply: 没能通知您 }] }
      - reply: 已通知您
  - id: broken
    name: 写错
    when: [{ text: { is: 写错 } }]
    then:
      - notice: { template: paid, data: { 商品: 拿铁 } }
      - reply: 好的
  - id: arrived
    name: 送到
    when: [{ notice: { state: sent, template: paid } }]
    then: [{ record: 送到 }]
  - id: failed
    name: 没送到
    when: [{ notice: failed }]
    then: [{ record: { name: 没送到, value: "{{ notice.template }} {{ notice.reason }}" } }]
`;
const account = (templates: string): string =>
  accountFile({ id: "shop", number: "0001", mayWriteLater: true, more: `templates: ${templates}` });

const start = async (templates = "{ paid: PAID_ID, pickup: PICKUP_ID }") => {
  const world = makeWorld({
    files: { "shop/account.yaml": account(templates), "shop/rules.yaml": rules },
  });
  const product = await startProduct(world);
  const records = (name: string) =>
    withStorage(world, ({ library }) =>
      library.records.list("shop", name, { before: null, limit: 50 }),
    );
  const dead = () =>
    withStorage(world, ({ library }) =>
      library.deadEffects.list("shop", { afterKey: null, limit: 50 }),
    );
  const notices = async (from: string) =>
    (await product.conversation("shop", from)).flatMap(({ shown }) =>
      shown.kind === "notice" ? [shown] : [],
    );
  return { ...product, world, records, dead, notices };
};

test("a notice is filled in, arrives, and its result is told to the rules", async () => {
  const { say, notices, records, dead } = await start();
  await say("shop", "小明", "付款");
  await until("the result", async () => (await records("送到")).length === 1);
  expect(await notices("小明")).toMatchObject([
    {
      lines: [
        { name: "商品", value: "拿铁" },
        { name: "金额", value: "28.00元" },
      ],
      url: "https://shop.example/o/1",
    },
  ]);
  expect(await dead()).toEqual([]);
}, 30_000);

test("a follower who blocks such messages is remembered: nothing is sent a second time", async () => {
  const { say, ask, records, notices } = await start();
  await ask("POST", "/verdicts", { account: "shop", job: "template", result: "failed:user block" });
  await say("shop", "小明", "付款");
  await until("the refusal", async () => (await records("没送到")).length === 1);
  expect((await records("没送到"))[0]?.value).toBe("paid refused");
  await say("shop", "小明", "付款");
  await say("shop", "小红", "付款");
  await until("another's", async () => (await records("送到")).length === 1);
  expect(await notices("小明")).toEqual([]);
}, 30_000);

test("a notice that does not fit its template is not sent, told to the rules, and kept with its remedy", async () => {
  const { say, records, dead, notices } = await start();
  const { seen } = await say("shop", "小明", "写错");
  expect(seen).toMatchObject([{ text: "好的" }]);
  await until("it is given up", async () => (await dead()).length === 1);
  expect((await dead())[0]).toMatchObject({ kind: "notice", code: "notice-field-missing" });
  await until("the rules heard of it", async () => (await records("没送到")).length === 1);
  expect((await records("没送到"))[0]?.value).toBe("paid notice-field-missing");
  expect(await notices("小明")).toEqual([]);
}, 30_000);

test("a subscription notice waits for its answer: else without permission, sent once it was allowed", async () => {
  const world = makeWorld({
    files: { "shop/account.yaml": account("{ pickup: x }"), "shop/rules.yaml": rules },
  });
  // The platform gives the template's id: it must be added before the account can name it.
  const first = await startProduct(world);
  const token = await fetch(
    `${first.url}/cgi-bin/token?grant_type=client_credential&appid=wx0123456789ab0001&secret=0123456789abcdef0123456789ab0001`,
  ).then((answer) => answer.json() as Promise<{ access_token: string }>);
  const { priTmplId } = await fetch(
    `${first.url}/wxaapi/newtmpl/addtemplate?access_token=${token.access_token}`,
    { method: "POST", body: JSON.stringify({ tid: "99", kidList: [1], sceneDesc: "取货" }) },
  ).then((answer) => answer.json() as Promise<{ priTmplId: string }>);
  await first.stop();
  world.write("shop/account.yaml", account(`{ paid: PAID_ID, pickup: ${priTmplId} }`));
  const { say, ask, seenTexts, conversation, stop } = await startProduct(world, true);
  const notices = async () =>
    (await conversation("shop", "小明")).filter(({ shown }) => shown.kind === "notice");
  const { seen } = await say("shop", "小明", "订阅通知");
  expect(seen).toMatchObject([{ text: "没能通知您" }]);
  expect(await notices()).toEqual([]);
  await ask("POST", "/notices/answer", {
    ...{ account: "shop", from: "小明", template: priTmplId, accept: true },
  });
  const { seen: again } = await say("shop", "小明", "订阅通知");
  expect(again).toMatchObject([{ text: "已通知您" }]);
  expect(await notices()).toHaveLength(1);
  expect(await seenTexts("shop", "小明")).toContain("已通知您");
  await stop();
}, 40_000);
