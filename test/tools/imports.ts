import { existsSync } from "node:fs";
import path from "node:path";
import type { Task } from "./run-tasks.ts";

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** What is wrong with the directions of imports, a line each, or `null`. A report that read no file is wrong too. */
export const judgeCruise = (output: string): string | null => {
  let cruise: Cruise;
  try {
    cruise = JSON.parse(output);
  } catch {
    return "dependency-cruiser printed no report";
  }
  const { totalCruised, violations } = cruise.summary;
  if (!(totalCruised > 0)) return "dependency-cruiser read 0 modules: it understood no TypeScript";
  if (violations.length === 0) return null;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).join("\n");
};

/** The check of import directions for the folders of `root` that exist. */
export const importsTask = (root: string, tools: string): Task => {
  const folders = ["engine", "server", "editor", "rules", "test"];
  const present = folders.filter((folder) => existsSync(path.join(root, folder)));
  const program = path.join(tools, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = path.join(tools, ".dependency-cruiser.cjs");
  // The report goes to a judge, not to a reader: with this type the program ends well whatever it found.
  const flags = ["--config", config, "--output-type", "json"];
  return {
    name: "imports",
    command: [process.execPath, program, ...flags, ...present],
    judge: judgeCruise,
  };
};
