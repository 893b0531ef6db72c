import { join } from "node:path";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";
import type { PicturePlaces } from "./places.ts";

const FOLDER = "pictures";

/** Where what is uploaded for an account lies. */
export const uploadsOf = (dataFolder: string, account: string): string =>
  join(dataFolder, FOLDER, account, "files");

/** Where the pictures of an account lie: uploaded ones, and those of the folder it came from. */
export const picturePlaces =
  (dataFolder: string, accounts: Pick<Library["accounts"], "find">) =>
  async (account: string): Promise<PicturePlaces> => {
    const stored = await accounts.find(account);
    const folder = (stored?.settings as unknown as AccountSettings | undefined)?.folder ?? null;
    const own = folder === null ? [] : [join(folder, FOLDER)];
    const index = join(dataFolder, FOLDER, account, "index");
    return { account, folders: [uploadsOf(dataFolder, account), ...own], index };
  };
