import { describe, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { makeWorld, startProduct, until } from "./product.ts";

const RULES = `rules:
  - id: refund
    name: 退款
    when: [{ text: { means: [我要退款, 怎么退货, 买错了可以退吗, 钱什么时候退给我, 不想要了能退钱吗] } }]
    then: [{ reply: 可以退 }]
  - id: way
    name: 路
    when: [{ text: { means: [店怎么走, 你们在哪里, 地址是什么, 坐什么车能到店里, 离地铁站远吗] } }]
    then: [{ reply: 一号路 }]
  - id: flight
    name: 航班
    when: [{ topic: flight }]
    then: [{ reply: '{{ slots.start_loc.city_simple }}到{{ slots.end_loc.city_simple }}' }]
  - id: unheard
    name: 没听清
    priority: 30
    when: [{ voice: any }]
    then: [{ reply: 没听清 }]
  - id: unsure
    name: 没把握
    when: [nothing-matched]
    then: [{ suggest: { count: 2 } }, { reply: 没听懂 }]
`;

const start = async () => {
  const more = "speech: true\nsemantic: { city: 上海 }\n";
  const account = accountFile({ id: "shop", number: "0001", mayWriteLater: true, more });
  const product = await startProduct(
    makeWorld({ files: { "shop/account.yaml": account, "shop/rules.yaml": RULES } }),
  );
  const voice = (from: string, recognised: string, noRecognition: boolean) =>
    product.push({
      account: "shop",
      from,
      message: { kind: "voice", recognised, format: "speex" },
      options: { noRecognition },
    });
  const seen = (from: string, texts: readonly string[]) =>
    until(`${from} sees ${texts.join()}`, async () => {
      const all = await product.seenTexts("shop", from);
      return JSON.stringify(all) === JSON.stringify(texts);
    });
  return { ...product, voice, seen };
};

describe("what a follower means", { timeout: 60_000 }, () => {
  test("is understood in other words, asked about where it is unclear, and chosen by its number", async () => {
    const { say, seen, seenTexts, conversation } = await start();
    await say("shop", "a", "能把钱退给我吗");
    await seen("a", ["可以退"]);
    await say("shop", "b", "你真聪明");
    await seen("b", ["没听懂"]);
    await say("shop", "c", "明天从北京到上海的机票");
    await seen("c", ["北京到上海"]);
    await say("shop", "d", "退货怎么走");
    await until("d is asked what is meant", async () =>
      (await conversation("shop", "d")).some(({ shown }) =>
        JSON.stringify(shown).includes("店怎么走"),
      ),
    );
    await say("shop", "d", "1");
    await until("d is answered by the first of them", async () =>
      (await seenTexts("shop", "d")).some((text) => text === "可以退" || text === "一号路"),
    );
  });
  test("is heard in a voice, with the platform's recognition and without it", async () => {
    const { voice, seen } = await start();
    await voice("with", "我要退款", false);
    await seen("with", ["可以退"]);
    await voice("without", "我要退款", true);
    await seen("without", ["可以退"]);
  });
});
