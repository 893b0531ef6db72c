import { makeBareAutomaton } from "./bare-automaton.ts";
import { makeKeywords, makeMessages } from "./data.ts";
import { measure } from "./measure.ts";
import { answerAll, events, keywordRules, ready } from "./own-engine.ts";
import { naiveEngine } from "./peers/json-rules-engine.ts";
import { makeWebot, survives } from "./peers/webot.ts";
import type { Bench, BenchResult } from "./result.ts";

const RULES = 10_000;
const MESSAGES = 1_000;
const MOST_LIMITS = 10;
const LEAST_GAIN = 10_000;

/** Engine CPU a text message, from folding to the built reply, with 10,000 keyword rules. */
const run = async (): Promise<readonly BenchResult[]> => {
  const keywords = makeKeywords(RULES);
  const limit = makeBareAutomaton(keywords);
  const messages = makeMessages(MESSAGES, keywords, (text) => limit.find(text) !== -1);
  const rules = ready(keywordRules(keywords));
  const happened = events(messages);
  const naive = naiveEngine(keywords);
  const few = messages.slice(0, 2);
  const webot = makeWebot(keywords);
  const costs = await measure(
    [
      { name: "own", operations: MESSAGES, run: () => answerAll(rules, happened) },
      {
        name: "candidates",
        operations: MESSAGES,
        run: () => {
          for (const event of happened) for (const _ of rules.candidates(event)) break;
        },
      },
      {
        name: "limit",
        operations: MESSAGES,
        run: () => {
          for (const text of messages) limit.find(text);
        },
      },
      {
        name: "json-rules-engine",
        operations: few.length,
        run: async () => {
          for (const text of few) await naive(text);
        },
      },
    ],
    15,
  );
  const cost = (name: string): number => costs.get(name) ?? Number.NaN;
  const figure = cost("own");
  const ratio = figure / cost("limit");
  return [
    {
      id: "P1",
      figure,
      unit: "µs CPU a message",
      limit: cost("limit"),
      ratio,
      peers: {
        "json-rules-engine": cost("json-rules-engine"),
        webot: (await survives(webot)) ? await webotCost(webot, few) : null,
        "own, candidates only": cost("candidates"),
      },
      goal: `≤ ${MOST_LIMITS}× limit, ≥ ${LEAST_GAIN}× less than json-rules-engine`,
      reached: ratio <= MOST_LIMITS && cost("json-rules-engine") / figure >= LEAST_GAIN,
    },
  ];
};

const webotCost = async (
  webot: (text: string) => Promise<boolean>,
  messages: readonly string[],
): Promise<number> => {
  const costs = await measure([
    {
      name: "webot",
      operations: messages.length,
      run: async () => {
        for (const text of messages) await webot(text);
      },
    },
  ]);
  return costs.get("webot") ?? Number.NaN;
};

export const messageCost: Bench = { id: "P1", title: "a message among 10,000 rules", run };
