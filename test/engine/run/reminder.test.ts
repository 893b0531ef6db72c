import { describe, expect, it } from "vitest";
import { respond } from "../../../engine/engine.ts";
import type { InboundEvent, Message, ReadyRules, Turn } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { MONDAY_TEN_MS, rulesFrom, talkTo } from "../../rule-set.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const voucher = `
  - id: voucher
    name: 券
    when: [{ text: { matches: '^券(?P<no>\\d+)$' } }]
    then:
      - reply: 券 {{ no }}
      - remind: { id: 'v-{{ no }}', after: 2h, then: [{ reply: '{{ no }} 快到期了' }, { tag: 提醒过 }] }
      - reply: 记下了
  - { id: drop, name: 不要, when: [{ text: { starts: 不要 } }], then: [{ forget: 'v-{{ rest }}' }, silent] }
  - { id: ask, name: 预约, when: [{ text: { is: 预约 } }], then: [{ remind: { id: v, after: 1h, then: [{ ask: { question: 来吗？, save: comes } }, { reply: '好，{{ comes }}' }] } }, { reply: 到时问您 }] }
  - { id: bad, name: 哪天, when: [{ text: { starts: 到 } }], then: [{ remind: { id: v, at: '{{ rest }}', before: 1d, time: 09:00, then: { reply: 明天 } } }, { reply: 好 }] }`;
const rules = rulesFrom({ rules: voucher });

const texts = (turns: readonly Turn[]): readonly string[] =>
  turns.flatMap(({ seen }) =>
    seen.map((message: Message) => (message.kind === "text" ? message.text : message.kind)),
  );

/** A reminder of `voucher` that is due, as the store hands it out. */
const due = (of: Partial<InboundEvent<"due">> = {}): InboundEvent<"due"> => ({
  kind: "due",
  account: "shop",
  follower: "o1",
  key: "due:reminder:o1:v-1:1",
  sentAtMs: MONDAY_TEN_MS,
  what: "reminder",
  id: "v-1",
  path: "rules/voucher/then/1",
  version: 1,
  captured: { names: { no: "1" }, secrets: [] },
  ...of,
});
const respondTo = (event: InboundEvent, active: ReadyRules, earlier: ReadyRules | null = null) => {
  const window = { untilMs: MONDAY_TEN_MS + HOUR_MS, left: 5 };
  const follower = { ...newFollower(), window };
  const asked = { event, follower, rules: active, earlier, nowMs: MONDAY_TEN_MS };
  return respond({ ...asked, seed: "s", answers: new Map(), isLate: false });
};

describe("a reminder", () => {
  it("runs its list later with what was captured, while the list it stands in goes on at once", async () => {
    const talk = talkTo(rules);
    expect(await talk.say("券7")).toEqual(["券 7", "记下了"]);
    expect(texts(await talk.wait(2 * HOUR_MS - 1))).toEqual([]);
    expect(texts(await talk.wait(1))).toEqual(["7 快到期了"]);
    expect(talk.follower().tags).toEqual(["提醒过"]);
    expect(await talk.wait(30 * DAY_MS)).toEqual([]);
  });

  it("is replaced by a second one of its name, and stands beside one of another", async () => {
    const talk = talkTo(rules);
    await talk.say("券7");
    await talk.wait(HOUR_MS);
    await talk.say("券7");
    await talk.say("券8");
    expect(texts(await talk.wait(HOUR_MS))).toEqual([]);
    expect(texts(await talk.wait(HOUR_MS))).toEqual(["7 快到期了", "8 快到期了"]);
  });

  it("is forgotten by its name, and by leaving", async () => {
    const talk = talkTo(rules);
    for (const text of ["券1", "券2", "不要1"]) await talk.say(text);
    expect(texts(await talk.wait(DAY_MS))).toEqual(["2 快到期了"]);
    await talk.say("券3");
    await talk.send({ kind: "unfollow" });
    expect(await talk.wait(DAY_MS)).toEqual([]);
  });

  it("may ask; the answer goes on in its own list and not in the one around it", async () => {
    const talk = talkTo(rules);
    expect(await talk.say("预约")).toEqual(["到时问您"]);
    expect(texts(await talk.wait(HOUR_MS))).toEqual(["来吗？"]);
    expect(await talk.say("来")).toEqual(["好，来"]);
  });

  it("is due on a date, made earlier and moved to a time of that day", async () => {
    const talk = talkTo(rules);
    await talk.say("到2026-01-08");
    expect(texts(await talk.wait(DAY_MS + 23 * HOUR_MS - 1))).toEqual([]);
    const [turn] = await talk.wait(1);
    expect(turn?.event.sentAtMs).toBe(Date.parse("2026-01-07T09:00:00+08:00"));
  });

  it("is done at once when its date is past, and not set without one: the trace says so", async () => {
    const talk = talkTo(rules);
    await talk.say("到2020-01-08");
    expect(texts(await talk.wait(0))).toEqual(["明天"]);
    const turn = await talk.send({ kind: "text", text: "到后天" });
    expect(turn.outcome.trace.steps).toContainEqual(
      expect.objectContaining({ left: "failed", reason: '"后天" is no date', isEffect: false }),
    );
    expect(turn.seen).toEqual([{ kind: "text", text: "好" }]);
    expect(await talk.wait(30 * DAY_MS)).toEqual([]);
  });

  it("waits for the end of the account's quiet hours", async () => {
    const account = "id: shop\nname: 店\nkind: service\nverified: true\nquietHours: 11:00-13:30\n";
    const talk = talkTo(rulesFrom({ rules: voucher, account }));
    await talk.say("券7");
    expect(texts(await talk.wait(3.5 * HOUR_MS - 1))).toEqual([]);
    expect(texts(await talk.wait(1))).toEqual(["7 快到期了"]);
  });

  it("leaves out, visibly, what comes after the window has shut", async () => {
    const talk = talkTo(
      rulesFrom({
        rules: `
  - { id: a, name: a, when: [{ text: any }], then: [{ remind: { id: v, after: 3d, then: [{ reply: 到了 }, { tag: 到了 }] } }, silent] }`,
      }),
    );
    await talk.say("好");
    const [turn] = await talk.wait(3 * DAY_MS);
    expect(turn?.seen).toEqual([]);
    expect(turn?.outcome.trace.steps).toContainEqual(
      expect.objectContaining({ left: "left-out", path: "rules/a/then/0/remind/then/0" }),
    );
    expect(talk.follower().tags).toEqual(["到了"]);
  });

  it("runs the version it began in, and says which rule it belongs to", async () => {
    const active = rulesFrom({ rules: voucher.replace("快到期了", "新的"), version: 2 });
    const outcome = await respondTo(due(), active, rules);
    expect(outcome).toMatchObject({
      effects: [{ kind: "tag" }, { kind: "send", message: { kind: "text", text: "1 快到期了" } }],
      trace: {
        steps: [
          { kind: "rule", path: "rules/voucher", verdict: "answered", branch: "then" },
          {},
          {},
        ],
      },
    });
  });

  it.each([
    ["its rule is switched off", voucher.replace("name: 券", "name: 券\n    enabled: false")],
    ["its rule is gone", voucher.replace("id: voucher", "id: another")],
  ])("does nothing when %s, and the trace says why", async (_, text) => {
    const outcome = await respondTo(due(), rulesFrom({ rules: text, version: 2 }), rules);
    expect(outcome).toMatchObject({
      ...{ effects: [], changes: [], reply: null },
      trace: { steps: [{ verdict: "did-not-hold", failed: [{ path: "rules/voucher/enabled" }] }] },
    });
  });

  it("does nothing when its version is gone", async () => {
    const outcome = await respondTo(due({ version: 7 }), rules);
    expect(outcome).toMatchObject({
      ...{ effects: [], changes: [] },
      trace: { steps: [{ failed: [{ expected: 7, actual: 1 }] }] },
    });
  });

  it("keeps a secret answer out of the trace", async () => {
    const secret = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ text: { is: 绑定 } }], then: [{ ask: { question: 密码？, save: pin, secret: true } }, { remind: { id: v, after: 1h, then: { reply: '记得 {{ pin }}' } } }, silent] }`,
    });
    const talk = talkTo(secret);
    await talk.say("绑定");
    await talk.say("s3cret");
    const [turn] = await talk.wait(HOUR_MS);
    expect(turn?.seen).toEqual([{ kind: "text", text: "记得 s3cret" }]);
    expect(JSON.stringify(turn?.outcome.trace)).not.toContain("s3cret");
  });
});
