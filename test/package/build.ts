import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Manifest extends Readonly<Record<string, unknown>> {
  readonly scripts?: unknown;
}

const withoutDist = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"./dist/', '"./'));

/** What the package says of itself: no scripts, no development, and not the pinned Node, which is for this repository. */
export const packedManifest = (manifest: Manifest): Manifest => {
  const kept = ["name", "version", "description", "license", "type", "engines", "bin", "exports"];
  const named = [...kept, "dependencies"].filter((name) => manifest[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, withoutDist(manifest[name])])) as Manifest;
};

/** Lines of built code that still name a TypeScript file: Node refuses those under node_modules. */
export const typescriptNamed = (folder: string): readonly string[] => {
  const naming = /new URL\([^)]*\.ts["'`]|(?:from|import\() ?["'][^"']*\.ts["']/;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith("node_modules"))
    .flatMap((name) => {
      const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
      return lines.filter((line) => naming.test(line)).map((line) => `${name}: ${line.trim()}`);
    });
};

const copyData = (folder: string, dist: string): void => {
  cpSync(path.join(root, folder), path.join(dist, folder), {
    recursive: true,
    filter: (name) => !/\.(ts|tsx|mjs)$/.test(name) && !name.includes("node_modules"),
  });
};

/** Builds the package into `dist` as JavaScript with declarations, ready for `npm pack`. Throws with what tsc said. */
export const buildPackage = (dist: string): void => {
  rmSync(dist, { recursive: true, force: true });
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "-p", path.join(root, "tsconfig.build.json"), "--outDir", dist];
  const built = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`tsc failed:\n${built.stdout}${built.stderr}`);
  for (const folder of ["engine", "server"]) copyData(folder, dist);
  // The built pages stand where the server looks for them, here and in the package.
  const pages = path.join(root, "dist/editor");
  if (existsSync(pages)) cpSync(pages, path.join(dist, "dist/editor"), { recursive: true });
  const named = typescriptNamed(dist);
  if (named.length > 0) throw new Error(`TypeScript files are named in:\n${named.join("\n")}`);
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) {
    if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(dist, file));
  }
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
  const text = JSON.stringify(packedManifest(manifest), null, 2);
  writeFileSync(path.join(dist, "package.json"), `${text}\n`);
};

/** Packs a built folder; gives the tarball's path. */
export const packFolder = (dist: string, into: string): string => {
  const args = ["pack", dist, "--pack-destination", into, "--silent"];
  const packed = spawnSync("npm", args, {
    cwd: into,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (packed.status !== 0) throw new Error(`npm pack failed:\n${packed.stdout}${packed.stderr}`);
  return path.join(into, packed.stdout.trim().split("\n").at(-1) ?? "");
};

if (import.meta.main) {
  const dist = path.join(root, "dist/package");
  buildPackage(dist);
  process.stdout.write(`${packFolder(dist, root)}\n`);
}
