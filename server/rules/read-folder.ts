import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

/** An account folder as text: what the compiler takes. */
export interface AccountFolder {
  /** The folder's name. */
  readonly name: string;
  readonly path: string;
  /** `*.yaml`, `*.yml` and `*.json` of the folder itself, in byte order of their names. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The folder of its plugins, if it has one. */
  readonly plugins: string | null;
}

/** Read whole; larger files are refused by the compiler, which only needs to see that they are. */
const MAX_BYTES = 1024 * 1024;
const isRuleFile = (name: string): boolean => /^[^.].*\.(?:ya?ml|json)$/.test(name);
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const isFolder = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
};
const readText = async (path: string): Promise<string> => {
  const { size } = await stat(path);
  const bytes = await readFile(path);
  return bytes.subarray(0, Math.min(size, MAX_BYTES)).toString("utf8");
};

/** Reads an account folder; throws what the file system throws. */
export const readFolder = async (folder: string): Promise<AccountFolder> => {
  const path = resolve(folder);
  const names = (await readdir(path)).filter(isRuleFile).sort(byBytes);
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readText(join(path, name)) })),
  );
  const plugins = join(path, "plugins");
  const name = path.split(/[\\/]/).findLast((part) => part !== "") ?? path;
  return { name, path, files, plugins: (await isFolder(plugins)) ? plugins : null };
};

/** The account folders inside a folder: those that hold an `account.yaml` (or `.yml`, `.json`). */
export const accountFolders = async (path: string): Promise<readonly string[]> => {
  if (!(await isFolder(path))) return [];
  const names = (await readdir(path)).sort(byBytes);
  const checked = await Promise.all(
    names.map(async (name) => {
      const inside = (await isFolder(join(path, name))) ? await readdir(join(path, name)) : [];
      return inside.some((file) => /^account\.(?:ya?ml|json)$/.test(file))
        ? [join(path, name)]
        : [];
    }),
  );
  return checked.flat();
};
