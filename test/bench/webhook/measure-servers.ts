import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kind } from "./contestants.ts";
import { isMatching, isSealed } from "./contestants.ts";
import type { Load } from "./load-child.ts";

/** Requests of one round, and before the first: a server runs for days, so that all of it is compiled. */
const REQUESTS = 4_000;
const WARM_UP = 20_000;
const ROUNDS = 7;
/** Compiling 10,000 rules from text takes most of it. */
const START_MS = 120_000;
const LOAD_MS = 60_000;

const here = (file: string): URL => new URL(file, import.meta.url);

/** The next number a child tells. */
const told = (child: ChildProcess, withinMs: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => give(null), withinMs);
    const onExit = (): void => give(null);
    const give = (value: number | null): void => {
      clearTimeout(timer);
      child.off("exit", onExit);
      child.off("message", give);
      if (value === null) reject(new Error(`${child.spawnargs.at(-2)} said nothing`));
      else resolve(value);
    };
    child.once("exit", onExit);
    child.once("message", give);
  });
const ask = (child: ChildProcess, what: Load | string, withinMs = LOAD_MS): Promise<number> => {
  const answer = told(child, withinMs);
  child.send(what);
  return answer;
};

/** µs of CPU a request, of every round by contestant. */
export type Rounds = ReadonlyMap<Kind, readonly number[]>;

interface Running {
  readonly kind: Kind;
  readonly child: ChildProcess;
  readonly port: number;
}
const start = async (kind: Kind, folder: string): Promise<Running> => {
  const own = mkdtempSync(join(folder, "server-"));
  const env = { PATH: "", YINGDA_LOG: "warn" };
  const child = fork(here("./server-child.ts"), [kind, own], { execArgv: [], env });
  return { kind, child, port: await told(child, START_MS) };
};

/** Runs the contestants side by side, a round of each in turn, so that a busy neighbour hits each alike. */
class Race {
  #place = 0;
  readonly #load: ChildProcess;
  readonly #costs = new Map<Kind, number[]>();
  constructor(load: ChildProcess) {
    this.#load = load;
  }
  get rounds(): Rounds {
    return this.#costs;
  }
  async run({ kind, child, port }: Running, count: number): Promise<number> {
    const first = this.#place;
    this.#place += count;
    const how = { isSealed: isSealed(kind), isMatching: isMatching(kind) };
    await ask(this.#load, { port, first, count, ...how });
    const before = await ask(child, "cpu");
    const failed = await ask(this.#load, "go");
    const after = await ask(child, "cpu");
    if (failed > 0) throw new Error(`${kind}: ${failed} of ${count} were not answered rightly`);
    return (after - before) / count;
  }
  async measure(running: Running): Promise<void> {
    const cost = await this.run(running, REQUESTS);
    this.#costs.set(running.kind, [...(this.#costs.get(running.kind) ?? []), cost]);
  }
}

/** Starts them, warms them up and measures them; what was started is stopped. */
export const measureServers = async (kinds: readonly Kind[]): Promise<Rounds> => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-bench-"));
  const load = fork(here("./load-child.ts"), [], { execArgv: [] });
  const running: Running[] = [];
  try {
    for (const kind of kinds) running.push(await start(kind, folder));
    const race = new Race(load);
    for (const one of running) await race.run(one, WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of running) await race.measure(one);
    return race.rounds;
  } finally {
    load.kill();
    for (const { child } of running) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
