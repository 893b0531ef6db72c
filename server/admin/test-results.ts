import type { RuleId } from "../../engine/index.ts";

/** What a test did when it ran last on a working copy. */
export interface LastRun {
  /** The text that ran: another one since, and the result says nothing. */
  readonly text: string;
  readonly passed: boolean;
  readonly reached: ReadonlySet<RuleId>;
}
/** Kept in memory: running them all again takes a second. */
export interface TestResults {
  readonly note: (
    of: { readonly account: string; readonly copy: string },
    key: string,
    run: LastRun,
  ) => void;
  readonly of: (of: {
    readonly account: string;
    readonly copy: string;
  }) => ReadonlyMap<string, LastRun>;
}

const COPIES_KEPT = 50;
const NONE: ReadonlyMap<string, LastRun> = new Map();

export const createTestResults = (): TestResults => {
  const kept = new Map<string, Map<string, LastRun>>();
  const nameOf = (of: { readonly account: string; readonly copy: string }) =>
    `${of.account}\n${of.copy}`;
  return {
    note: (of, key, run) => {
      const name = nameOf(of);
      const runs = kept.get(name) ?? new Map<string, LastRun>();
      kept.delete(name);
      kept.set(name, runs);
      runs.set(key, run);
      const oldest = kept.keys().next();
      if (kept.size > COPIES_KEPT && !oldest.done) kept.delete(oldest.value);
    },
    of: (of) => kept.get(nameOf(of)) ?? NONE,
  };
};
