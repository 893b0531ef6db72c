import type { AccountId } from "../../engine/index.ts";
import type { PluginLimits } from "./limits.ts";
import type { LoadedPlugin, PluginPlace } from "./plugin-folder.ts";
import { listPlugins, loadPlugin } from "./plugin-folder.ts";
import type { PluginLog } from "./plugin-process.ts";
import { watchFolder } from "./watch-folder.ts";

interface Room {
  readonly place: PluginPlace;
  plugins: readonly LoadedPlugin[];
  readonly stopWatching: () => void;
}
interface Options {
  readonly limits: PluginLimits;
  readonly log: PluginLog;
  readonly isWatching: boolean;
  readonly onChange: (account: AccountId | null) => void;
}
/** The key of the plugins that every account has. */
const SHARED = "*";
/** Plugins that start at the same time: each is a process. */
const PARALLEL = 2;

const overAll = async <T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const waiting = [...list.entries()];
  const results: R[] = [];
  const run = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, run));
  return results;
};

/** The loaded plugins of each account, and of all. */
export class PluginRooms {
  readonly #options: Options;
  readonly #rooms = new Map<string, Room>();
  /** One folder at a time, in the order they were asked for. */
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** An account's own plugins, then those of every account. */
  of(account: AccountId): readonly LoadedPlugin[] {
    return [account, SHARED].flatMap((key) => this.#rooms.get(key)?.plugins ?? []);
  }

  /** Loads a folder, or loads it again. Resolves when what could be loaded serves. */
  load(place: PluginPlace): Promise<void> {
    const key = place.account ?? SHARED;
    const room = this.#rooms.get(key) ?? this.#open(place);
    this.#rooms.set(key, room);
    this.#queue = this.#queue.then(() => this.#fill(room));
    return this.#queue;
  }

  async loadAll(): Promise<void> {
    await Promise.all([...this.#rooms.values()].map((room) => this.load(room.place)));
  }

  close(): void {
    this.#isClosed = true;
    for (const room of this.#rooms.values()) {
      room.stopWatching();
      for (const plugin of room.plugins) plugin.process?.close();
    }
  }

  #open(place: PluginPlace): Room {
    const { isWatching, onChange } = this.#options;
    const changed = () => {
      void this.load(place).then(() => onChange(place.account));
    };
    const stopWatching = isWatching ? watchFolder(place.folder, changed) : () => {};
    return { place, plugins: [], stopWatching };
  }

  async #fill(room: Room): Promise<void> {
    const before = new Map(room.plugins.map((plugin) => [plugin.name, plugin]));
    const names = await this.#list(room.place);
    if (this.#isClosed) return;
    room.plugins = await overAll(names, (name) =>
      loadPlugin(room.place, name, before.get(name), this.#options),
    );
    for (const [name, plugin] of before) if (!names.includes(name)) plugin.process?.retire();
    for (const plugin of room.plugins) this.#report(room.place, plugin);
    if (this.#isClosed) this.close();
  }

  async #list(place: PluginPlace): Promise<readonly string[]> {
    try {
      return await listPlugins(place.folder);
    } catch (error) {
      this.#options.log.warn({ account: place.account, error }, "plugin folder cannot be read");
      return [];
    }
  }

  #report(place: PluginPlace, plugin: LoadedPlugin): void {
    for (const { code, line, column, params } of plugin.problems) {
      const at = { account: place.account, plugin: plugin.name, line, column };
      this.#options.log.warn({ ...at, code, ...params }, "plugin refused");
    }
  }
}
