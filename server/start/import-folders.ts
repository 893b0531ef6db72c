import type { Logger } from "pino";
import { formatDiagnostic } from "../../engine/index.ts";
import { readFolder } from "../rules/read-folder.ts";
import type { Imported, RuleLibrary } from "../rules/rule-library.ts";

/** What is wrong goes into the log with file, line and column; the rest serves. */
export const logImported = (log: Logger, imported: Imported, folder: string): void => {
  const { account, kind, version, missing } = imported;
  for (const diagnostic of imported.diagnostics) {
    const text = formatDiagnostic(diagnostic, "zh-CN");
    const what = { account, code: diagnostic.code, folder };
    if (diagnostic.severity === "error") log.error(what, text);
    else log.warn(what, text);
  }
  if (missing.length > 0)
    log.error({ account, missing }, `${folder}: account.yaml needs ${missing.join(", ")}`);
  log.debug({ account, kind, version }, "an account folder was read");
};

/** Imports folders one after the other; one that cannot be read is logged and left out. */
export const importFolders = async (
  folders: readonly string[],
  {
    library,
    log,
    publish,
  }: { readonly library: RuleLibrary; readonly log: Logger; readonly publish: boolean },
): Promise<readonly Imported[]> => {
  const all: Imported[] = [];
  for (const path of folders) {
    try {
      const imported = await library.importFolder(await readFolder(path), {
        publish,
        author: "files",
      });
      logImported(log, imported, path);
      all.push(imported);
    } catch (error) {
      log.error({ err: error, folder: path }, "an account folder cannot be imported");
    }
  }
  return all;
};
