import { mkdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { SECRETS } from "../accounts/account-secrets.ts";
import { filesOf } from "../rules/source-parts.ts";
import { openData } from "../start/open-storage.ts";
import type { StoredAccount } from "../storage/library.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";

/** Secrets never leave: one that stands in the file as a value becomes `env:ACCOUNT_NAME`. */
const accountText = ({ id, secrets }: StoredAccount): string => {
  const prefix = id.toUpperCase().replaceAll("-", "_");
  const hooks = Object.keys(secrets).filter((name) => name.startsWith("hook:"));
  return [...SECRETS, ...hooks].reduce((text, name) => {
    const value = secrets[name] ?? "";
    if (value === "" || value.startsWith("env:")) return text;
    return text.replaceAll(value, `env:${prefix}_${name.replace(/\W/g, "_").toUpperCase()}`);
  }, secrets["file:account"] ?? "");
};

/** Writes an account's published files as they were written, comments and all. */
export const exportAccount: Command = {
  name: "export",
  usage: "ACCOUNT DIR",
  help: {
    "zh-CN": "把账号的规则文件导出到文件夹",
    en: "write an account's rule files into a folder",
  },
  run: async ([account, path, ...rest], io) => {
    if (account === undefined || path === undefined || rest.length > 0)
      throw new UsageError("an account and a folder are needed");
    const opened = openData(io.config(), Date.now);
    try {
      const stored = await opened.library.accounts.find(account);
      if (stored === null) throw new UsageError(`no account "${account}" in the database`);
      const parts = await opened.library.sources.read({ account, copy: "" });
      const files = [{ name: "account.yaml", text: accountText(stored) }, ...filesOf(parts)];
      const folder = resolve(path);
      await mkdir(folder, { recursive: true });
      for (const { name, text } of files) await writeFile(join(folder, basename(name)), text);
      io.out(`${files.length} → ${path}`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};
