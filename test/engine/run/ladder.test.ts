import { describe, expect, it } from "vitest";
import { respond } from "../../../engine/engine.ts";
import { builtIn } from "../../../engine/index.ts";
import { textEvent } from "../../builders.ts";
import { MONDAY_TEN_MS, rulesFrom, talkTo } from "../../rule-set.ts";

const two = rulesFrom({
  rules: `
  - { id: vip, name: 会员, when: [{ text: { has: 你好 } }], if: { fact: tags, operator: includes, value: VIP }, then: [{ reply: 贵宾好 }] }
  - { id: all, name: 大家, when: [{ text: { has: 好 } }], then: [{ reply: 您好 }] }
  - { id: more, name: 再来, when: [{ text: { has: 好 } }], then: [{ reply: 不会说 }] }`,
});

describe("the ladder", () => {
  it("names who did not hold and why, who answered, and who gave way", async () => {
    const talk = talkTo(two);
    const { outcome, seen } = await talk.send({ kind: "text", text: "你好" });
    expect(seen).toEqual([{ kind: "text", text: "您好" }]);
    const rungs = outcome.trace.steps.filter((step) => step.kind === "rule");
    expect(rungs.map(({ path, verdict }) => [path, verdict])).toEqual([
      ["rules/vip", "did-not-hold"],
      ["rules/all", "answered"],
      ["rules/more", "gave-way"],
    ]);
    expect(rungs[0]?.failed).toEqual([
      { path: "rules/vip/if", expected: { operator: "includes", value: ["VIP"] }, actual: [] },
    ]);
  });
  it("says what a text was taken to mean, why, and also that it was refused", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: refund, name: 退款, when: [{ text: { means: [我要退款, 怎么退货, 钱怎么退给我] } }], then: [{ reply: 可以退 }] }
  - { id: way, name: 路, when: [{ text: { means: [店怎么走, 你们在哪里, 地址是什么] } }], then: [{ reply: 一号路 }] }`,
    });
    const { outcome, seen } = await talkTo(rules).send({ kind: "text", text: "退货怎么弄" });
    expect(seen).toEqual([{ kind: "text", text: "可以退" }]);
    expect(outcome.trace.steps[0]).toMatchObject({
      kind: "meaning",
      path: "rules/refund/when/0",
      verdict: "understood",
      runnerUp: { path: "rules/way/when/0" },
    });
    expect(JSON.stringify(outcome.trace.steps[0])).toContain("退");
    const refused = await talkTo(rules).send({ kind: "text", text: "你真聪明" });
    expect(refused.outcome.trace.steps[0]).toMatchObject({ kind: "meaning", verdict: "refused" });
  });
  it("runs else when the condition does not hold, and that ends the search", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ text: { is: 问 } }], if: { fact: time, operator: within, value: "18:00-20:00" }, then: [{ reply: 开 }], else: [{ reply: 关 }] }
  - { id: b, name: b, when: [{ text: any }], then: [{ reply: 别的 }] }`,
    });
    expect(await talkTo(rules).say("问")).toEqual(["关"]);
  });
  it("lets a continue rule act and goes on", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: count, name: 记, priority: 90, continue: true, when: [{ text: any }], then: [{ record: 消息 }] }
  - { id: answer, name: 答, when: [{ text: { is: 在吗 } }], then: [{ reply: 在 }] }`,
    });
    const { outcome, seen } = await talkTo(rules).send({ kind: "text", text: "在吗" });
    expect(seen).toEqual([{ kind: "text", text: "在" }]);
    expect(outcome.effects).toMatchObject([{ kind: "record", name: "消息" }]);
  });
  it("takes a rule that is not active, or is used up, for absent: its else does not run", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: october, name: 国庆, priority: 60, active: { from: 2026-10-01, until: 2026-10-07 }, when: [{ text: any }], if: { fact: tags, operator: includes, value: x }, then: [{ reply: a }], else: [{ reply: 国庆 }] }
  - { id: once, name: 一次, priority: 55, limit: { times: 2, every: day }, when: [{ text: any }], then: [{ reply: 抽奖 }] }
  - { id: rest, name: 其余, when: [{ text: any }], then: [{ reply: 明天 }] }`,
    });
    const talk = talkTo(rules);
    expect([await talk.say("a"), await talk.say("b"), await talk.say("c")].flat()).toEqual([
      "抽奖",
      "抽奖",
      "明天",
    ]);
    await talk.wait(14 * 3_600_000 + 1);
    expect(await talk.say("d")).toEqual(["抽奖"]);
  });
  it("tries nothing-matched rules for messages nobody answered, counting misses, and never for events", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: hello, name: 问好, when: [{ text: { is: 你好 } }], then: [{ reply: 好 }] }
  - { id: lost, name: 没懂, when: [nothing-matched], then: [{ reply: "第{{ misses }}次没懂" }] }`,
    });
    const talk = talkTo(rules);
    expect(await talk.say("嗯")).toEqual(["第1次没懂"]);
    expect(await talk.say("啊")).toEqual(["第2次没懂"]);
    expect(await talk.say("你好")).toEqual(["好"]);
    expect(await talk.say("哦")).toEqual(["第1次没懂"]);
    expect((await talk.send({ kind: "menu", key: "NO_RULE" })).seen).toEqual([]);
  });
  it("takes back what a rule did before it threw, tells the trace, and asks the next rule", async () => {
    const broken = {
      ...builtIn.actions[0],
      name: "explode",
      run: () => {
        throw new Error("kaputt");
      },
    };
    const definitions = { ...builtIn, actions: [...builtIn.actions, broken as never] };
    const rules = rulesFrom({
      definitions,
      rules: `
  - { id: bad, name: 坏, priority: 90, when: [{ text: any }], then: [{ tag: 脏 }, { explode: x }] }
  - { id: good, name: 好, when: [{ text: any }], then: [{ reply: 好 }] }`,
    });
    const talk = talkTo(rules);
    const { outcome, seen } = await talk.send({ kind: "text", text: "a" });
    expect(seen).toEqual([{ kind: "text", text: "好" }]);
    expect(talk.follower().tags).toEqual([]);
    expect(outcome.trace.steps).toContainEqual({
      kind: "error",
      path: "rules/bad",
      message: "kaputt",
    });
  });
  it("notes a value that a template misses", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ text: any }], then: [{ reply: "你好{{ follower.name }}！" }] }`,
    });
    const { outcome, seen } = await talkTo(rules).send({ kind: "text", text: "a" });
    expect(seen).toEqual([{ kind: "text", text: "你好！" }]);
    expect(outcome.trace.steps).toContainEqual({
      kind: "missing-value",
      path: "rules/a/then/0",
      name: "follower.name",
    });
  });
  it("gives the same outcome for the same message, however often it is asked", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ text: any }], then: [{ reply: { random: [一, 二, 三] } }, { tag: x }, { record: y }] }`,
    });
    const asked = {
      event: textEvent({ text: "a" }),
      follower: null,
      rules,
      earlier: null,
      nowMs: MONDAY_TEN_MS,
      seed: "s",
      answers: new Map(),
      isLate: false,
    };
    expect(await respond(asked)).toEqual(await respond(asked));
  });
  it("leaves for a call, and goes on with its answer", async () => {
    const rules = rulesFrom({
      account:
        "id: shop\nname: 店\nkind: service\nverified: true\noriginalId: gh_1f2e3d4c5b6a\nhosts: [api.example]\n",
      rules: `
  - id: a
    name: a
    when: [{ text: { starts: 查 } }]
    then:
      - http: { url: "https://api.example/{{ rest }}", save: found, else: [{ reply: 查不到 }] }
      - reply: "找到{{ found.name }}"`,
    });
    const urls: string[] = [];
    const answered = talkTo(rules, {
      answerCall: async (call) => {
        urls.push((call.args as { url: string }).url);
        return { ok: true, value: { name: "甲" } };
      },
    });
    expect(await answered.say("查 a/b")).toEqual(["找到甲"]);
    expect(urls).toEqual(["https://api.example/a%2Fb"]);
    const failing = talkTo(rules, {
      answerCall: async () => ({ ok: false, reason: "http-timeout" }),
    });
    expect(await failing.say("查 a")).toEqual(["查不到"]);
  });
  it("follows goto with what was captured, and stops one that goes round", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ text: { starts: 去 } }], then: [{ goto: b }] }
  - { id: b, name: b, when: [{ event: x }], then: [{ reply: "到{{ rest }}" }] }
  - { id: c, name: c, when: [{ text: { is: 转 } }], then: [{ tag: 转 }, { goto: d }] }
  - { id: d, name: d, when: [{ event: y }], then: [{ goto: c }] }`,
    });
    expect(await talkTo(rules).say("去 上海")).toEqual(["到上海"]);
    const { outcome } = await talkTo(rules).send({ kind: "text", text: "转" });
    expect(outcome.trace.steps.at(-1)).toMatchObject({
      kind: "error",
      message: "goto d: goto goes round",
    });
  });
  it("does not answer the picture of a menu photo a second time", async () => {
    const rules = rulesFrom({
      files: [
        { name: "menu.yaml", text: "menu:\n  - { name: 拍照, key: PHOTO, opens: camera }\n" },
      ],
      rules: `
  - { id: tap, name: 拍, when: [{ menu: PHOTO }], then: [{ reply: 收到 }] }
  - { id: any, name: 图, when: [{ image: any }], then: [{ reply: 图片 }] }`,
    });
    const talk = talkTo(rules);
    expect((await talk.send({ kind: "menu", key: "PHOTO" })).seen).toHaveLength(1);
    expect((await talk.send({ kind: "image", picture: "a.jpg" })).outcome.trace.steps).toEqual([
      { kind: "follows-menu-tap" },
    ]);
    expect((await talk.send({ kind: "image", picture: "b.jpg" })).seen).toHaveLength(1);
  });
  it("leaves messages and taps to the agent who has the conversation", async () => {
    const talk = talkTo(two);
    await talk.say("你好");
    const agent = {
      to: "inbox",
      name: "kf",
      quietMs: 60_000,
      quietUntilMs: MONDAY_TEN_MS + 60_000,
    };
    const held = talkTo(two, { follower: { ...talk.follower(), agent } });
    expect(await held.say("你好")).toEqual([]);
    await held.wait(60_001);
    expect(await held.say("你好")).toEqual(["您好"]);
  });
});
