import { setImmediate as nextTurn } from "node:timers/promises";
import type { AnswerCall, ReadyRules, TestCase, TestResult } from "../../engine/index.ts";
import { runTest } from "../../engine/index.ts";

/** A test with what it is kept under, and how long it took. */
export interface RunTest {
  readonly key: string;
  readonly result: TestResult;
  readonly ms: number;
}

/** Runs tests one after the other; messages are answered in between. */
export const runTests = async (
  tests: Iterable<readonly [string, TestCase]>,
  rules: ReadyRules,
  answerCall: AnswerCall,
): Promise<readonly RunTest[]> => {
  const runs: RunTest[] = [];
  for (const [key, test] of tests) {
    const startMs = performance.now();
    const result = await runTest(test, rules, answerCall);
    runs.push({ key, result, ms: performance.now() - startMs });
    await nextTurn();
  }
  return runs;
};
