import { makeBareAutomaton } from "./bare-automaton.ts";
import { makeKeywords, makeMessages } from "./data.ts";
import { measure } from "./measure.ts";
import { answerAll, events, keywordRules, ready } from "./own-engine.ts";
import { naiveEngine } from "./peers/json-rules-engine.ts";
import type { Bench, BenchResult } from "./result.ts";

const FEW = 100;
const MANY = 100_000;
const MESSAGES = 1_000;
const MOST_GROWTH = 2;
const ROUNDS = 25;
/** json-rules-engine takes seconds a message at 100,000 rules; a hundredth of them shows its law. */
const PEER_MANY = 1_000;

const sized = (count: number) => {
  const keywords = makeKeywords(count);
  const limit = makeBareAutomaton(keywords);
  const messages = makeMessages(MESSAGES, keywords, (text) => limit.find(text) !== -1);
  return { keywords, limit, messages };
};

const contestants = (count: number) => {
  const { keywords, limit, messages } = sized(count);
  const rules = ready(keywordRules(keywords));
  const happened = events(messages);
  return [
    { name: `own ${count}`, operations: MESSAGES, run: () => answerAll(rules, happened) },
    {
      name: `limit ${count}`,
      operations: MESSAGES,
      run: () => {
        for (const text of messages) limit.find(text);
      },
    },
  ];
};

const peer = (count: number) => {
  const { keywords, messages } = sized(count);
  const naive = naiveEngine(keywords);
  const few = messages.slice(0, 5);
  return {
    name: `json-rules-engine ${count}`,
    operations: few.length,
    run: async () => {
      for (const text of few) await naive(text);
    },
  };
};

/** What a message costs among 100,000 rules, by what it costs among 100. */
const run = async (): Promise<readonly BenchResult[]> => {
  const costs = await measure(
    [...contestants(FEW), ...contestants(MANY), peer(FEW), peer(PEER_MANY)],
    ROUNDS,
  );
  const cost = (name: string): number => costs.get(name) ?? Number.NaN;
  const growth = (name: string, many: number): number =>
    cost(`${name} ${many}`) / cost(`${name} ${FEW}`);
  const figure = growth("own", MANY);
  return [
    {
      id: "P2",
      figure,
      unit: "× growth from 100 to 100,000 rules",
      limit: growth("limit", MANY),
      ratio: figure,
      peers: {
        "json-rules-engine, 100 to 1,000": growth("json-rules-engine", PEER_MANY),
        "own µs at 100": cost(`own ${FEW}`),
        "own µs at 100,000": cost(`own ${MANY}`),
      },
      goal: `≤ ${MOST_GROWTH}`,
      reached: figure <= MOST_GROWTH,
    },
  ];
};

export const growth: Bench = { id: "P2", title: "growth with the number of rules", run };
