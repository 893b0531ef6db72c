import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { importsTask } from "./tools/imports.ts";
import type { Task, TaskResult } from "./tools/run-tasks.ts";
import { runTasks } from "./tools/run-tasks.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const node = process.execPath;
const tool = (file: string) => path.join(root, "node_modules", file);

/** The account folders of `rules/`. */
export const accountFolders = (): readonly string[] =>
  readdirSync(path.join(root, "rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter((entry) => existsSync(path.join(root, "rules", entry.name, "account.yaml")))
    .map((entry) => `rules/${entry.name}`)
    .sort();

/** What one run found out about the types spares the next one most of its work. */
const types = (folder: string): Task["command"] => [
  node,
  ...[tool("typescript/bin/tsc"), "-p", folder, "--incremental", "--tsBuildInfoFile"],
  tool(`.cache/types-${folder === "." ? "all" : folder}.tsbuildinfo`),
];

/** Everything `npm run check` looks at, the slowest first. */
export const checkTasks = (): readonly Task[] => [
  { name: "types", command: types(".") },
  ...(existsSync(path.join(root, "editor/tsconfig.json"))
    ? [{ name: "types of the editor", command: types("editor") }]
    : []),
  importsTask(root, root),
  { name: "unused", command: [node, tool("knip/bin/knip.js"), "--no-progress"] },
  {
    name: "lint",
    command: [
      node,
      tool("@biomejs/biome/bin/biome"),
      "check",
      "--error-on-warnings",
      "--diagnostic-level=warn",
    ],
  },
  { name: "reference page", command: [node, "server/cli.ts", "reference", "--check"] },
  ...accountFolders().map(
    (folder): Task => ({
      name: `check ${folder}`,
      command: [node, "server/cli.ts", "check", folder],
    }),
  ),
];

/** Runs the checks and prints each with its time; what a failed one said stands below it. */
export const check = async (): Promise<readonly TaskResult[]> =>
  runTasks(checkTasks(), { root, parallel: 2 }, ({ name, isGood, tookMs, output }) => {
    console.log(`${isGood ? "✓" : "✗"} ${name} (${(tookMs / 1000).toFixed(1)} s)`);
    if (!isGood) console.log(output.trimEnd());
  });

if (import.meta.main) {
  const results = await check();
  process.exitCode = results.every((result) => result.isGood) ? 0 : 1;
}
