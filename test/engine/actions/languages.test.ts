import { expect, it } from "vitest";
import { newFollower, respond } from "../../../engine/index.ts";
import { readMessage } from "../../../server/conversations/read-message.ts";
import { textEvent } from "../../builders.ts";
import { MONDAY_TEN_MS, rulesFrom, talkTo } from "../../rule-set.ts";

const both = (zh: string, en: string): string => `{ zh_CN: ${zh}, en: ${en} }`;
const rules = rulesFrom({
  rules: `
  - { id: news, name: 图文, when: [{ text: { is: 图文 } }], then: [{ reply: { articles: [{ title: ${both("今日菜单", "'Menu of {{ follower.name }}'")}, description: ${both("拿铁", "Latte")}, url: "https://a.example/" }] } }] }
  - { id: clip, name: 视频, when: [{ text: { is: 视频 } }], then: [{ reply: { video: { media: "id:V", title: ${both("冲煮", "Brewing")}, description: 同 } } }] }
  - { id: song, name: 音乐, when: [{ text: { is: 音乐 } }], then: [{ reply: { music: { thumb: "id:T", url: "https://a.example/s", title: ${both("歌", "Song")} } } }] }
  - { id: app, name: 小程序, when: [{ text: { is: 小程序 } }], then: [{ reply: { mini-program: { appid: wx0123456789abcdef, page: a, thumb: "id:T", title: ${both("点单", "Order")} } } }] }
  - { id: pick, name: 选, when: [{ text: { is: 选 } }], then: [{ ask: { question: ${both("哪一个", "Which")}, options: [${both("大", "Large")}, ${both("小", "Small")}], save: size } }] }`,
});
const saidTo = async (text: string, language: string) => {
  const window = { untilMs: MONDAY_TEN_MS + 60_000, left: 5 };
  const values = { language, name: "Tom" };
  const outcome = await respond({
    event: textEvent({ account: rules.account, text }),
    follower: { ...newFollower(), values, window },
    ...{ rules, earlier: null, nowMs: MONDAY_TEN_MS, seed: "s", answers: new Map() },
    isLate: false,
  });
  if (outcome.kind !== "decided") throw new Error("undecided");
  const [effect] = outcome.effects;
  return outcome.reply ?? (effect?.kind === "send" ? effect.message : null);
};

it.each([
  [
    "图文",
    { articles: [{ title: "今日菜单", description: "拿铁" }] },
    { articles: [{ title: "Menu of Tom", description: "Latte" }] },
  ],
  ["视频", { title: "冲煮", description: "同" }, { title: "Brewing", description: "同" }],
  ["音乐", { title: "歌" }, { title: "Song" }],
  ["小程序", { title: "点单" }, { title: "Order" }],
  [
    "选",
    { head: "哪一个", items: [{ text: "大" }, { text: "小" }] },
    { head: "Which", items: [{ text: "Large" }, { text: "Small" }] },
  ],
])("a title is said in the follower's language: %s", async (text, zh, en) => {
  expect(await saidTo(text, "zh_CN")).toMatchObject(zh);
  expect(await saidTo(text, "en")).toMatchObject(en);
  // Nobody's language: the account's.
  expect(await saidTo(text, "fr")).toMatchObject(zh);
});

it("is one language where a person writes to one follower", () => {
  const title = { zh_CN: "一", en: "One" };
  expect(readMessage({ articles: [{ title, url: "https://a.example/" }] })).toBeNull();
  expect(readMessage({ articles: [{ title: "一", url: "https://a.example/" }] })).toMatchObject({
    articles: [{ title: "一" }],
  });
  expect(readMessage({ text: { en: "One" } })).toBeNull();
});

it("what the account says by itself is said in the follower's language, too", async () => {
  const own = rulesFrom({
    account:
      "id: shop\nname: 店\nkind: service\nverified: true\noriginalId: gh_1f2e3d4c5b6a\ntexts: { cancel: [取消, cancel], cancelled: { zh_CN: 已取消, en: Cancelled }, failed: 系统繁忙 }\n",
    rules:
      "  - { id: ask, name: 问, when: [{ text: { is: 问 } }], then: [{ ask: { question: 谁, save: who } }] }",
  });
  const cancelled = async (language: string) => {
    const talk = talkTo(own, { follower: { ...newFollower(), values: { language } } });
    await talk.say("问");
    return talk.say("取消");
  };
  expect(await cancelled("en")).toEqual(["Cancelled"]);
  expect(await cancelled("zh_CN")).toEqual(["已取消"]);
  expect(await cancelled("fr")).toEqual(["已取消"]);
});
