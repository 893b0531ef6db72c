import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vite = path.join(root, "node_modules/vite/bin/vite.js");
/** Made from these; the browser runs the engine too. */
const sources = ["editor", "engine", "vite.config.ts", "package-lock.json"];
const hasSources = existsSync(path.join(root, "vite.config.ts"));
const mostOutput = 4_000;
const lookAgainMs = 100;
/** A build takes seconds; whoever holds the lock longer was killed. */
const staleMs = 60_000;

/** Where the built pages stand: beside the sources, or beside the code in the published package. */
export const editorFolder = path.join(root, hasSources ? "dist/editor" : "editor");

/** The editor could not be built; the message is the builder's own. */
export class BuildFailed extends Error {
  override readonly name = "BuildFailed";
}

const filesIn = async (place: string): Promise<readonly string[]> => {
  const full = path.join(root, place);
  if (path.extname(place) !== "") return [full];
  const entries = await readdir(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
};

/** Changes whenever a source changes; times of files say little after a clone. */
const digestOfSources = async (): Promise<string> => {
  const files = (await Promise.all(sources.map(filesIn))).flat().sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(`${path.relative(root, file)}\0`).update(await readFile(file));
  return hash.digest("hex");
};

const runVite = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = [vite, "build", "--outDir", folder, "--logLevel", "warn"];
    // Its own: what this process was told (`development`, `test`) would make a slower editor.
    const system = process.platform === "win32" ? { SystemRoot: "C:\\Windows" } : {};
    const env = { NODE_ENV: "production", ...system };
    const child = spawn(process.execPath, args, {
      ...{ cwd: root, env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const listen = (text: Buffer): void => {
      output = `${output}${text.toString()}`.slice(-mostOutput);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new BuildFailed(`the editor could not be built:\n${output.trim()}`));
    });
  });

/** Several processes may start at once: one builds, the others wait. Gives what unlocks. */
const takeLock = async (lock: string): Promise<() => Promise<void>> => {
  const giveBack = (): Promise<void> => rm(lock, { recursive: true, force: true });
  for (;;) {
    try {
      await mkdir(lock);
      return giveBack;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const since = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > staleMs) await giveBack();
    else await wait(lookAgainMs);
  }
};

/** Builds beside the old pages and changes over at the end, so that nobody is served half a build. */
const build = async (folder: string, digest: string): Promise<void> => {
  const fresh = `${folder}.new`;
  await runVite(fresh);
  await writeFile(path.join(fresh, markName), digest);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
};

const markName = ".built-from";
const isBuiltFrom = async (folder: string, digest: string): Promise<boolean> =>
  (await readFile(path.join(folder, markName), "utf8").catch(() => "")) === digest;

/**
 * Builds editor and phone into `dist/editor` unless what stands there was built from the same sources; gives that folder.
 * `progress` hears `editor` before a build. The published package brings the pages, not their sources: there it only looks.
 * Throws `BuildFailed`.
 */
export const ensureEditorBuilt = async (progress: (what: string) => void): Promise<string> => {
  const folder = editorFolder;
  if (!hasSources) return folder;
  if (await isBuiltFrom(folder, await digestOfSources())) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const unlock = await takeLock(`${folder}.lock`);
  try {
    const digest = await digestOfSources();
    if (await isBuiltFrom(folder, digest)) return folder;
    progress("editor");
    await build(folder, digest);
  } finally {
    await unlock();
  }
  return folder;
};

// `npm run build`
if (import.meta.main) await ensureEditorBuilt(() => undefined);
