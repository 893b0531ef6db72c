import type { Rule } from "../schema/rule.ts";
import type { RulePath } from "../schema/words.ts";
import { nextTickMs } from "../time/ticks.ts";

/** A `schedule` trigger and when it is due next. */
export interface DueTick {
  readonly path: RulePath;
  readonly atMs: number;
}
const patternsOf = (params: unknown): readonly string[] => {
  const { cron } = params as { readonly cron?: string | readonly string[] };
  return cron === undefined ? [] : [cron].flat();
};

/** When the `schedule` trigger at `path` is due after a moment. */
const tickOf = (rule: Rule, afterMs: number, zone: string): readonly DueTick[] =>
  rule.when.flatMap(({ use, params, path }) => {
    if (use !== "schedule" || !rule.enabled) return [];
    const times = patternsOf(params).flatMap((pattern) => nextTickMs(pattern, afterMs, zone) ?? []);
    return times.length === 0 ? [] : [{ path, atMs: Math.min(...times) }];
  });

/** The next tick of every `schedule` trigger after a moment, by the account's clock. */
export const nextTicks = (
  rules: readonly Rule[],
  afterMs: number,
  zone: string,
): readonly DueTick[] => rules.flatMap((rule) => tickOf(rule, afterMs, zone));
