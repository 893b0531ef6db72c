import { expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - id: column
    name: 订阅
    when: [{ text: { is: 财经 } }]
    then: [{ tag: 财经 }, { reply: 已订阅 }]
  - id: extra
    name: 号外
    when: [{ text: { starts: 号外 } }]
    then: [{ broadcast: { to: { tag: 财经 }, text: '号外 {{ rest }}' } }, { reply: 已交给群发 }]
  - id: morning
    name: 早报
    when: [{ schedule: 0 7 * * * }]
    then: [{ broadcast: { to: all, text: 早上好 } }]
  - id: sent
    name: 结果
    when: [{ event: broadcast-sent }]
    then: [{ record: { name: 送达, value: '{{ event.to }} {{ event.sent }}/{{ event.total }}' } }]
  - id: failed
    name: 没发成
    when: [{ event: broadcast-failed }]
    then: [{ record: { name: 没发成, value: '{{ event.code }}' } }]
`;
const start = async () => {
  const account = accountFile({
    ...{ id: "shop", number: "0001", mayWriteLater: true, more: "tags: [财经]" },
  });
  const world = makeWorld({ files: { "shop/account.yaml": account, "shop/rules.yaml": rules } });
  const product = await startProduct(world);
  const recorded = (name: string) =>
    withStorage(world, async ({ library }) => {
      const found = await library.records.list("shop", name, { before: null, limit: 10 });
      return found.map(({ value }) => value);
    });
  const listed = () => withStorage(world, ({ library }) => library.broadcasts.list("shop", 10));
  const tags = () =>
    product.ask<{ name: string; count: number }[]>("GET", "/state?account=shop&what=tags");
  return { ...product, recorded, listed, tags };
};

test("a rule broadcasts to a column, and hears how many got it", async () => {
  const { say, seenTexts, recorded, tags } = await start();
  for (const from of ["甲", "乙"]) await say("shop", from, "财经");
  await say("shop", "丙", "你好");
  await until("the tag is the platform's", async () =>
    (await tags()).some(({ name, count }) => name === "财经" && count === 2),
  );
  await say("shop", "丙", "号外大桥通车");
  await until("both got it", async () => {
    const seen = await Promise.all(["甲", "乙"].map((from) => seenTexts("shop", from)));
    return seen.every((texts) => texts.includes("号外 大桥通车"));
  });
  expect(await seenTexts("shop", "丙")).not.toContain("号外 大桥通车");
  await until("the result", async () => (await recorded("送达")).length === 1);
  expect(await recorded("送达")).toEqual(["财经 2/2"]);
}, 60_000);

test("a schedule broadcasts to all in the account's own time, once a day; what the review refuses is told to the rules", async () => {
  const { say, seenTexts, recorded, ask, listed } = await start();
  await say("shop", "甲", "你好");
  const mornings = async () =>
    (await seenTexts("shop", "甲")).filter((text) => text === "早上好").length;
  await ask("POST", "/time", { byMs: 86_400_000 });
  await until("the morning", async () => (await mornings()) === 1);
  await until("its result", async () => (await recorded("送达")).length === 1);
  await ask("POST", "/verdicts", { account: "shop", job: "mass", result: "err(20008)" });
  await ask("POST", "/time", { byMs: 86_400_000 });
  await until("the refusal", async () => (await recorded("没发成")).length === 1);
  expect(await recorded("没发成")).toEqual(["mass-20008"]);
  expect(await mornings()).toBe(1);
  expect((await listed()).map(({ state, code }) => [state, code])).toEqual([
    ["failed", "mass-20008"],
    ["done", ""],
  ]);
}, 60_000);
