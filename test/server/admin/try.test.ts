import { describe, expect, it } from "vitest";
import { textEvent } from "../../builders.ts";
import type { Browser } from "./rig.ts";
import { coffee, PASSWORD, START_MS, startCoffee } from "./rig.ts";

const HOUR_MS = 3_600_000;
const text = (said: string) => ({ kind: "text", text: said }) as const;
const edit = async (who: Browser, from: string, to: string, rule = "price") => {
  const params = { ...coffee, rule };
  const found = await who.get("GET /accounts/:account/rules/:rule", { params });
  return who.get("PUT /accounts/:account/rules/:rule", {
    params,
    body: { text: found.text.replace(from, to), revision: found.revision },
  });
};
/** 2026-11-18 19:06 in Shanghai, after closing time. */
const EVENING_MS = START_MS;
const MORNING_MS = START_MS - 9 * HOUR_MS;

describe("trying", () => {
  it("answers from the draft, from what is published and from a version, and does nothing", async () => {
    const { boss, library } = await startCoffee();
    await edit(boss, "18", "19");
    const said = async (of: string) => {
      const { turns } = await boss.get("POST /accounts/:account/simulate", {
        params: coffee,
        body: { of, steps: [{ send: text("价格") }] },
      });
      return turns[0]?.seen;
    };
    expect(await said("draft")).toEqual([{ kind: "text", text: "美式 19 元。" }]);
    expect(await said("published")).toEqual([{ kind: "text", text: "美式 18 元。" }]);
    expect(await said("1")).toEqual([{ kind: "text", text: "美式 18 元。" }]);
    expect(await library.log.list("coffee", {}, { before: null, limit: 1 })).toEqual([]);
  });

  it("plays a whole conversation with time, stubs and the ladder of each message", async () => {
    const { boss } = await startCoffee();
    await boss.get("POST /accounts/:account/rules", {
      params: coffee,
      body: {
        text: "- id: find\n  when: { text: { is: 查 } }\n  then:\n    - ask: { question: 几号？, save: no, timeout: 10m, else: [{ reply: 太久了 }] }\n    - http: { url: 'https://api.coffee.example/{{ no }}', save: cup, else: [{ reply: 没有 }] }\n    - reply: '{{ cup.name }}'\n",
      },
    });
    const play = (steps: object[], http: object = {}) =>
      boss.get("POST /accounts/:account/simulate", {
        params: coffee,
        body: { of: "draft", nowMs: START_MS, http: http as never, steps: steps as never },
      });
    const found = await play([{ send: text("查") }, { send: text("7") }], {
      cup: { status: 200, body: { name: "拿铁" } },
    });
    expect(found.turns.map(({ step, seen }) => [step, seen])).toEqual([
      [0, [{ kind: "text", text: "几号？" }]],
      [1, [{ kind: "text", text: "拿铁" }]],
    ]);
    expect((await play([{ send: text("查") }, { send: text("7") }])).turns[1]?.seen).toEqual([
      { kind: "text", text: "没有" },
    ]);
    const late = await play([{ send: text("查") }, { waitMs: HOUR_MS }]);
    expect(late.turns[1]?.seen).toEqual([{ kind: "text", text: "太久了" }]);
    expect(late.nowMs).toBe(START_MS + HOUR_MS);
    expect(late.turns[0]?.trace.steps[0]).toMatchObject({
      kind: "rule",
      path: "rules/find",
      verdict: "answered",
    });
  });

  it("runs tests with failures, keeps the badge and says which rules no test reaches", async () => {
    const { boss } = await startCoffee();
    const run = () =>
      boss.get("POST /accounts/:account/tests-run", { params: coffee, body: { of: "draft" } });
    expect(await run()).toMatchObject({
      passed: 1,
      failed: 0,
      coverage: { rules: 3, reached: 1, untested: ["hours", "lost"] },
    });
    await edit(boss, "18 元", "贵");
    const failed = await run();
    expect(failed.runs[0]).toMatchObject({ name: "问价格", passed: false });
    expect(failed.runs[0]?.steps[0]?.failures).toMatchObject([
      { what: "reply", expected: [{ has: "18" }], actual: ["美式 贵。"] },
    ]);
    const list = await boss.get("GET /accounts/:account/rules", {
      params: coffee,
      query: { badge: "failing" },
    });
    expect(list.rows.map(({ id }) => id)).toEqual(["price"]);
  });

  it("keeps tests as their author wrote them", async () => {
    const { boss } = await startCoffee();
    const body = {
      text: "- name: 打烊后 # 晚上\n  given: { now: 2026-11-23T20:31 }\n  steps:\n    - send: 几点开门\n      expect: { rule: hours, branch: else }\n",
      rule: "hours",
    };
    const made = await boss.get("POST /accounts/:account/tests", { params: coffee, body });
    const tests = await boss.get("GET /accounts/:account/tests", {
      params: coffee,
      query: { rule: "hours" },
    });
    expect(tests.tests).toMatchObject([
      {
        id: made.id,
        name: "打烊后",
        file: "rules.yaml",
        rules: ["hours"],
        change: "added",
        passed: null,
      },
    ]);
    expect(tests.tests[0]?.text).toContain("# 晚上");
    const run = await boss.get("POST /accounts/:account/tests-run", {
      params: coffee,
      body: { of: "draft", rule: "hours" },
    });
    expect(run).toMatchObject({ passed: 1, failed: 0 });
    const params = { ...coffee, test: made.id };
    const changed = await boss.get("PUT /accounts/:account/tests/:test", {
      params,
      body: { text: body.text.replace("branch: else", "branch: then"), revision: made.revision },
    });
    expect(
      (
        await boss.get("POST /accounts/:account/tests-run", {
          params: coffee,
          body: { of: "draft" },
        })
      ).failed,
    ).toBe(1);
    await boss.get("DELETE /accounts/:account/tests/:test", {
      params,
      query: { revision: changed.revision },
    });
    expect((await boss.get("GET /accounts/:account/changes", { params: coffee })).changes).toEqual(
      [],
    );
  });
});

describe("why not", () => {
  const why = (who: Browser, rule: string, said: string, more: object = {}) =>
    who.get("POST /accounts/:account/why-not", {
      params: coffee,
      body: { of: "draft", rule, sent: text(said), nowMs: MORNING_MS, ...more },
    });

  it("says that it does answer", async () => {
    const { boss } = await startCoffee();
    expect(await why(boss, "price", "价格")).toMatchObject({
      fires: true,
      branch: "then",
      hindrances: [],
    });
  });

  it("names the trigger that is missing and the keyword that would help", async () => {
    const { boss } = await startCoffee();
    const answer = await why(boss, "price", "多少钱");
    expect(answer).toMatchObject({ fires: false, winner: { rule: "lost" } });
    expect(answer.hindrances[0]).toMatchObject({
      kind: "no-trigger",
      change: { "zh-CN": "给它加一个关键词「多少钱」" },
    });
  });

  it("names the failing condition with what was expected and found, and the smallest change", async () => {
    const { boss } = await startCoffee();
    await edit(boss, "    else:\n      - reply: 现在已打烊。\n", "", "hours");
    const answer = await why(boss, "hours", "几点开门", { nowMs: EVENING_MS });
    expect(answer.hindrances[0]).toMatchObject({
      kind: "condition",
      path: "rules/hours/if",
      expected: { operator: "within", value: expect.anything() },
      actual: "19:06",
      change: { "zh-CN": "把范围扩大到包含 19:06" },
    });
  });

  it("names who was before it and the priority that would beat that", async () => {
    const { boss } = await startCoffee();
    const body = {
      text: "- id: cheap\n  priority: 40\n  when: { text: { has: 价 } }\n  then: { reply: 便宜 }\n",
    };
    await boss.get("POST /accounts/:account/rules", { params: coffee, body });
    const answer = await why(boss, "cheap", "价格");
    expect(answer.hindrances).toMatchObject([
      {
        kind: "beaten",
        expected: 50,
        actual: 40,
        change: { en: "raise its priority from 40 to 51" },
      },
    ]);
  });

  it("names switches, limits, dates and agents", async () => {
    const { boss } = await startCoffee();
    await edit(
      boss,
      "    name: 价格\n",
      "    name: 价格\n    enabled: false\n    active: { from: 2027-01-01 }\n",
    );
    const kinds = async (more: object = {}) =>
      (await why(boss, "price", "价格", more)).hindrances.map(({ kind }) => kind);
    expect(await kinds()).toEqual(["disabled", "not-active", "beaten"]);
    expect(await kinds({ follower: { agent: true } })).toContain("agent");
    await boss.get("PUT /accounts/:account/rules/:rule/switch", {
      params: { ...coffee, rule: "price" },
      body: { isOff: true, reason: "x" },
    });
    expect(await kinds({ of: "published" })).toContain("switched-off");
    expect(await kinds({ of: "published", rule: "nobody" })).toEqual(["unknown-rule"]);
    await boss.get("POST /accounts/:account/rules", {
      params: coffee,
      body: { text: "- id: fresh\n  when: { text: any }\n  then: { reply: a }\n" },
    });
    expect(await kinds({ of: "published", rule: "fresh" })).toEqual(["not-published"]);
  });

  it("takes a message of the log", async () => {
    const { boss, deliver } = await startCoffee();
    await deliver("coffee", textEvent({ key: "m1", text: "多少钱", sentAtMs: MORNING_MS }));
    const answer = await boss.get("POST /accounts/:account/why-not", {
      params: coffee,
      body: { of: "draft", rule: "price", key: "m1" },
    });
    expect(answer.hindrances[0]?.kind).toBe("no-trigger");
  });
});

describe("the rehearsal", () => {
  it("plays real messages through both and shows only answers that change", async () => {
    const { boss, deliver, library } = await startCoffee();
    const said = ["价格", "你好", "价格", "几点开门"];
    for (const [at, one] of said.entries())
      await deliver(
        "coffee",
        textEvent({ key: `m${at}`, follower: `o${at}`, text: one, sentAtMs: MORNING_MS + at }),
      );
    await edit(boss, "18 元", "19 元");
    const before = JSON.stringify(
      await library.followers.list("coffee", {}, { before: null, limit: 9 }),
    );
    const rehearsal = await boss.get("POST /accounts/:account/rehearsal", {
      params: coffee,
      body: {},
    });
    expect(rehearsal).toMatchObject({
      compared: 4,
      skipped: 0,
      byRule: [{ rule: "price", count: 2 }],
    });
    expect(rehearsal.changed[0]).toMatchObject({
      key: "m2",
      body: "价格",
      before: { rule: "price", says: [{ kind: "text", text: "美式 18 元。" }] },
      after: { rule: "price", says: [{ kind: "text", text: "美式 19 元。" }] },
    });
    expect(
      JSON.stringify(await library.followers.list("coffee", {}, { before: null, limit: 9 })),
    ).toBe(before);
    const short = await boss.get("POST /accounts/:account/rehearsal", {
      params: coffee,
      body: { last: 1 },
    });
    expect(short.compared).toBe(1);
  });
});

describe("the message log", () => {
  it("shows ladder, answer and the rules as they were, and leads to the follower's next message", async () => {
    const { boss, deliver } = await startCoffee();
    await deliver("coffee", textEvent({ key: "m/1", text: "价格", sentAtMs: MORNING_MS }));
    await deliver("coffee", textEvent({ key: "m2", text: "你好", sentAtMs: MORNING_MS + 1 }));
    const { rows } = await boss.get("GET /accounts/:account/log", { params: coffee });
    expect(rows).toMatchObject([
      { key: "m2", body: "你好", outcome: "answered", rule: "lost" },
      { key: "m/1", body: "价格", rule: "price", ruleName: "价格", version: 1, follower: "o1" },
    ]);
    const { text: was, revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: { ...coffee, rule: "price" },
    });
    await boss.get("PUT /accounts/:account/rules/:rule", {
      params: { ...coffee, rule: "price" },
      body: { text: was.replace("美式 18", "美式 18.5"), revision },
    });
    const { generation } = await boss.get("GET /accounts/:account/changes", { params: coffee });
    await boss.get("POST /accounts/:account/publish", {
      params: coffee,
      body: { note: "x", generation },
    });
    const detail = await boss.get("GET /accounts/:account/log/:key", {
      params: { ...coffee, key: "m/1" },
    });
    expect(detail).toMatchObject({
      answer: "美式 18 元。",
      older: null,
      newer: "m2",
      event: { text: "价格" },
    });
    expect(detail.trace?.steps[0]).toMatchObject({
      kind: "rule",
      path: "rules/price",
      verdict: "answered",
    });
    expect(detail.rules[0]).toMatchObject({
      id: "price",
      then: expect.stringContaining("美式 18 元"),
      now: expect.stringContaining("18.5"),
    });
  });

  it("pages and filters", async () => {
    const { boss, deliver } = await startCoffee();
    for (let at = 0; at < 5; at += 1)
      await deliver(
        "coffee",
        textEvent({ key: `m${at}`, text: at === 3 ? "价格" : "你好", sentAtMs: MORNING_MS + at }),
      );
    const page = (query: object) =>
      boss.get("GET /accounts/:account/log", { params: coffee, query });
    const first = await page({ limit: 2 });
    const second = await page({ limit: 2, before: first.next ?? "" });
    expect([...first.rows, ...second.rows].map(({ key }) => key)).toEqual(["m4", "m3", "m2", "m1"]);
    expect((await page({ rule: "price" })).rows.map(({ key }) => key)).toEqual(["m3"]);
    expect((await page({ text: "价" })).rows.map(({ key }) => key)).toEqual(["m3"]);
  });

  it("hides who it was from those who only read", async () => {
    const { boss, deliver, person } = await startCoffee();
    const openid = "oABCdefghijklmnopqrstuvwxyz1";
    await deliver(
      "coffee",
      textEvent({ key: "m1", follower: openid, text: "价格", sentAtMs: MORNING_MS }),
    );
    const viewer = await person(boss, "viewer");
    const log = await viewer.get("GET /accounts/:account/log", { params: coffee });
    const detail = await viewer.get("GET /accounts/:account/log/:key", {
      params: { ...coffee, key: "m1" },
    });
    const rehearsal = await viewer.get("POST /accounts/:account/rehearsal", {
      params: coffee,
      body: {},
    });
    expect(log.rows[0]?.follower).toBe("oAB…1");
    expect(JSON.stringify([log, detail, rehearsal])).not.toContain(openid);
  });

  it("counts hits of today and of the week in the account's zone", async () => {
    const { boss, deliver, clock } = await startCoffee();
    const DAY_MS = 24 * HOUR_MS;
    for (const [at, age] of [9 * DAY_MS, 3 * DAY_MS, 30 * HOUR_MS, 1, 0].entries()) {
      clock.nowMs = START_MS - age;
      const event = { key: `m${at}`, follower: `o${at}`, text: "价格", sentAtMs: clock.nowMs };
      await deliver("coffee", textEvent(event));
    }
    await boss.get("POST /login", { body: { name: "boss", password: PASSWORD } });
    const hits = async () => {
      const { rows } = await boss.get("GET /accounts/:account/rules", {
        params: coffee,
        query: { text: "价格" },
      });
      return [rows[0]?.hitsToday, rows[0]?.hits7Days];
    };
    expect(await hits()).toEqual([2, 4]);
    clock.nowMs += 10 * 60_000;
    await deliver(
      "coffee",
      textEvent({ key: "late", follower: "o9", text: "价格", sentAtMs: clock.nowMs }),
    );
    expect(await hits()).toEqual([3, 5]);
    const summary = await boss.get("GET /accounts/:account/summary", { params: coffee });
    expect(summary).toMatchObject({ deliveriesToday: 3, answeredToday: 3, rules: 3, changes: 0 });
  });
});
