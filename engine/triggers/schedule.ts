import { Cron } from "croner";
import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import type { RuleSet } from "../schema/rule-set.ts";
import type { RuleId, RulePath } from "../schema/words.ts";

/** Five fields: a schedule never runs more often than once a minute. */
const readCron = (cron: string, timezone: string): Cron =>
  new Cron(cron, { timezone, mode: "5-part", paused: true });

/** What is wrong with a cron text, in croner's words; `null` if it can be kept. */
export const cronProblem = (cron: string): string | null => {
  try {
    return readCron(cron, "UTC").nextRun("2026-01-01T00:00:00Z") === null ? "never" : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The first tick after a moment, in the account's time zone; `null` if there is none. */
export const nextTickMs = (cron: string, timezone: string, afterMs: number): number | null =>
  readCron(cron, timezone).nextRun(new Date(afterMs))?.getTime() ?? null;

/** One thing that is due again and again. */
export interface Scheduled {
  readonly rule: RuleId;
  readonly path: RulePath;
  readonly cron: string;
}
/** Every schedule of a rule set; a tick is a `due` event with that path, and the cron text as its id. */
export const schedulesOf = (ruleSet: Pick<RuleSet, "rules">): readonly Scheduled[] =>
  ruleSet.rules
    .filter((rule) => rule.enabled)
    .flatMap((rule) =>
      rule.when
        .filter((row) => row.use === "schedule")
        .map((row) => ({
          rule: rule.id,
          path: row.path,
          cron: (row.params as { readonly cron: string }).cron,
        })),
    );

const CronText = Type.String({
  pattern: "^\\S+( +\\S+){4}$",
  maxLength: 100,
  "x-shape": "cron",
});

/** The clock: a rule without a follower. Its ticks name their rule, so no search is needed. */
export const schedule = defineTrigger({
  name: "schedule",
  title: { "zh-CN": "定时", en: "Schedule" },
  help: {
    "zh-CN":
      "按时间表触发：分 时 日 月 星期，按账号的时区。没有粉丝，所以只能群发、调用接口、转发或记录。以 */ 开头时要加引号。",
    en: "At set times: minute hour day month weekday, in the account's time zone. There is no follower, so only broadcast, http, forward and record may stand here. Quote one that begins with */.",
  },
  group: "other",
  params: Type.Object({ cron: CronText }, { additionalProperties: false }),
  short: { schema: CronText, expand: (cron) => ({ cron: String(cron) }) },
  sentence: { "zh-CN": "定时「{params.cron}」", en: 'schedule "{params.cron}"' },
  needs: [],
  example: "schedule: 0 9 * * mon-fri",
  on: ["due"],
  index: () => [],
  match: (params, due) =>
    due.kind === "due" && due.what === "schedule" && due.id === params.cron ? {} : null,
  sample: () => null,
});
