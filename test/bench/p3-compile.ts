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

/** What stays in memory of what is made: heap and typed arrays. */
const keptMb = (make: () => unknown): number => {
  const used = (): number => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const made = make();
  const after = used();
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
  let compiled: unknown;
  const memory = keptMb(() => {
    compiled = compileRules(set, registry);
    return compiled;
  });
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
