import { describe, expect, it } from "vitest";
import { respond } from "../../../engine/engine.ts";
import type { CallAnswer, FollowerState, InboundEvent, ReadyRules } from "../../../engine/index.ts";
import { newFollower } from "../../../engine/index.ts";
import { MONDAY_TEN_MS, rulesFrom } from "../../rule-set.ts";

const RULES = `
  - { id: weather, name: 天气, when: [{ text: { has: 天气 } }], then: [{ reply: 晴 }] }
  - { id: spoken, name: 没听清, priority: 30, when: [{ voice: any }], if: { fact: message.recognised, operator: equals, value: "false" }, then: [{ reply: 没听清 }] }`;
const account = (kind: string, verified: boolean, speech: boolean) =>
  `id: shop\nname: 店\nkind: ${kind}\nverified: ${verified}\nspeech: ${speech}\noriginalId: gh_1f2e3d4c5b6a\n`;
const hearing = rulesFrom({ rules: RULES, account: account("service", true, true) });

const voice = (recognised: string | null): InboundEvent => ({
  ...{ kind: "voice", account: "shop", follower: "o1", key: "m1", sentAtMs: MONDAY_TEN_MS },
  ...{ mediaId: "media-1", format: "speex", recognised },
});
/** Responds, and again with the answer to the one call. */
const tell = async (
  rules: ReadyRules,
  {
    answer,
    event = voice(null),
    follower = newFollower(),
  }: {
    readonly answer?: CallAnswer;
    readonly event?: InboundEvent;
    readonly follower?: FollowerState;
  } = {},
) => {
  const asked = {
    ...{ event, follower, rules, earlier: null, nowMs: MONDAY_TEN_MS, seed: "s", isLate: false },
    answers: new Map<string, CallAnswer>(),
  };
  const first = await respond(asked);
  if (first.kind === "decided" || answer === undefined) return first;
  return respond({ ...asked, answers: new Map([[first.calls[0]?.key ?? "", answer]]) });
};
const said = (outcome: Awaited<ReturnType<typeof tell>>) =>
  outcome.kind === "decided" ? outcome.reply : outcome.calls;

describe("a voice without words", () => {
  it("has its recording handed to the speech interface, and what was said takes part as text", async () => {
    const needs = await tell(hearing);
    expect(needs.kind === "needs" && needs.calls).toMatchObject([
      { kind: "speech", args: { mediaId: "media-1", format: "speex" } },
    ]);
    const heard = await tell(hearing, { answer: { ok: true, value: "今天天气怎么样" } });
    expect(said(heard)).toEqual({ kind: "text", text: "晴" });
    expect(heard.trace.steps[0]).toEqual({ kind: "heard" });
  });
  it("stays a voice when nothing is understood or the platform refuses, which the trace says", async () => {
    const nothing = await tell(hearing, { answer: { ok: true, value: "" } });
    expect(said(nothing)).toEqual({ kind: "text", text: "没听清" });
    const refused = await tell(hearing, { answer: { ok: false, reason: "40035" } });
    expect(said(refused)).toEqual({ kind: "text", text: "没听清" });
    expect(refused.trace.steps[0]).toMatchObject({ kind: "error", message: "speech: 40035" });
  });
  it("costs no call where it came with words, is not wanted, or the account has no right to it", async () => {
    expect(said(await tell(hearing, { event: voice("天气") }))).toEqual({
      kind: "text",
      text: "晴",
    });
    for (const of of [account("service", true, false), account("subscription", false, true)])
      expect(said(await tell(rulesFrom({ rules: RULES, account: of })))).toEqual({
        kind: "text",
        text: "没听清",
      });
  });
  it("is the agent's alone while one has the conversation", async () => {
    const follower = {
      ...newFollower(),
      agent: { to: "inbox", name: "", quietMs: 60_000, quietUntilMs: MONDAY_TEN_MS + 1 },
    };
    expect(said(await tell(hearing, { follower }))).toBeNull();
  });
});
