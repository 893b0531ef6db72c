import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { accountFolders, check } from "./check.ts";
import { provideChromium, thisMachine } from "./tools/chromium.ts";
import type { Tally } from "./tools/tally.ts";
import { addTallies, tallyVitest } from "./tools/tally.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const one = (isGood: boolean): Tally => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  }).status === 0;

const browserEnv = (): Readonly<Record<string, string>> | null => {
  if (!existsSync(path.join(root, "test/e2e"))) return {};
  const provided = provideChromium(thisMachine());
  if ("file" in provided) return { YINGDA_CHROMIUM: provided.file };
  console.error(provided.advice);
  return null;
};

const runVitest = (env: Readonly<Record<string, string>>): Tally => {
  const folder = mkdtempSync(path.join(tmpdir(), "yingda-test-"));
  const report = path.join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  run(["node_modules/vitest/vitest.mjs", "run", ...reporters], env);
  const tally = tallyVitest(existsSync(report) ? readFileSync(report, "utf8") : null);
  rmSync(folder, { recursive: true });
  return tally;
};

/** Everything CI runs: checks, tests, and the tests that the example accounts carry. */
const runAll = async (): Promise<Tally> => {
  const env = browserEnv();
  if (env === null) return { passed: 0, failed: 1 };
  const checks = (await check()).map((result) => one(result.isGood));
  const tests = runVitest(env);
  const accounts = accountFolders().map((folder) => one(run(["server/cli.ts", "test", folder])));
  return addTallies([...checks, tests, ...accounts]);
};

const { passed, failed } = await runAll();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
