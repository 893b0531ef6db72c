import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";

/** Names of the files in the `media/` of the folder an account came from. */
export const mediaFilesOf =
  (accounts: Pick<Library["accounts"], "find">) =>
  async (id: string): Promise<readonly string[]> => {
    const settings = (await accounts.find(id))?.settings as unknown as AccountSettings | undefined;
    const folder = settings?.folder ?? null;
    if (folder === null) return [];
    // An account without media has no such folder.
    const entries = await readdir(join(folder, "media"), { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
