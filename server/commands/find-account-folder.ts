import { basename, resolve } from "node:path";
import { accountFolders } from "../rules/read-folder.ts";
import { UsageError } from "./command.ts";

/** The folder of an account: a path, or a name inside the rules folder; throws `UsageError` naming those there are. */
export const findAccountFolder = async (rulesFolder: string, account: string): Promise<string> => {
  const known = await accountFolders(rulesFolder);
  const found = known.find((folder) => basename(folder) === account || folder === resolve(account));
  if (found !== undefined) return found;
  const names = known.map((folder) => basename(folder)).join(", ");
  throw new UsageError(`no account "${account}" in ${rulesFolder}. Known: ${names}`);
};
