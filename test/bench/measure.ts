import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One way of doing the job: `run` does it `operations` times. */
export interface Contestant {
  readonly name: string;
  readonly operations: number;
  readonly run: () => unknown;
}

/** CPU of this process, user and system, in µs. */
const cpuUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** The middle one. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

setFlagsFromString("--expose-gc");
/** Clears up, so that nobody pays for what another left behind. */
export const collectGarbage = runInNewContext("gc") as () => void;

/** The clock of `cpuUsage` is coarse: a job is repeated for so long. */
const ROUND_US = 30_000;
/** A server runs for days: each job is done for so long before it counts, so that all of it is compiled. */
const WARM_UP_US = 600_000;
/** The collector throws compiled code away whose objects are all gone, as between two turns: what the others' garbage cost it is made good before each. */
const WARM_AGAIN_US = 60_000;

/** CPU of one operation in µs. */
export const costUs = async (
  { run, operations }: Contestant,
  atLeastUs = ROUND_US,
): Promise<number> => {
  const before = cpuUs();
  let spent = 0;
  let repeats = 0;
  do {
    await run();
    repeats += 1;
    spent = cpuUs() - before;
  } while (spent < atLeastUs);
  return spent / repeats / operations;
};

/** Measures all of them in turn, round after round, so that a busy neighbour hits each alike; gives the medians by name. */
export const measure = async (
  contestants: readonly Contestant[],
  rounds = 7,
): Promise<ReadonlyMap<string, number>> => {
  const costs = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (const contestant of contestants) await costUs(contestant, WARM_UP_US);
  for (let round = 0; round < rounds; round += 1)
    for (const contestant of contestants) {
      await costUs(contestant, WARM_AGAIN_US);
      costs.get(contestant.name)?.push(await costUs(contestant));
    }
  return new Map([...costs].map(([name, all]) => [name, median(all)]));
};
