import { RE2JS } from "re2js";
import { makeMessages, makePatterns } from "./data.ts";
import { costUs, measure } from "./measure.ts";
import { answerAll, answering, events, ready, ruleSet } from "./own-engine.ts";
import type { Bench, BenchResult } from "./result.ts";

const PATTERNS = 1_000;
const MESSAGES = 500;
const MOST_US = 20;
/** Twice the input may take a little more than twice the time. */
const MOST_GROWTH = 3;

/** Patterns that break engines which backtrack, each as 40 rules of their own. */
const HARD = ["(a+)+$", "(x+x+)+y", "(.*a){10}", "^(\\w+\\s?)*$", "[\\pL\\pN]{1,100}$", "(a|aa)+$"];
const hardRules = ready(
  ruleSet(
    Array.from({ length: 40 }, (_, place) =>
      answering(place, { matches: [HARD[place % 6] ?? ""] }),
    ),
  ),
);
const hardMessage = (length: number) => events([`${"a".repeat(length - 1)}!`]);

/** How the cost of the worst input grows when its length doubles. */
const worstGrowth = async (): Promise<number> => {
  const cost = (length: number) =>
    costUs({
      name: "hard",
      operations: 1,
      run: () => answerAll(hardRules, hardMessage(length)),
    });
  await cost(1_000);
  const [short, long] = [await cost(1_000), await cost(2_000)];
  return long / short;
};

/** A message among 1,000 rules with a regular expression each. */
const run = async (): Promise<readonly BenchResult[]> => {
  const patterns = makePatterns(PATTERNS);
  const native = patterns.map(
    (source) => new RegExp(source.replace("(?i)", "").replace("?P<", "?<")),
  );
  const re2 = patterns.map((source) => RE2JS.compile(source));
  const messages = makeMessages(MESSAGES, ["2026"], () => false);
  const rules = ready(
    ruleSet(patterns.map((source, place) => answering(place, { matches: [source] }))),
  );
  const happened = events(messages);
  const few = messages.slice(0, 50);
  const costs = await measure([
    { name: "own", operations: MESSAGES, run: () => answerAll(rules, happened) },
    {
      name: "RegExp loop",
      operations: MESSAGES,
      run: () => messages.map((text) => native.findIndex((pattern) => pattern.test(text))),
    },
    {
      name: "re2js loop",
      operations: few.length,
      run: () => few.map((text) => re2.findIndex((pattern) => pattern.test(text))),
    },
  ]);
  const figure = costs.get("own") ?? Number.NaN;
  const grown = await worstGrowth();
  return [
    {
      id: "P5",
      figure,
      unit: "µs CPU a message among 1,000 patterns",
      limit: null,
      ratio: figure / MOST_US,
      peers: {
        "RegExp loop": costs.get("RegExp loop") ?? null,
        "re2js loop": costs.get("re2js loop") ?? null,
      },
      goal: `≤ ${MOST_US} µs`,
      reached: figure <= MOST_US,
    },
    {
      id: "P5-worst",
      figure: grown,
      unit: "× cost of a hard input twice as long",
      limit: 2,
      ratio: grown / 2,
      peers: {},
      goal: `≤ ${MOST_GROWTH} (linear is 2)`,
      reached: grown <= MOST_GROWTH,
    },
  ];
};

export const patterns: Bench = { id: "P5", title: "regular expressions", run };
