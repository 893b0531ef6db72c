import { expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { deliveriesOf, makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - id: hello
    name: 欢迎
    when: [{ follow: any }]
    then: [{ reply: { zh_CN: 欢迎, en: Welcome } }]
  - id: bye
    name: 再见
    when: [{ unfollow: any }]
    then: [{ record: 取关 }]
  - id: said
    name: 说话
    when: [{ text: any }]
    then: [{ set: { city: 上海 } }, { reply: { zh_CN: 好的, en: Fine } }]
`;
const start = async (more: string) => {
  const account = accountFile({ id: "shop", number: "0001", mayWriteLater: true, more });
  const world = makeWorld({ files: { "shop/account.yaml": account, "shop/rules.yaml": rules } });
  const product = await startProduct(world);
  const meet = (name: string, language: string) =>
    product.ask<{ openid: string }>("POST", "/followers", {
      ...{ account: "shop", followers: [{ name, language, subscribed: 0 }] },
    });
  return { ...product, world, meet };
};

test("who follows is welcomed in their own language, and answered in it from then on", async () => {
  const { ask, meet, seenTexts, say, world } = await start("");
  await meet("Anna", "en");
  await meet("小明", "zh_CN");
  for (const from of ["Anna", "小明"]) await ask("POST", "/follow", { account: "shop", from });
  expect(await seenTexts("shop", "Anna")).toContain("Welcome");
  expect(await seenTexts("shop", "小明")).toContain("欢迎");
  await say("shop", "Anna", "hi");
  expect(await seenTexts("shop", "Anna")).toContain("Fine");
  await until("profiles", () =>
    withStorage(world, async ({ library }) => {
      const known = await library.followers.list("shop", {}, { before: null, limit: 10 });
      return known.length === 2 && known.every(({ state }) => "scene" in state.values);
    }),
  );
}, 30_000);

test("a platform that does not answer makes nobody wait: the account's language serves", async () => {
  const { ask, meet, seenTexts } = await start("");
  await meet("Anna", "en");
  await ask("POST", "/faults", { path: "/cgi-bin/user/info", account: "shop", status: 500 });
  await ask("POST", "/follow", { account: "shop", from: "Anna" });
  expect(await seenTexts("shop", "Anna")).toContain("欢迎");
}, 30_000);

test("who unfollows is erased where the account says so, and what they wrote with them", async () => {
  const { say, ask, world } = await start("privacy: { unfollow: erase }");
  await say("shop", "小明", "我的电话是 13800138000");
  const stored = () =>
    withStorage(world, async (opened) => ({
      count: await opened.library.followers.count("shop", {}),
      text: JSON.stringify(await deliveriesOf(opened, "shop")),
      records: await opened.library.records.list("shop", "取关", { before: null, limit: 9 }),
    }));
  expect((await stored()).text).toContain("13800138000");
  await ask("POST", "/unfollow", { account: "shop", from: "小明" });
  await until("the rule's own effects", async () => (await stored()).records.length === 1);
  await withStorage(world, async ({ library }) => {
    const [one] = await library.followers.list("shop", {}, { before: null, limit: 1 });
    // What the effect does a minute later.
    await library.privacy.erase("shop", one?.openid ?? "");
  });
  const after = await stored();
  expect(after).toMatchObject({ count: 0, records: [{ follower: null }] });
  expect(after.text).not.toContain("13800138000");
}, 30_000);
