import { expect, test } from "vitest";
import { sample } from "../../server/sandbox/start.ts";
import { accountFile } from "./account-file.ts";
import type { Product, World } from "./product.ts";
import { deliveriesOf, makeWorld, startProduct, until, withStorage } from "./product.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const rules = `rules:
  - id: daily
    name: 每天
    when: [{ schedule: 0 4 * * * }]
    then: [{ record: 每天 }]
  - id: order
    name: 点单
    when: [{ text: { is: 点单 } }]
    then:
      - ask: { question: 要什么？, save: what, timeout: 50m, else: [{ reply: 先不点了 }] }
      - reply: '好的 {{ what }}'
  - id: survey
    name: 问卷
    when: [{ text: { is: 问卷 } }]
    then:
      - ask: { question: 满意吗？, save: how, timeout: 50h, else: [{ reply: 谢谢参与 }, { record: 没答 }] }
      - reply: '收到 {{ how }}'
  - id: hours
    name: 营业
    when: [{ text: { is: 营业 } }]
    if: { fact: time, operator: within, value: 09:00-22:00 }
    then: [{ reply: 营业中 }]
    else: [{ reply: 打烊了 }]
  - id: voice
    name: 听
    when: [{ text: { is: 听 } }]
    then: [{ reply: { voice: hello.amr } }]
`;
/** One account of the local WeChat, and one that is not. */
const makeShop = (): World => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml": rules,
      "shop/media/hello.amr": sample.amr.bytes.toString("latin1"),
      "real/account.yaml": accountFile({ id: "real", number: "0002", mayWriteLater: true }).replace(
        "platform: sandbox",
        "platform: wechat",
      ),
      "real/rules.yaml": rules,
    },
  });
  return world;
};
const recorded = (world: World, account: string, name: string): Promise<number> =>
  withStorage(world, async ({ library }) => {
    const names = await library.records.names(account);
    return names.find((one) => one.name === name)?.count ?? 0;
  });
const tickOf = (world: World, account: string): Promise<number> =>
  withStorage(world, async ({ db }) => {
    const query = db.sql.selectFrom("timer").selectAll().where("kind", "=", "schedule");
    const [row] = await db.find(query.where("account", "=", account));
    if (row === undefined) throw new Error("no schedule is set");
    return row.due_at_ms;
  });
const travel = (product: Product, to: { readonly byMs: number } | { readonly toMs: number }) =>
  product.ask("POST", "/time", to);
const at = (moment: string): number => Date.parse(`${moment}+08:00`);

test("after an hour on the phone a question's time has run out, and the night has come", async () => {
  const product = await startProduct(makeShop());
  await travel(product, { toMs: at("2027-03-01T21:30") });
  expect((await product.say("shop", "a", "营业")).seen).toEqual([{ kind: "text", text: "营业中" }]);
  await product.say("shop", "a", "点单");
  await travel(product, { byMs: HOUR_MS });
  const seen = () => product.seenTexts("shop", "a");
  await until("the question's time is over", async () => (await seen()).length > 2);
  expect(await seen()).toEqual(["营业中", "要什么？", "先不点了"]);
  expect((await product.say("shop", "a", "营业")).seen).toEqual([{ kind: "text", text: "打烊了" }]);
});

test("a schedule fires when its hour is travelled over, for the local WeChat's accounts alone, and once over a restart", async () => {
  const world = makeShop();
  const first = await startProduct(world);
  const realTick = await tickOf(world, "real");
  await travel(first, { toMs: at("2027-03-01T03:59") });
  await until(
    "the ticks since are caught up",
    async () => (await recorded(world, "shop", "每天")) === 1,
  );
  await travel(first, { toMs: at("2027-03-02T04:00:01") });
  await until("it fired", async () => (await recorded(world, "shop", "每天")) === 2);
  expect(await tickOf(world, "shop")).toBe(at("2027-03-03T04:00"));
  await first.stop();
  const second = await startProduct(world);
  expect(await tickOf(world, "shop")).toBe(at("2027-03-03T04:00"));
  await travel(second, { toMs: at("2027-03-03T04:00:01") });
  await until("it fired again", async () => (await recorded(world, "shop", "每天")) === 3);
  expect(await tickOf(world, "real")).toBe(realTick);
  expect(await recorded(world, "real", "每天")).toBe(0);
});

test("after two days nobody can be written to any more, and the trace says so", async () => {
  const world = makeShop();
  const product = await startProduct(world);
  await product.say("shop", "a", "问卷");
  await travel(product, { byMs: 51 * HOUR_MS });
  await until("its time is over", async () => (await recorded(world, "shop", "没答")) === 1);
  expect(await product.seenTexts("shop", "a")).toEqual(["满意吗？"]);
  const last = (await withStorage(world, (opened) => deliveriesOf(opened, "shop"))).at(-1);
  const leftOut = "the customer-service window is shut or used up";
  expect(JSON.stringify(last?.trace)).toContain(leftOut);
});

test("a voice that the platform has thrown away after three days is sent anew, with a token that is good", async () => {
  const product = await startProduct(makeShop());
  const send = async () => (await product.say("shop", "a", "听")).seen[0];
  const first = await send();
  expect(first).toMatchObject({ kind: "voice" });
  expect(await send()).toEqual(first);
  await travel(product, { byMs: 4 * DAY_MS });
  const later = await send();
  expect(later).toMatchObject({ kind: "voice" });
  expect(later).not.toEqual(first);
});

test("back in the present everything goes on by the present's time", async () => {
  const world = makeShop();
  const product = await startProduct(world);
  await travel(product, { byMs: 30 * DAY_MS });
  await product.say("shop", "a", "听");
  await travel(product, { toMs: Date.now() });
  expect((await product.say("shop", "a", "听")).seen).toMatchObject([{ kind: "voice" }]);
  await product.say("shop", "a", "点单");
  expect((await product.say("shop", "a", "茶")).seen).toEqual([{ kind: "text", text: "好的 茶" }]);
});
