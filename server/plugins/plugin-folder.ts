import { readdir } from "node:fs/promises";
import path from "node:path";
import type { AccountId, Diagnostic, PluginData } from "../../engine/index.ts";
import { makeDiagnostic } from "../../engine/index.ts";
import type { CheckedDefinition } from "./check-definition.ts";
import { checkDefinition } from "./check-definition.ts";
import type { PluginLimits } from "./limits.ts";
import type { PluginRefusal } from "./messages.ts";
import type { PluginLog } from "./plugin-process.ts";
import { PluginProcess } from "./plugin-process.ts";

/** A folder of plugin files; `null` = for every account (`YINGDA_PLUGINS`). */
export interface PluginPlace {
  readonly account: AccountId | null;
  readonly folder: string;
}
/** One plugin file: the process that serves it, what it defines, what is wrong with it as it stands. */
export interface LoadedPlugin {
  readonly name: string;
  /** `null` while it never could be loaded. */
  readonly process: PluginProcess | null;
  readonly definitions: ReadonlyMap<string, CheckedDefinition>;
  readonly problems: readonly Diagnostic[];
}
interface Context {
  readonly limits: PluginLimits;
  readonly log: PluginLog;
}

const isPluginFile = (name: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._-]*\.ts$/.test(name) && !/\.(test|d)\.ts$/.test(name);

/** The plugin files right in a folder, in byte order; a missing folder has none. */
export const listPlugins = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && isPluginFile(entry.name));
    return files.map((entry) => entry.name.slice(0, -".ts".length)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

const problem = (plugin: string, refusal: PluginRefusal): Diagnostic =>
  makeDiagnostic(
    refusal.code,
    {
      path: `plugins/${plugin}`,
      file: `plugins/${plugin}.ts`,
      line: refusal.line,
      column: refusal.column,
    },
    { name: refusal.name || plugin, reason: refusal.reason },
  );

const nameOf = (handed: unknown): string => String((handed as { readonly name?: unknown }).name);
const checkAll = (plugin: string, handed: readonly unknown[]) => {
  const definitions = new Map<string, CheckedDefinition>();
  const problems: Diagnostic[] = [];
  for (const one of handed) {
    try {
      definitions.set(nameOf(one), checkDefinition(one));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const refusal = {
        code: "plugin-definition",
        name: nameOf(one),
        reason,
        line: 1,
        column: 1,
      } as const;
      problems.push(problem(plugin, refusal));
    }
  }
  return { definitions, problems };
};

/**
 * Starts one plugin's process and checks what it defines. `before` is what served until now: it goes on
 * serving if the new text cannot be loaded, and is ended if it can.
 */
export const loadPlugin = async (
  place: PluginPlace,
  name: string,
  before: LoadedPlugin | undefined,
  context: Context,
): Promise<LoadedPlugin> => {
  const process = new PluginProcess({ file: path.join(place.folder, `${name}.ts`), ...context });
  const loaded = await process.load();
  const checked = loaded.ok ? checkAll(name, loaded.definitions) : null;
  if (!loaded.ok || checked === null || checked.definitions.size === 0) {
    process.close();
    const problems = loaded.ok ? (checked?.problems ?? []) : [problem(name, loaded.refusal)];
    const kept = before ?? { process: null, definitions: new Map<string, CheckedDefinition>() };
    return { ...kept, name, problems };
  }
  before?.process?.retire();
  return { name, process, ...checked };
};

/** What a set of plugins defines, the first of a name; a name taken twice is a problem of the later one. */
export const joinPlugins = (
  plugins: readonly LoadedPlugin[],
  taken: ReadonlyMap<string, string>,
): { readonly data: readonly PluginData[]; readonly problems: readonly Diagnostic[] } => {
  const owners = new Map(taken);
  const data: PluginData[] = [];
  const problems: Diagnostic[] = [];
  for (const plugin of plugins) {
    problems.push(...plugin.problems);
    for (const [name, definition] of plugin.definitions) {
      const key = `${definition.data.kind} ${name}`;
      const owner = owners.get(key);
      if (owner === undefined) data.push(definition.data);
      else {
        const spot = {
          path: `plugins/${plugin.name}`,
          file: `plugins/${plugin.name}.ts`,
          line: 1,
          column: 1,
        };
        problems.push(makeDiagnostic("plugin-name-taken", spot, { name, owner }));
      }
      owners.set(key, owner ?? `plugins/${plugin.name}.ts`);
    }
  }
  return { data, problems };
};
