import { expect, test } from "vitest";
import { Browser } from "../../server/admin/rig.ts";
import { accountFile } from "./account-file.ts";
import { deliveriesOf, makeWorld, startProduct, withStorage } from "./product.ts";

const RULES = `rules:
  - id: price
    name: 价格
    when: [{ text: { is: 价格 } }]
    then: [{ reply: 美式 18 元 }]
`;
const params = { account: "shop" } as const;

const start = async () => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: false }),
      "shop/rules.yaml": RULES,
    },
  });
  const product = await startProduct(world);
  const boss = new Browser(product.url);
  const [, token = ""] = (product.setupUrl ?? "").split("#");
  const password = "correct horse battery staple";
  await boss.get("POST /setup", { body: { token, name: "wang", shownName: "王", password } });
  const says = async (from: string, text = "价格"): Promise<string> => {
    const { seen } = await product.say("shop", from, text);
    return seen.map((shown) => (shown.kind === "text" ? shown.text : "")).join("\n");
  };
  const openidOf = async (from: string): Promise<string> =>
    (await product.say("shop", from, "你好")).openid;
  const write = async (change: (text: string) => string): Promise<void> => {
    const rule = { ...params, rule: "price" };
    const { text, revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: rule,
      query: {},
    });
    const body = { text: change(text), revision };
    await boss.get("PUT /accounts/:account/rules/:rule", { params: rule, body });
  };
  const setTesters = (openids: readonly string[]) =>
    boss.get("PUT /accounts/:account/testers", {
      params,
      body: { testers: openids.map((openid) => ({ openid, name: "店长" })) },
    });
  return { world, product, boss, says, openidOf, write, setTesters };
};

test("a tester gets the draft's answers on the real account, and nobody else does", async () => {
  const { world, product, says, openidOf, write, setTesters } = await start();
  const tester = await openidOf("店长");
  await setTesters([tester]);
  expect(await says("店长")).toBe("美式 18 元");
  await write((text) => text.replace("18", "19"));
  expect(await says("店长")).toBe("美式 19 元");
  expect(await says("小明")).toBe("美式 18 元");
  await write((text) => text.replace("19", "20"));
  expect(await says("店长")).toBe("美式 20 元");
  await setTesters([]);
  expect(await says("店长")).toBe("美式 18 元");
  await product.stop();
  const drafts = await withStorage(world, async (opened) =>
    (await deliveriesOf(opened, "shop")).map(
      ({ trace }) => trace?.steps.some(({ kind }) => kind === "from-draft") ?? false,
    ),
  );
  expect(drafts).toEqual([false, false, true, false, true, false]);
});

test("a draft that cannot be compiled, or that is off in an emergency, answers as what is published", async () => {
  const { boss, says, openidOf, write, setTesters } = await start();
  await setTesters([await openidOf("店长")]);
  await write((text) => text.replace("then:", "than:"));
  expect(await says("店长")).toBe("");
  expect(await says("小明")).toBe("美式 18 元");
  await write((text) => text.replace("than:", "then:").replace("18", "19"));
  expect(await says("店长")).toBe("美式 19 元");
  const body = { isOff: true, reason: "报错价了" };
  const rule = { ...params, rule: "price" };
  await boss.get("PUT /accounts/:account/rules/:rule/switch", { params: rule, body });
  expect(await says("店长")).toBe("");
  expect(await says("小明")).toBe("");
});

test("what is published is what a tester gets once the draft is out", async () => {
  const { boss, says, openidOf, write, setTesters } = await start();
  await setTesters([await openidOf("店长")]);
  await write((text) => text.replace("18", "19"));
  const { generation } = await boss.get("GET /accounts/:account", { params });
  await boss.get("POST /accounts/:account/publish", { params, body: { note: "涨价", generation } });
  expect(await says("店长")).toBe("美式 19 元");
  expect(await says("小明")).toBe("美式 19 元");
});
