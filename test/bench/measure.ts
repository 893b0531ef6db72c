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

const MINIMUM_US = 20_000;

/** CPU of one operation in µs; short jobs are repeated, since the clock of `cpuUsage` is coarse. */
export const costUs = async ({ run, operations }: Contestant): Promise<number> => {
  const before = cpuUs();
  let spent = 0;
  let repeats = 0;
  do {
    await run();
    repeats += 1;
    spent = cpuUs() - before;
  } while (spent < MINIMUM_US);
  return spent / repeats / operations;
};

/**
 * Measures all of them in turn, round after round, so that a busy neighbour hits each alike; gives the
 * median by name. The first round warms up and is not counted.
 */
export const measure = async (
  contestants: readonly Contestant[],
  rounds = 7,
): Promise<ReadonlyMap<string, number>> => {
  const costs = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const contestant of contestants) {
      const cost = await costUs(contestant);
      if (round > 0) costs.get(contestant.name)?.push(cost);
    }
  return new Map([...costs].map(([name, all]) => [name, median(all)]));
};
