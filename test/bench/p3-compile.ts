import type { RuleSet } from "../../engine/index.ts";
import { compileRules, lints } from "../../engine/index.ts";
import { makeBareAutomaton } from "./bare-automaton.ts";
import { makeKeywords } from "./data.ts";
import { collectGarbage, measure } from "./measure.ts";
import { answering, keywordRules, registry, ruleSet } from "./own-engine.ts";
import { naiveEngine } from "./peers/json-rules-engine.ts";
import type { Bench, BenchResult } from "./result.ts";

const RULES = 100_000;
const FEWER = 10_000;
const MOST_MS = 2_000;
const MOST_MB = 20;
const MOST_AGAIN_MS = 100;
const MOST_LINT_MS = 1_000;
const MB = 1_048_576;

/** Heap and typed arrays in use, once everything that may go is gone. */
const usedBytes = async (): Promise<number> => {
  for (let round = 0; round < 4; round += 1) {
    collectGarbage();
    await new Promise((settle) => setImmediate(settle));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
/** What stays in memory of what is made. */
const keptMb = async (make: () => unknown): Promise<number> => {
  const before = await usedBytes();
  const made = make();
  const after = await usedBytes();
  return made === undefined ? Number.NaN : (after - before) / MB;
};

const inMs = (us: number | undefined): number => (us ?? Number.NaN) / 1_000;

const prove = (set: RuleSet) =>
  lints.map((lint) =>
    lint({
      ruleSet: set,
      registry,
      spotOf: (path) => ({ path, file: "", line: 1, column: 1 }),
    }),
  );

/** Compiling 100,000 rules, what the index keeps, and compiling 10,000 again after one of them changed. */
const run = async (): Promise<readonly BenchResult[]> => {
  const keywords = makeKeywords(RULES);
  const set = keywordRules(keywords);
  const fewer = keywordRules(keywords.slice(0, FEWER));
  let edition = 0;
  const changed = () => {
    edition += 1;
    const rules = [...fewer.rules];
    rules[edition % FEWER] = answering(edition % FEWER, { has: [`改${edition}`] });
    return compileRules(ruleSet(rules), registry);
  };
  const costs = await measure(
    [
      { name: "own", operations: 1, run: () => compileRules(set, registry) },
      { name: "again", operations: 1, run: changed },
      { name: "lint", operations: 1, run: () => prove(fewer) },
      { name: "limit", operations: 1, run: () => makeBareAutomaton(keywords) },
      { name: "json-rules-engine", operations: 1, run: () => naiveEngine(keywords) },
    ],
    3,
  );
  const [own, again, lint, limit] = ["own", "again", "lint", "limit"].map((name) =>
    inMs(costs.get(name)),
  );
  const memory = await keptMb(() => compileRules(set, registry));
  const limitBytes = makeBareAutomaton(keywords).bytes;
  const shared = { peers: {}, limit: null };
  return [
    {
      id: "P3",
      figure: own ?? Number.NaN,
      unit: "ms CPU to compile 100,000 rules",
      limit: limit ?? null,
      ratio: (own ?? Number.NaN) / (limit ?? Number.NaN),
      peers: { "json-rules-engine": inMs(costs.get("json-rules-engine")) },
      goal: `≤ ${MOST_MS} ms`,
      reached: (own ?? Number.NaN) <= MOST_MS,
    },
    {
      ...shared,
      id: "P3-memory",
      figure: memory,
      unit: "MB kept by the index of 100,000 rules",
      limit: limitBytes / MB,
      ratio: memory / (limitBytes / MB),
      goal: `≤ ${MOST_MB} MB`,
      reached: memory <= MOST_MB,
    },
    {
      ...shared,
      id: "P3-again",
      figure: again ?? Number.NaN,
      unit: "ms CPU to compile 10,000 rules again, one changed",
      ratio: (again ?? Number.NaN) / MOST_AGAIN_MS,
      goal: `≤ ${MOST_AGAIN_MS} ms`,
      reached: (again ?? Number.NaN) <= MOST_AGAIN_MS,
    },
    {
      ...shared,
      id: "P3-lint",
      figure: lint ?? Number.NaN,
      unit: "ms CPU to prove which of 10,000 rules can never win",
      ratio: (lint ?? Number.NaN) / MOST_LINT_MS,
      goal: `≤ ${MOST_LINT_MS} ms`,
      reached: (lint ?? Number.NaN) <= MOST_LINT_MS,
    },
  ];
};

export const compiling: Bench = { id: "P3", title: "compiling", run };
