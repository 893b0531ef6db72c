import type { RuleId } from "../schema/words.ts";
import type { ReadyRules } from "./asked.ts";
import type { Frame } from "./frames.ts";
import type { Run } from "./run.ts";
import type { Ended } from "./run-list.ts";
import { followGoto, runFrames } from "./run-list.ts";

/** The rules something that waits began in: the active ones, or the earlier version that was handed in. */
export const rulesAt = (run: Run, version: number): ReadyRules | null => {
  const { rules, earlier } = run.asked;
  if (version === rules.version) return rules;
  return earlier?.version === version ? earlier : null;
};

/** What waited runs the version it began in, with the account's settings of today; a `goto` leads into the active one. */
export const inVersion = async (
  run: Run,
  { rules, rule }: { readonly rules: ReadyRules; readonly rule: RuleId },
  frames: Frame[],
): Promise<void> => {
  const asked = run.asked;
  Object.assign(run, { asked: { ...asked, rules: { ...rules, settings: asked.rules.settings } } });
  run.rule = rule;
  let ended: Ended = null;
  try {
    ended = await runFrames(run, frames);
  } finally {
    Object.assign(run, { asked });
  }
  await followGoto(run, ended);
};
