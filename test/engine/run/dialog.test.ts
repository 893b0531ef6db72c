import { describe, expect, it } from "vitest";
import { respond } from "../../../engine/engine.ts";
import { textEvent } from "../../builders.ts";
import { MONDAY_TEN_MS, rulesFrom, talkTo } from "../../rule-set.ts";

const MINUTE_MS = 60_000;
const booking = `
  - id: book
    name: 订座
    when: [{ text: { is: 订座 } }]
    then:
      - choose:
          - if: { fact: tags, operator: includes, value: 黑名单 }
            then: [{ reply: 满了 }]
          - then:
              - ask: { question: 几位？, accept: { number: [1, 9] }, save: people, retry: 请回复 1 到 9。, tries: 2, timeout: 10m, else: [{ reply: "没订成（{{ ended }}）" }] }
              - reply: "{{ people }} 位，"
      - reply: 订好了。
      - tag: 订过
  - { id: urgent, name: 急事, priority: 80, when: [{ text: { is: 急 } }], then: [{ reply: 马上来 }] }
  - { id: other, name: 另问, priority: 80, when: [{ text: { is: 改问 } }], then: [{ ask: { question: 问什么？, save: what } }, { reply: "问{{ what }}" }] }
  - { id: low, name: 数字, when: [{ text: any }], then: [{ reply: 普通 }] }
  - { id: tap, name: 菜单, when: [{ menu: KEY }], then: [{ reply: 点了菜单 }] }`;
const rules = rulesFrom({
  rules: booking,
  files: [{ name: "menu.yaml", text: "menu: [{ name: 键, key: KEY }]\n" }],
});

describe("a dialog", () => {
  it("takes the answer before rules of the same priority, and the lists around it go on", async () => {
    const talk = talkTo(rules);
    expect(await talk.say("订座")).toEqual(["几位？"]);
    expect(await talk.say("３")).toEqual(["3 位，", "订好了。"]);
    expect(talk.follower()).toMatchObject({ tags: ["订过"], dialog: null });
    expect(await talk.say("3")).toEqual(["普通"]);
  });
  it("asks again, then runs else instead of the rest", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    expect(await talk.say("很多")).toEqual(["请回复 1 到 9。"]);
    expect(await talk.say("一百")).toEqual(["没订成（tries）"]);
    expect(talk.follower().tags).toEqual([]);
  });
  it("leaves what it says again on the ladder, like what a row said", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    const { outcome } = await talk.send({ kind: "text", text: "很多" });
    const said = outcome.trace.steps.filter(({ kind }) => kind === "action");
    expect(said).toMatchObject([
      { did: { ask: { question: "请回复 1 到 9。" } }, left: "sent", isEffect: false },
    ]);
  });
  it("ends by a cancel word, and by its timeout exactly once", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    expect(await talk.say("取消")).toEqual(["没订成（cancel）"]);
    await talk.say("订座");
    const turns = await talk.wait(11 * MINUTE_MS);
    expect(turns.flatMap(({ seen }) => seen)).toEqual([
      { kind: "text", text: "没订成（timeout）" },
    ]);
    expect(await talk.wait(60 * MINUTE_MS)).toEqual([]);
  });
  it("lets a rule of higher priority answer and keeps waiting", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    expect(await talk.say("急")).toEqual(["马上来"]);
    expect(await talk.say("2")).toEqual(["2 位，", "订好了。"]);
  });
  it("is replaced without else when that rule asks too", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    expect(await talk.say("改问")).toEqual(["问什么？"]);
    expect(await talk.say("2")).toEqual(["问2"]);
  });
  it("lets events pass by", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    expect((await talk.send({ kind: "menu", key: "KEY" })).seen).toEqual([
      { kind: "text", text: "点了菜单" },
    ]);
    expect(talk.follower().dialog).not.toBeNull();
  });
  it("ends in silence when its rule is switched off, and on unfollowing", async () => {
    const talk = talkTo(rules);
    await talk.say("订座");
    const off = rulesFrom({
      rules: booking.replace("name: 订座", "name: 订座\n    enabled: false"),
      version: 1,
      files: [{ name: "menu.yaml", text: "menu: [{ name: 键, key: KEY }]\n" }],
    });
    const later = talkTo(off, { follower: talk.follower() });
    expect(await later.say("2")).toEqual(["普通"]);
    expect(later.follower().dialog).toBeNull();
    await talk.send({ kind: "unfollow" });
    expect(talk.follower().dialog).toBeNull();
  });
  it("goes on in the version it began in, and goto leads into the active one", async () => {
    const text = (reply: string, target: string) => `
  - { id: q, name: q, when: [{ text: { is: 问 } }], then: [{ ask: { question: "？", save: a } }, { reply: "${reply}" }, { goto: t }] }
  - { id: t, name: t, when: [{ event: x }], then: [{ reply: "${target}" }] }`;
    const first = rulesFrom({ rules: text("旧", "旧目标"), version: 1 });
    const second = rulesFrom({ rules: text("新", "新目标"), version: 2 });
    const talk = talkTo(first);
    await talk.say("问");
    const asked = {
      event: textEvent({ text: "答" }),
      follower: talk.follower(),
      rules: second,
      earlier: first,
      nowMs: MONDAY_TEN_MS + 1,
      seed: "s",
      answers: new Map(),
      isLate: false,
    };
    const outcome = await respond(asked);
    if (outcome.kind !== "decided") throw new Error("undecided");
    const sent = outcome.effects.map((effect) => (effect.kind === "send" ? effect.message : null));
    expect([outcome.reply, ...sent]).toEqual([
      { kind: "text", text: "旧" },
      { kind: "text", text: "新目标" },
    ]);
  });
  it("shows options as a message menu where one may be sent, as numbered text elsewhere, and takes either answer", async () => {
    const asking = `
  - { id: q, name: q, when: [{ text: { is: 点 } }], then: [{ ask: { question: 温度？, options: [热, 冰], save: t } }, { reply: "{{ t }}的" }] }`;
    const service = talkTo(rulesFrom({ rules: asking }));
    expect(await service.say("点")).toEqual(["options"]);
    expect(await service.say("②")).toEqual(["冰的"]);
    const plain = rulesFrom({
      rules: asking,
      account:
        "id: shop\nname: 店\nkind: subscription\nverified: false\noriginalId: gh_1f2e3d4c5b6a\n",
    });
    const subscription = talkTo(plain);
    expect(await subscription.say("点")).toEqual(["温度？\n1. 热\n2. 冰"]);
    expect(await subscription.say("热")).toEqual(["热的"]);
  });
  it("never shows a secret answer in its trace", async () => {
    const secret = rulesFrom({
      rules: `
  - { id: q, name: q, when: [{ text: { is: 绑 } }], then: [{ ask: { question: 卡号？, save: card, secret: true } }, { reply: "尾号 {{ card | slice: -4, 4 }}" }, { set: { card: "{{ card }}" } }] }`,
    });
    const talk = talkTo(secret);
    await talk.say("绑");
    const { outcome, seen } = await talk.send({ kind: "text", text: "6222020200112233" });
    expect(seen).toEqual([{ kind: "text", text: "尾号 2233" }]);
    expect(outcome.secret).toBe(true);
    expect(JSON.stringify(outcome.trace)).not.toContain("6222020200112233");
  });
});
