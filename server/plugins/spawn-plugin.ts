import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { findPackageJSON } from "node:module";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PluginLimits } from "./limits.ts";

const extension = path.extname(import.meta.url);
const fileOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const entry = fileOf(`./child${extension}`);

/** What a plugin's process may read: its own folder, and the code that loads it. */
const readable = (folder: string): readonly string[] => {
  const typebox = findPackageJSON("typebox", import.meta.url);
  if (typebox === undefined) throw new Error("the package typebox is not installed");
  return [folder, path.dirname(entry), fileOf("../../engine"), path.dirname(typebox)].flatMap(
    (place) => [place, realpathSync(place)],
  );
};

// Windows starts no program without it; nothing else of the environment is handed down.
const environment = (): Record<string, string> =>
  process.platform === "win32" ? { SystemRoot: "C:\\Windows" } : {};

/** Starts the process of one plugin file. It may neither write files nor start processes, and keeps nobody from ending. */
export const spawnPlugin = (file: string, limits: PluginLimits): ChildProcess => {
  const folder = path.dirname(file);
  const child = fork(entry, [file, String(limits.rssBytes), String(limits.answerBytes)], {
    // Where a crash may leave its dump.
    cwd: tmpdir(),
    env: environment(),
    execArgv: [
      "--permission",
      ...new Set(readable(folder).map((place) => `--allow-fs-read=${place}`)),
      `--max-old-space-size=${limits.heapMb}`,
    ],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "json",
  });
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
  return child;
};
