import type { AccountId, Definitions, Diagnostic, PluginData } from "../../engine/index.ts";
import { pluginAction, pluginFact } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import type { PluginLimits } from "./limits.ts";
import { pluginLimits } from "./limits.ts";
import { makePluginCaller } from "./plugin-caller.ts";
import type { PluginPlace } from "./plugin-folder.ts";
import { joinPlugins } from "./plugin-folder.ts";
import type { PluginLog } from "./plugin-process.ts";
import { PluginRooms } from "./plugin-rooms.ts";

export interface PluginHostOptions {
  readonly places: readonly PluginPlace[];
  readonly log: PluginLog;
  /** Names that are not free: our own definitions. */
  readonly taken: { readonly actions: Iterable<string>; readonly facts: Iterable<string> };
  /** Loads edited plugins again (`npm run dev`). */
  readonly isWatching?: boolean;
  /** Told after plugins were loaded again because their files changed; `null` = those of every account. */
  readonly onChange?: (account: AccountId | null) => void;
  readonly limits?: Partial<PluginLimits>;
}
/** The plugins of all accounts and their processes. */
export interface PluginHost {
  /** What an account's rules may name beside our own definitions. */
  readonly definitions: (account: AccountId) => Definitions;
  /** The same as data, for the editor. */
  readonly data: (account: AccountId) => readonly PluginData[];
  /** What is wrong with the account's plugin files. */
  readonly problems: (account: AccountId) => readonly Diagnostic[];
  /** Answers calls of kind `plugin`. */
  readonly caller: Caller;
  /** The same, but asks `simulate` where a plugin has one. */
  readonly simulator: Caller;
  /** Loads a folder that was not known, or one whose files changed. */
  readonly load: (place: PluginPlace) => Promise<void>;
  /** Loads everything again. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}

const definitionsOf = (data: readonly PluginData[]): Definitions => ({
  triggers: [],
  operators: [],
  facts: data.flatMap((one) => (one.kind === "fact" ? [pluginFact(one)] : [])),
  actions: data.flatMap((one) => (one.kind === "action" ? [pluginAction(one)] : [])),
});
const owned = (kind: string, names: Iterable<string>) =>
  [...names].map((name) => [`${kind} ${name}`, "Yingda"] as const);

/** Loads the plugins of all places; a file that cannot be loaded is a problem, never thrown. Close it to end the processes. */
export const startPluginHost = async (options: PluginHostOptions): Promise<PluginHost> => {
  const limits = { ...pluginLimits, ...options.limits };
  const { log, isWatching = false, onChange = () => {} } = options;
  const rooms = new PluginRooms({ limits, log, isWatching, onChange });
  const taken = new Map([
    ...owned("action", options.taken.actions),
    ...owned("fact", options.taken.facts),
  ]);
  const joined = (account: AccountId) => joinPlugins(rooms.of(account), taken);
  const callerOf = (mode: "real" | "simulate") =>
    makePluginCaller({ pluginsOf: (account) => rooms.of(account), log, mode });
  const close = () => {
    process.off("exit", close);
    rooms.close();
  };
  // A plugin that hangs would not notice that the server is gone.
  process.on("exit", close);
  await Promise.all(options.places.map((place) => rooms.load(place)));
  return {
    definitions: (account) => definitionsOf(joined(account).data),
    data: (account) => joined(account).data,
    problems: (account) => joined(account).problems,
    caller: callerOf("real"),
    simulator: callerOf("simulate"),
    load: (place) => rooms.load(place),
    reload: () => rooms.loadAll(),
    close,
  };
};
