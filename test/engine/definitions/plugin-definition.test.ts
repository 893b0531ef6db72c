import { describe, expect, it } from "vitest";
import type { Step } from "../../../engine/definitions/definition.ts";
import type { PluginActionData, PluginFactData } from "../../../engine/definitions/plugin-data.ts";
import { pluginAction, pluginFact } from "../../../engine/definitions/plugin-definition.ts";
import type { Call, CallAnswer } from "../../../engine/schema/outcome.ts";

const both = { "zh-CN": "甲", en: "A" };
const shared = { plugin: "points", title: both, help: both, group: "plugin", canSimulate: false };
const actionData = (given: Partial<PluginActionData> = {}): PluginActionData => ({
  ...shared,
  kind: "action",
  name: "points",
  params: { type: "object", properties: { card: { type: "string" } } },
  short: null,
  sentence: both,
  needs: [],
  example: "",
  traits: ["speaks"],
  captures: ["points"],
  ...given,
});
const factData: PluginFactData = {
  ...shared,
  kind: "fact",
  name: "level",
  value: { type: "string" },
  on: "text",
};
const withElse = {
  type: "object",
  properties: { card: { type: "string" }, else: { $ref: "#/definitions/actions" } },
};

const asked: Omit<Call, "key">[] = [];
const step = (answer: CallAnswer, params: object = { card: "6225" }) => {
  asked.length = 0;
  const follower = {
    tags: ["VIP"],
    values: { name: "小明", card: "6225" },
    secrets: ["card"],
    followedAtMs: 1,
    channel: null,
    position: null,
    misses: 4,
  };
  return {
    params,
    path: "rules/a/then/0",
    captured: { no: "12" },
    event: { kind: "text", text: "积分", account: "shop", follower: "o1", key: "m1", sentAtMs: 5 },
    follower,
    settings: {
      id: "shop",
      name: "店",
      timezone: "Asia/Shanghai",
      language: "zh_CN",
      vars: { phone: "021" },
      hosts: ["api.example"],
      texts: { failed: "系统繁忙" },
    },
    nowMs: 7,
    seed: "s",
    answer: (call: Omit<Call, "key">) => {
      asked.push(call);
      return answer;
    },
  } as unknown as Step<never>;
};
const failure: CallAnswer = { ok: false, reason: "plugin-timeout" };

describe("an action of a plugin", () => {
  it("asks a call with the message as plain data, without secrets", () => {
    const result = pluginAction(actionData()).run(step({ ok: true, value: { next: "end" } }));
    expect(result).toEqual({ next: "end" });
    expect(asked).toEqual([
      {
        kind: "plugin",
        deadlineMs: 3_000,
        args: {
          plugin: "points",
          use: "points",
          params: { card: "6225" },
          event: expect.objectContaining({ key: "m1" }),
          text: "积分",
          follower: {
            tags: ["VIP"],
            values: { name: "小明" },
            followedAtMs: 1,
            channel: null,
            position: null,
          },
          captured: { no: "12" },
          account: { id: "shop", name: "店", timezone: "Asia/Shanghai", language: "zh_CN" },
          vars: { phone: "021" },
          nowMs: 7,
          seed: "s",
        },
      },
    ]);
  });
  it("says texts.failed and ends its list when the call fails", () => {
    expect(pluginAction(actionData()).run(step(failure))).toEqual({
      say: [{ kind: "text", text: "系统繁忙" }],
      next: "end",
    });
  });
  it("runs its `else` instead of the rest when the call fails, and keeps those rows to itself", () => {
    const action = pluginAction(actionData({ params: withElse }));
    const rows = [{ use: "silent", params: "any", path: "rules/a/then/0/else/0" }];
    const params = { card: "6225", else: rows };
    expect(action.lists?.(params)).toEqual({ else: rows });
    expect(action.lists?.({ card: "6225" })).toEqual({});
    expect(action.run(step(failure, params))).toEqual({ next: { list: "else", instead: true } });
    expect(asked[0]?.args).toMatchObject({ params: { card: "6225" } });
    expect(JSON.stringify(asked[0])).not.toContain("silent");
  });
  it("expands its short form without the plugin's code", () => {
    const short = { schema: { type: "string" }, as: "card", rest: { save: "points" } };
    const { short: given } = pluginAction(actionData({ short }));
    expect(given?.expand("6225")).toEqual({ save: "points", card: "6225" });
  });
});

describe("a fact of a plugin", () => {
  it("is read by a call; one that fails, or gives nothing, has no value", () => {
    const fact = pluginFact(factData);
    const read = (answer: CallAnswer) => fact.read(step(answer) as never, "level");
    expect(read({ ok: true, value: "金卡" })).toBe("金卡");
    expect(read({ ok: true, value: null })).toBeUndefined();
    expect(read(failure)).toBeUndefined();
    expect(asked[0]?.args).toMatchObject({ plugin: "points", use: "level", text: "积分" });
  });
  it("has no value where nobody can be asked", () => {
    expect(pluginFact(factData).read({ answer: undefined } as never, "level")).toBeUndefined();
  });
});
