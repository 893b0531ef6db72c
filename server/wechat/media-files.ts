import { hash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import type { AccountId } from "../../engine/index.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";

/** A file of an account's `media/`. */
export interface MediaFile {
  readonly name: string;
  readonly bytes: number;
  /** Of its content, so that the same file is uploaded once, and a changed one anew. */
  readonly digest: string;
  readonly read: () => Promise<Uint8Array>;
}
/** `null` for a file that is not there. */
export type FindMediaFile = (account: AccountId, file: string) => Promise<MediaFile | null>;

const MEDIA_FOLDER = "media";
const FILES_KEPT = 5_000;

/** The real path, when it lies inside the folder. */
const pathInside = async (folder: string, file: string): Promise<string | null> => {
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
    return path.startsWith(root + sep) ? path : null;
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
};

/** Files of the folders that accounts were imported from; read again only when they change. */
export const folderMedia = (accounts: Pick<Library["accounts"], "find">): FindMediaFile => {
  const digests = new Map<string, string>();
  const digestOf = async (path: string, key: string): Promise<string> => {
    const known = digests.get(key);
    if (known !== undefined) return known;
    const digest = hash("sha256", await readFile(path), "hex");
    if (digests.size >= FILES_KEPT) digests.clear();
    digests.set(key, digest);
    return digest;
  };
  return async (account, file) => {
    const stored = await accounts.find(account);
    const folder = (stored?.settings as unknown as AccountSettings | undefined)?.folder ?? null;
    const path = folder === null ? null : await pathInside(join(folder, MEDIA_FOLDER), file);
    if (path === null) return null;
    const { size, mtimeMs, isFile } = await stat(path).then((found) => ({
      size: found.size,
      mtimeMs: found.mtimeMs,
      isFile: found.isFile(),
    }));
    if (!isFile) return null;
    const digest = await digestOf(path, `${path}\n${size}\n${mtimeMs}`);
    return { name: basename(path), bytes: size, digest, read: () => readFile(path) };
  };
};
