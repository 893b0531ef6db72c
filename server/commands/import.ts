import { parseArgs } from "node:util";
import { builtIn } from "../../engine/index.ts";
import { startPluginHost } from "../plugins/plugin-host.ts";
import { createCompileProcess } from "../rules/compile-process.ts";
import type { AccountFolder } from "../rules/read-folder.ts";
import { readFolder } from "../rules/read-folder.ts";
import { createRuleLibrary } from "../rules/rule-library.ts";
import { openData } from "../start/open-storage.ts";
import { printDiagnostics } from "./check.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import { foldersAt, withFolder } from "./open-folder.ts";

const RESULTS = {
  added: { "zh-CN": "已导入并发布", en: "imported and published" },
  published: { "zh-CN": "已发布", en: "published" },
  draft: {
    "zh-CN": "已保存为草稿（加 --publish 立即发布）",
    en: "kept as a draft (add --publish to publish)",
  },
  unchanged: { "zh-CN": "没有变化", en: "unchanged" },
  refused: {
    "zh-CN": "没有导入：account.yaml 有错误",
    en: "not imported: account.yaml has mistakes",
  },
  busy: {
    "zh-CN": "没有发布：有人刚刚发布了别的版本，请再试一次",
    en: "not published: somebody published meanwhile, try again",
  },
} as const;

const importOne = async (io: Io, folder: AccountFolder, publish: boolean): Promise<boolean> => {
  const config = io.config();
  const opened = openData(config, Date.now);
  const compiler = createCompileProcess();
  const taken = {
    actions: builtIn.actions.map(({ name }) => name),
    facts: builtIn.facts.map(({ name }) => name),
  };
  const places = folder.plugins === null ? [] : [{ account: folder.name, folder: folder.plugins }];
  const log = { warn: () => {}, error: () => {}, info: () => {} };
  const plugins = await startPluginHost({ places, log, taken });
  try {
    const { library, store } = opened;
    const rules = createRuleLibrary({
      library,
      store,
      compiler,
      plugins: plugins.data,
      nowMs: Date.now,
      env: config.env,
    });
    const imported = await rules.importFolder(folder, { publish, author: "command line" });
    const version = imported.version === null ? "" : ` #${imported.version}`;
    io.out(`${imported.account}: ${RESULTS[imported.kind][io.lang]}${version}`);
    if (imported.missing.length > 0) io.err(`account.yaml: ${imported.missing.join(", ")} ?`);
    return imported.kind !== "refused" && imported.kind !== "busy";
  } finally {
    plugins.close();
    compiler.close();
    await opened.close();
  }
};

/** Brings account folders into the database; a running server serves what is published within a second. */
export const importFolder: Command = {
  name: "import",
  usage: "DIR [--publish]",
  help: { "zh-CN": "把账号文件夹导入数据库", en: "bring account folders into the database" },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { publish: { type: "boolean" } },
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError("one folder is needed");
    let isWhole = true;
    for (const folder of await foldersAt(path)) {
      await withFolder(folder, async (open) => printDiagnostics(io, open));
      isWhole = (await importOne(io, await readFolder(folder), values.publish === true)) && isWhole;
    }
    return isWhole ? 0 : 1;
  },
};
