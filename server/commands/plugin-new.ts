import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isPluginName, pluginTemplate } from "../plugins/plugin-template.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { findAccountFolder } from "./find-account-folder.ts";

/** Writes a commented plugin with a rule that uses it and their tests. Never writes over a file. */
export const pluginNew: Command = {
  name: "plugin",
  usage: "new NAME [ACCOUNT]",
  help: {
    "zh-CN": "写一个带注释和测试的新插件",
    en: "write a new plugin, with comments and a test",
  },
  run: async ([verb, name, account], io) => {
    if (verb !== "new" || name === undefined) throw new UsageError("plugin new NAME");
    if (!isPluginName(name))
      throw new UsageError("a name has small letters, digits and hyphens: cup-price");
    const { rulesFolder } = io.config();
    const folder =
      account === undefined
        ? process.cwd()
        : await findAccountFolder(resolve(rulesFolder), account);
    for (const { file, text } of pluginTemplate(name)) {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: "wx" });
      io.out(relative(process.cwd(), path));
    }
    io.out(`npm run yingda -- test ${relative(process.cwd(), folder) || "."}`);
    return 0;
  },
};
