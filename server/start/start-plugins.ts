import { basename, join } from "node:path";
import type { Logger } from "pino";
import { builtIn } from "../../engine/index.ts";
import type { PluginHost } from "../plugins/plugin-host.ts";
import { startPluginHost } from "../plugins/plugin-host.ts";

/** Loads the plugins of account folders, and of the folder that is everybody's. */
export const startPlugins = (from: {
  readonly folders: readonly string[];
  readonly shared: string | null;
  readonly isWatching: boolean;
  readonly onChange: (account: string | null) => void;
  readonly log: Logger;
}): Promise<PluginHost> => {
  const { folders, shared, isWatching, onChange, log } = from;
  const own = folders.map((folder) => ({
    account: basename(folder),
    folder: join(folder, "plugins"),
  }));
  const everybody = shared === null ? [] : [{ account: null, folder: shared }];
  const taken = {
    actions: builtIn.actions.map(({ name }) => name),
    facts: builtIn.facts.map(({ name }) => name),
  };
  return startPluginHost({ places: [...everybody, ...own], log, taken, isWatching, onChange });
};
