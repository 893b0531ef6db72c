import type { Kysely } from "kysely";
import { sql } from "kysely";
import { PLATFORM_OFFSET_MS } from "../../../engine/limits.ts";
import type { NoticeDayTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";

type Bumped = { readonly [K in Exclude<keyof NoticeDayTable, "n">]: NoticeDayTable[K] };

/** Counted with the commit of the event that tells it: once, however often the platform tells. */
export const noticeStatements = (db: Kysely<Schema>) => ({
  bump: prepare<Bumped>("bumpNoticeDay", (v) =>
    db
      .insertInto("notice_day")
      .values({
        account: v.account,
        day: v.day,
        template: v.template,
        state: v.state,
        reason: v.reason,
        n: sql.lit(1),
      })
      .onConflict((conflict) =>
        conflict
          .columns(["account", "day", "template", "state", "reason"])
          .doUpdateSet({ n: sql<number>`notice_day.n + 1` }),
      ),
  ),
});

/** A day in Beijing, as the platform counts them. */
export const noticeDay = (atMs: number): string =>
  new Date(atMs + PLATFORM_OFFSET_MS).toISOString().slice(0, 10);

/** What a notice's end adds to the figures. */
export const noticeSteps = (
  statements: ReturnType<typeof noticeStatements>,
  { event }: Delivery,
): readonly Step[] => {
  if (event.kind !== "notice") return [];
  const { account, template, state, reason, sentAtMs } = event;
  return [step(statements.bump, { account, template, state, reason, day: noticeDay(sentAtMs) })];
};
