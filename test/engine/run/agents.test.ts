import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../../engine/index.ts";
import { newFollower, respond } from "../../../engine/index.ts";
import { MONDAY_TEN_MS, rulesFrom, talkTo } from "../../rule-set.ts";

const MINUTE_MS = 60_000;
const account = `id: shop
name: 店
kind: service
verified: true
hooks: { crm: { url: "https://crm.example/in" } }
`;
const rules = rulesFrom({
  account,
  rules: `
  - { id: inbox, name: 人工, when: [{ text: { is: 人工 } }], then: [{ handover: { to: crm, message: 请稍候, quiet: 10m } }, { tag: 找过人 }] }
  - { id: desk, name: 客服, when: [{ text: { is: 客服 } }, { event: x }], then: [{ reply: 先说 }, { handover: { to: kf1@shop, message: 转了 } }] }
  - { id: crm, name: 系统, when: [{ text: { is: 系统 } }], then: [{ handover: crm }] }
  - { id: ask, name: 问, when: [{ text: { is: 问 } }], then: [{ ask: { question: 几位, save: n } }, { reply: '{{ n }} 位' }] }
  - { id: urgent, name: 急, priority: 80, when: [{ text: { is: 急 } }], then: [{ handover: crm }] }
  - { id: left, name: 走了, when: [{ agent: closed }], then: [{ reply: '{{ agent.name }} 走了' }] }
  - { id: came, name: 来了, when: [{ agent: [opened, moved] }], then: [{ reply: '{{ agent.name }} 来了' }] }
  - { id: any, name: 都答, when: [{ text: any }], then: [{ reply: 机器人 }] }`,
});
const textsOf = (turns: Awaited<ReturnType<ReturnType<typeof talkTo>["wait"]>>) =>
  turns.flatMap(({ seen }) => seen.map((one) => (one.kind === "text" ? one.text : one.kind)));

/** What came from an agent, to a follower with an open window. */
const agentEvent = (of: Partial<InboundEvent<"agent">>): InboundEvent<"agent"> => ({
  ...{ kind: "agent", account: "shop", follower: "o1", key: "a1", sentAtMs: MONDAY_TEN_MS },
  ...{ state: "said", at: "inbox", agent: "小周", messages: [], ...of },
});
const window = { untilMs: MONDAY_TEN_MS + MINUTE_MS, left: 2 };
const respondTo = async (event: InboundEvent, of: object = {}) => {
  const outcome = await respond({
    ...{ event, follower: { ...newFollower(), window, ...of }, rules, earlier: null },
    ...{ nowMs: MONDAY_TEN_MS, seed: "s", answers: new Map(), isLate: false },
  });
  if (outcome.kind !== "decided") throw new Error("undecided");
  return outcome;
};

describe("a hand-over", () => {
  it("says its words, does what stands behind it, and keeps rules away until nobody wrote for a while", async () => {
    const talk = talkTo(rules);
    expect(await talk.say("人工")).toEqual(["请稍候"]);
    expect(talk.follower()).toMatchObject({
      agent: { to: "crm", name: "", quietMs: 10 * MINUTE_MS },
      tags: ["找过人"],
    });
    for (let n = 0; n < 3; n += 1) {
      expect(await talk.wait(9 * MINUTE_MS)).toEqual([]);
      expect(await talk.say("在吗")).toEqual([]);
    }
    expect(textsOf(await talk.wait(10 * MINUTE_MS))).toEqual([" 走了"]);
    expect(await talk.say("在吗")).toEqual(["机器人"]);
  });

  it("to WeChat's agents is the response itself; what was said before travels beside it", async () => {
    const talk = talkTo(rules);
    const turn = await talk.send({ kind: "text", text: "客服" });
    expect(turn.outcome.reply).toEqual({ kind: "transfer", agent: "kf1@shop" });
    expect(textsOf([turn])).toEqual(["先说", "转了"]);
    const next = await talk.send({ kind: "text", text: "在吗" });
    expect(next.outcome.reply).toEqual({ kind: "transfer", agent: "kf1@shop" });
  });

  it("asks the platform where there is no response", async () => {
    const talk = talkTo(rules);
    await talk.say("好");
    const { outcome } = await talk.send({ kind: "event", name: "x", fields: {} });
    expect(outcome.reply).toBeNull();
    expect(outcome.effects.map(({ kind }) => kind)).toEqual(["send", "send", "handover"]);
  });

  it("to an own system tells it of that message and of every one after it", async () => {
    const talk = talkTo(rules);
    const first = await talk.send({ kind: "text", text: "系统" });
    const second = await talk.send({ kind: "text", text: "我的话费" });
    expect([...first.outcome.effects, ...second.outcome.effects]).toMatchObject([
      { kind: "forward", hook: "crm", type: "handover", data: { kind: "text", text: "系统" } },
      { kind: "forward", hook: "crm", type: "message", data: { kind: "text", text: "我的话费" } },
    ]);
  });

  it("ends a dialog in silence", async () => {
    const talk = talkTo(rules);
    await talk.say("问");
    expect(await talk.say("急")).toEqual([]);
    expect(talk.follower()).toMatchObject({ dialog: null, agent: { to: "crm" } });
  });

  it("is over when the follower leaves", async () => {
    const talk = talkTo(rules);
    await talk.say("人工");
    await talk.send({ kind: "unfollow" });
    expect(talk.follower().agent).toBeNull();
  });

  it.each([
    [
      "nothing may speak after it",
      "[{ handover: crm }, { tag: a }, { choose: [{ then: { reply: 好 } }] }]",
      "speaks-after-handover",
    ],
    ["nobody of that name", "[{ handover: nobody }]", "unknown-desk"],
    ["an unknown hook", "[{ forward: nobody }]", "unknown-hook"],
  ])("is refused: %s", (_, then, code) => {
    const text = `
  - { id: a, name: a, when: [{ text: any }], then: ${then} }`;
    expect(() => rulesFrom({ rules: text, account })).toThrow(code);
  });
  it("is refused in a rule that goes on", () => {
    const text = `
  - { id: a, name: a, continue: true, when: [{ text: any }], then: [{ handover: crm }] }`;
    expect(() => rulesFrom({ rules: text, account })).toThrow("not-in-continue");
  });
});

describe("what an agent does", () => {
  const held = { to: "inbox", name: "", quietMs: 5 * MINUTE_MS, quietUntilMs: MONDAY_TEN_MS + 1 };
  const messages = ["一", "二", "三"].map((text) => ({ kind: "text", text }) as const);

  it("is sent while the window lasts, and shown as left out after that", async () => {
    const { effects, changes, trace, reply } = await respondTo(agentEvent({ messages }));
    expect(reply).toBeNull();
    expect(effects).toMatchObject([
      { kind: "send", key: "a1/agent/0#0", message: { text: "一" } },
      { kind: "send", key: "a1/agent/1#1", message: { text: "二" } },
    ]);
    expect(changes).toContainEqual({ kind: "window", window: { ...window, left: 0 } });
    expect(trace.steps.at(-1)).toMatchObject({ path: "agent/2", left: "left-out" });
  });

  it("keeps the conversation, or takes it in our own inbox", async () => {
    const later = { ...held, name: "小周", quietUntilMs: MONDAY_TEN_MS + 5 * MINUTE_MS };
    const kept = await respondTo(agentEvent({ messages }), { agent: held });
    expect(kept.changes).toContainEqual({ kind: "agent", agent: later });
    const taken = await respondTo(agentEvent({ messages }));
    expect(taken.changes).toContainEqual(
      expect.objectContaining({ kind: "agent", agent: expect.objectContaining({ to: "inbox" }) }),
    );
    const told = await respondTo(agentEvent({ messages, at: "crm" }));
    expect(told.changes.filter(({ kind }) => kind === "agent")).toEqual([]);
  });

  it("keeps a conversation of the inbox with the first of two colleagues who take it", async () => {
    const agent = { ...held, name: "小周", member: "m1" };
    const opened = (member: string) =>
      respondTo(agentEvent({ state: "opened", agent: "小李", member }), { agent });
    expect(await opened("m2")).toMatchObject({ changes: [], effects: [] });
    expect((await opened("m1")).changes[0]).toMatchObject({ agent: { member: "m1" } });
    const moved = await respondTo(agentEvent({ state: "moved", agent: "小李", member: "m2" }), {
      agent,
    });
    expect(moved.changes[0]).toMatchObject({ agent: { name: "小李", member: "m2" } });
    const back = await respondTo(agentEvent({ state: "moved", agent: "" }), { agent });
    expect(back.changes[0]).toMatchObject({ agent: { to: "inbox", name: "" } });
    expect(back.changes[0]).not.toHaveProperty("agent.member");
  });

  it("is seen by rules when it opens, moves or closes, and by nobody else", async () => {
    const opened = await respondTo(agentEvent({ state: "opened" }));
    expect(opened.effects).toMatchObject([{ message: { text: "小周 来了" } }]);
    const closed = await respondTo(agentEvent({ state: "closed", agent: "" }), {
      agent: { ...held, name: "小美" },
    });
    expect(closed.effects).toMatchObject([{ message: { text: "小美 走了" } }]);
    expect(closed.changes).toContainEqual({ kind: "agent", agent: null });
  });

  it("tells the own system that its conversation is over", async () => {
    const agent = { ...held, to: "crm", name: "小周" };
    const { effects } = await respondTo(agentEvent({ state: "closed" }), { agent });
    expect(effects).toMatchObject([
      { kind: "forward", hook: "crm", type: "closed" },
      { kind: "send" },
    ]);
  });

  it("comes to nothing when its time is up but somebody wrote meanwhile", async () => {
    const due: InboundEvent<"due"> = {
      ...{ kind: "due", account: "shop", follower: "o1", key: "q", sentAtMs: MONDAY_TEN_MS },
      ...{ what: "quiet", id: "agent", path: "agent", version: 0 },
    };
    expect(await respondTo(due, { agent: held })).toMatchObject({ changes: [], effects: [] });
    expect(await respondTo(due)).toMatchObject({ changes: [], effects: [] });
    const agent = { ...held, quietUntilMs: MONDAY_TEN_MS };
    expect((await respondTo(due, { agent })).changes).toContainEqual({
      kind: "agent",
      agent: null,
    });
  });
});
