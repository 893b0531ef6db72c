import { startMs } from "../sandbox/start.ts";

/** Turns of the loop in which everything that can go on without time passing does: reads, commits, answers. */
const TURNS = 12;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((done) => setImmediate(done));
};

/** A clock that moves to the next timer only when nothing else can happen. */
export const virtualTime = (atMs: number = startMs) => {
  let nowMs = atMs;
  let pending: { readonly atMs: number; readonly run: () => void }[] = [];
  const wait = (ms: number): Promise<void> =>
    new Promise((run) => {
      pending.push({ atMs: nowMs + ms, run });
    });
  const step = async (): Promise<void> => {
    await settle();
    const next = Math.min(...pending.map((timer) => timer.atMs));
    if (!Number.isFinite(next)) return;
    nowMs = Math.max(nowMs, next);
    const due = pending.filter((timer) => timer.atMs <= nowMs);
    pending = pending.filter((timer) => timer.atMs > nowMs);
    for (const { run } of due) run();
  };
  /** Lets time pass until the work is done. */
  const until = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const finished = work.finally(() => {
      isDone = true;
    });
    finished.catch(() => {});
    for (let steps = 0; steps < 20_000; steps += 1) {
      await step();
      if (isDone) return finished;
    }
    throw new Error("the work does not end however much time passes");
  };
  return {
    nowMs: () => nowMs,
    wait,
    until,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};
export type VirtualTime = ReturnType<typeof virtualTime>;
