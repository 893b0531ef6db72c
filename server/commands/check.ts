import { relative } from "node:path";
import { formatDiagnostic } from "../../engine/index.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import type { OpenFolder } from "./open-folder.ts";
import { foldersAt, withFolder } from "./open-folder.ts";

const MARKS = { error: "✗", warning: "!" } as const;

/** Prints every diagnostic of a folder; gives how many are errors. */
export const printDiagnostics = (io: Io, { folder, compiled, plugins }: OpenFolder): number => {
  const where = relative(process.cwd(), folder.path) || ".";
  const all = [...compiled.diagnostics, ...plugins.problems(folder.name)];
  for (const diagnostic of all) {
    const placed = { ...diagnostic, file: `${where}/${diagnostic.file}` };
    io.out(`${MARKS[diagnostic.severity]} ${formatDiagnostic(placed, io.lang)}`);
  }
  const errors = all.filter(({ severity }) => severity === "error").length;
  const rules = compiled.ruleSet?.rules.length ?? 0;
  const warnings = all.length - errors;
  io.out(
    io.lang === "en"
      ? `${where}: ${rules} rules, ${errors} errors, ${warnings} warnings`
      : `${where}：${rules} 条规则，${errors} 个错误，${warnings} 个提醒`,
  );
  return errors;
};

/** Says what is wrong in account folders. */
export const check: Command = {
  name: "check",
  usage: "DIR",
  help: {
    "zh-CN": "检查规则文件，有错误时退出码为 1",
    en: "check rule files; exit code 1 on errors",
  },
  run: async ([path, ...rest], io) => {
    if (path === undefined || rest.length > 0) throw new UsageError("one folder is needed");
    let errors = 0;
    for (const folder of await foldersAt(path))
      errors += await withFolder(folder, async (open) => printDiagnostics(io, open));
    return errors > 0 ? 1 : 0;
  },
};
