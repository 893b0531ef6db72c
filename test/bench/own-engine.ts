import type { Registry } from "../../engine/definitions/registry.ts";
import type { InboundEvent, ReadyRules, Rule, RuleSet } from "../../engine/index.ts";
import { builtIn, compileRules, makeRegistry, newFollower, respond } from "../../engine/index.ts";
import { settings, textEvent } from "../builders.ts";

export const registry: Registry = makeRegistry(builtIn);

/** A rule that answers a trigger with a text. */
export const answering = (place: number, params: Rule["when"][number]["params"]): Rule => {
  const id = `rule-${place}`;
  return {
    id,
    name: id,
    note: "",
    enabled: true,
    priority: 50,
    group: "",
    active: null,
    limit: null,
    when: [{ use: "text", params, path: `rules/${id}/when/0` }],
    if: null,
    then: [{ use: "reply", params: { text: `答复 ${place}` }, path: `rules/${id}/then/0` }],
    else: null,
    continue: false,
  };
};
export const ruleSet = (rules: readonly Rule[]): RuleSet => ({
  version: 1,
  account: settings(),
  rules,
});
export const keywordRules = (keywords: readonly string[]): RuleSet =>
  ruleSet(keywords.map((keyword, place) => answering(place, { has: [keyword] })));

export const events = (messages: readonly string[]): readonly InboundEvent[] =>
  messages.map((text, place) => textEvent({ text, key: String(place) }));

export const ready = (set: RuleSet): ReadyRules => ({ ...compileRules(set, registry), registry });

const NO_ANSWERS = new Map();
/** Somebody who wrote before, as the store would give them. */
const FOLLOWER = {
  ...newFollower(),
  version: 7,
  tags: ["会员"],
  values: { language: "zh_CN", city: "上海" },
  followedAtMs: Date.UTC(2026, 0, 1),
};
const NOW_MS = Date.UTC(2026, 10, 23);
/** Answers every event, from folding to the reply. */
export const answerAll = async (rules: ReadyRules, happened: readonly InboundEvent[]) => {
  let replies = 0;
  for (const event of happened) {
    const outcome = await respond({
      event,
      follower: FOLLOWER,
      rules,
      earlier: null,
      nowMs: NOW_MS,
      seed: event.key,
      answers: NO_ANSWERS,
      isLate: false,
    });
    if (outcome.kind === "decided" && outcome.reply !== null) replies += 1;
  }
  return replies;
};
