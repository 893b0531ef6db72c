import { describe, expect, it } from "vitest";
import type { Json, TestResult } from "../../../engine/index.ts";
import {
  compileFolder,
  compileRules,
  makeRegistry,
  runTest,
  withBuiltIn,
} from "../../../engine/index.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { pluginTemplate } from "../../../server/plugins/plugin-template.ts";
import type { Running } from "./hosts.ts";
import { startHost } from "./hosts.ts";

const account = `
id: shop
name: 店
kind: service
verified: true
vars: { level: 金卡 }
texts: { failed: 系统繁忙 }
`;

/** Compiles a rule file against our own definitions and the plugins of a host, and runs its tests with the real plugins. */
const runRules = async ({ host }: Running, rules: string): Promise<readonly TestResult[]> => {
  const registry = makeRegistry(withBuiltIn(host.definitions("shop")));
  const files = [
    { name: "account.yaml", text: account },
    { name: "rules.yaml", text: rules },
  ];
  const compiled = compileFolder({ accountId: "shop", files, registry, checkShape });
  expect(compiled.diagnostics.filter((one) => one.severity === "error")).toEqual([]);
  const ready = compileRules(compiled.ruleSet as NonNullable<typeof compiled.ruleSet>, registry);
  const results: TestResult[] = [];
  for (const test of compiled.tests) results.push(await runTest(test, ready, answerer(host)));
  return results;
};
const answerer =
  (host: Running["host"]): Parameters<typeof runTest>[2] =>
  async (call) => {
    const signal = new AbortController().signal;
    const context = { account: "shop", follower: "o1", key: call.key, attempt: 1, signal };
    const answered = await host.caller.answer(call, context);
    return answered.kind === "done"
      ? { ok: true, value: answered.value }
      : { ok: false, reason: answered.code };
  };
const failures = (results: readonly TestResult[]): Json =>
  results.flatMap(({ steps }) => steps.flatMap((step) => step.failures)) as unknown as Json;

const points = `
  import { Actions, defineAction, defineFact, SaveName, Type } from "yingda/plugin";
  export const points = defineAction({
    name: "points", title: "积分",
    params: Type.Object({
      card: Type.String({ "x-template": "text" }),
      save: SaveName,
      else: Type.Optional(Actions),
    }),
    run: async ({ params }) => {
      if (params.card === "9") process.exit(1);
      return { captured: { [params.save]: params.card.length } };
    },
  });
  export const level = defineFact({
    name: "level-now", title: "等级", value: Type.String(), on: "text",
    read: ({ vars }) => String(vars.level),
  });
`;

describe("a rule that uses a plugin", () => {
  it("passes the tests that `yingda plugin new` writes", async () => {
    const [plugin, rules] = pluginTemplate("say-hello");
    const running = await startHost({ "say-hello.ts": plugin?.text ?? "" });
    const results = await runRules(running, rules?.text ?? "");
    expect(results.map(({ name }) => name)).toEqual(["第一次打招呼", "第二次认得出来"]);
    expect(failures(results)).toEqual([]);
  });

  it("sees what the plugin captured, takes `else` when it fails, and says texts.failed without one", async () => {
    const rules = `
rules:
  - id: points
    when: [{ text: { starts: 积分 } }]
    then:
      - points: { card: "{{ rest }}", save: digits, else: [{ reply: 查不到 }] }
      - reply: "{{ digits }} 位"
  - id: bare
    when: [{ text: { starts: 裸 } }]
    then:
      - points: { card: "{{ rest }}", save: digits }
      - reply: 没有说
tests:
  - name: answered
    steps: [{ send: 积分 6225, expect: { rule: points, reply: 4 位 } }]
  - name: failed
    steps: [{ send: 积分 9, expect: { rule: points, reply: 查不到 } }]
  - name: failed without else
    steps: [{ send: 裸 9, expect: { rule: bare, reply: 系统繁忙 } }]
`;
    const results = await runRules(await startHost({ "points.ts": points }), rules);
    expect(results).toHaveLength(3);
    expect(failures(results)).toEqual([]);
  });

  it("may ask a plugin's fact in its condition", async () => {
    const rules = `
rules:
  - id: gold
    when: [{ text: { is: 等级 } }]
    if: { fact: level-now, operator: equals, value: 金卡 }
    then: [{ reply: "您是{{ level-now }}" }]
    else: [{ reply: 普通 }]
tests:
  - name: gold
    steps: [{ send: 等级, expect: { rule: gold, branch: then, reply: 您是金卡 } }]
`;
    expect(failures(await runRules(await startHost({ "points.ts": points }), rules))).toEqual([]);
  });
});
