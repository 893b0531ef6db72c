import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  deliveriesOf,
  makeWorld,
  startProduct,
  until,
  withStorage,
} from "../../e2e/product/product.ts";
import { sample } from "../sandbox/start.ts";

const account = `id: shop
name: 小店
kind: service
verified: true
originalId: gh_1f2e3d4c5b6a
appId: wx0123456789abcdef
platform: sandbox
mode: safe
tags: [VIP]
`;
const many = Array.from({ length: 10 }, (_, place) => `      - reply: 第${place + 1}条`).join("\n");
const rules = `rules:
  - id: many
    name: 十条
    when: [{ text: { is: 十条 } }]
    then:
${many}
  - id: pictures
    name: 图片
    when: [{ text: { is: 图片 } }]
    then:
      - reply: { image: latte.png }
      - tag: [VIP, 来过]
      - reply: { image: latte.png }
  - id: hello
    name: 你好
    when: [{ text: { is: 你好 } }]
    then: [silent]
  - id: page
    name: 看网页
    when: [{ menu: "https://shop.example/*" }]
    then: [{ reply: 看了网页 }]
`;

const start = async () => {
  const world = makeWorld({
    files: { "shop/account.yaml": account, "shop/rules.yaml": rules, "shop/media/empty.txt": "" },
  });
  writeFileSync(join(world.rulesFolder, "shop", "media", "latte.png"), sample.png.bytes);
  const product = await startProduct(world);
  const dead = () =>
    withStorage(world, ({ library }) =>
      library.deadEffects.list("shop", { afterKey: null, limit: 100 }),
    );
  /** What became of each answer to a page that was opened: `planned` or `left-out`. */
  const left = async (): Promise<readonly string[]> =>
    (await withStorage(world, (opened) => deliveriesOf(opened, "shop"))).flatMap(({ trace }) =>
      (trace?.steps ?? []).flatMap((step) =>
        step.kind === "action" && step.path.startsWith("rules/page/") ? [step.left] : [],
      ),
    );
  return { ...product, dead, left };
};

test("of ten replies the first is the answer, five follow while the window lasts, the rest is told, not tried", async () => {
  const { say, seenTexts, dead } = await start();
  const { seen } = await say("shop", "小明", "十条");
  expect(seen).toEqual([{ kind: "text", text: "第1条" }]);
  await until("the sixth", async () => (await seenTexts("shop", "小明")).includes("第6条"));
  expect((await seenTexts("shop", "小明")).filter((text) => text.startsWith("第"))).toEqual([
    "第1条",
    "第2条",
    "第3条",
    "第4条",
    "第5条",
    "第6条",
  ]);
  expect(await dead()).toEqual([]);
}, 30_000);

test("ten that happen at once share the five messages of the window; the platform never has to say no", async () => {
  const { say, push, seenTexts, dead, left } = await start();
  await say("shop", "小明", "你好");
  // Events of one second are told apart by their key.
  const taps = Array.from({ length: 10 }, (_, place) => ({
    kind: "VIEW",
    url: `https://shop.example/${place}`,
  }));
  await Promise.all(taps.map((message) => push({ account: "shop", from: "小明", message })));
  const sent = async () => (await seenTexts("shop", "小明")).filter((text) => text === "看了网页");
  await until("five", async () => (await sent()).length >= 5);
  expect(await sent()).toHaveLength(5);
  expect((await left()).toSorted()).toEqual([
    ...Array(5).fill("left-out"),
    ...Array(5).fill("planned"),
  ]);
  expect(await dead()).toEqual([]);
}, 30_000);

test("a picture of media/ is uploaded once, answers and follows; the listed tag is told to the platform", async () => {
  const { say, conversation, ask, dead } = await start();
  const { seen } = await say("shop", "小明", "图片");
  expect(seen).toMatchObject([{ kind: "image" }]);
  const pictures = async () =>
    (await conversation("shop", "小明")).filter(({ shown }) => shown.kind === "image");
  await until("two pictures", async () => (await pictures()).length === 2);
  const ids = (await pictures()).map(({ shown }) => "mediaId" in shown && shown.mediaId);
  expect(new Set(ids).size).toBe(1);
  const tags = () => ask<{ name: string; count: number }[]>("GET", "/state?account=shop&what=tags");
  await until("the tag", async () =>
    (await tags()).some(({ name, count }) => name === "VIP" && count === 1),
  );
  expect((await tags()).map(({ name }) => name)).toEqual(["星标组", "VIP"]);
  expect(await dead()).toEqual([]);
}, 30_000);
