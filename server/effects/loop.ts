/** Runs `work` again and again: at once after `wake` and while there is something to do, else after `idleMs`; never twice at a time. */
export interface Loop {
  readonly wake: () => void;
  /** Lets the round that runs finish, and starts no other. */
  readonly stop: () => Promise<void>;
}

export const startLoop = (
  work: () => Promise<number>,
  idleMs: number,
  onError: (error: unknown) => void,
): Loop => {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;
  const plan = (afterMs: number): void => {
    if (isStopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(round, afterMs);
    timer.unref();
  };
  const once = async (): Promise<void> => {
    isWoken = false;
    const done = await work().catch((error: unknown) => {
      onError(error);
      return 0;
    });
    running = null;
    plan(done > 0 || isWoken ? 0 : idleMs);
  };
  const round = (): void => {
    if (running === null && !isStopped) running = once();
  };
  plan(0);
  return {
    wake: () => {
      isWoken = true;
      if (running === null) plan(0);
    },
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
};
