import type { TestResult } from "../../engine/index.ts";
import { runTest } from "../../engine/index.ts";
import { printDiagnostics } from "./check.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import type { OpenFolder } from "./open-folder.ts";
import { foldersAt, withFolder } from "./open-folder.ts";

const printResult = (io: Io, result: TestResult): void => {
  io.out(`  ${result.passed ? "✓" : "✗"} ${result.name}`);
  for (const { path, failures } of result.steps)
    for (const { what, expected, actual } of failures) {
      const words = io.lang === "en" ? ["expected", "got"] : ["应为", "实际"];
      io.out(`      ${path} ${what}`);
      io.out(`        ${words[0]} ${JSON.stringify(expected)}`);
      io.out(`        ${words[1]} ${JSON.stringify(actual)}`);
    }
};

const printCoverage = (io: Io, open: OpenFolder, results: readonly TestResult[]): void => {
  const reached = new Set(results.flatMap((result) => [...result.reached]));
  const rules = open.rules?.rules.filter(({ enabled }) => enabled) ?? [];
  const missed = rules.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  const share = `${rules.length - missed.length}/${rules.length}`;
  io.out(io.lang === "en" ? `  rules reached: ${share}` : `  测到的规则：${share}`);
  if (missed.length > 0)
    io.out(
      io.lang === "en"
        ? `  never reached: ${missed.join(", ")}`
        : `  没有测试走到：${missed.join("、")}`,
    );
};

interface Count {
  readonly passed: number;
  readonly failed: number;
}
const runAll = async (io: Io, open: OpenFolder): Promise<Count> => {
  const { rules, compiled } = open;
  if (printDiagnostics(io, open) > 0 || rules === null) return { passed: 0, failed: 1 };
  const results: TestResult[] = [];
  for (const test of compiled.tests) {
    const result = await runTest(test, rules, open.answerCall);
    printResult(io, result);
    results.push(result);
  }
  printCoverage(io, open, results);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed };
};

/** Runs the tests that stand beside the rules. */
export const test: Command = {
  name: "test",
  usage: "DIR",
  help: {
    "zh-CN": "运行规则文件里的测试，并列出没有测到的规则",
    en: "run the tests in rule files and name the rules none reaches",
  },
  run: async ([path, ...rest], io) => {
    if (path === undefined || rest.length > 0) throw new UsageError("one folder is needed");
    let passed = 0;
    let failed = 0;
    for (const folder of await foldersAt(path)) {
      const count = await withFolder(folder, (open) => runAll(io, open));
      passed += count.passed;
      failed += count.failed;
    }
    io.out(`${passed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  },
};
