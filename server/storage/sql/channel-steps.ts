import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Change } from "../../../engine/index.ts";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";

/** All channels together: no code is called that. */
export const ALL_CHANNELS = "*";

type Counted = Extract<Change, { kind: "count" }>;
type Day = { readonly account: string; readonly day: string; readonly channel: string };
type Bumped = Day & {
  readonly scans: number;
  readonly follows: number;
  readonly losses: number;
  readonly replies: number;
};

/** What is said to the tables of figures in the commit of a message. */
export const channelStatements = (db: Kysely<Schema>) => ({
  bump: prepare<Bumped>("bumpChannel", (v) =>
    db
      .insertInto("channel_day")
      .values({
        account: v.account,
        day: v.day,
        channel: v.channel,
        scans: v.scans,
        follows: v.follows,
        losses: v.losses,
        replies: v.replies,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "day", "channel"]).doUpdateSet({
          scans: sql<number>`channel_day.scans + excluded.scans`,
          follows: sql<number>`channel_day.follows + excluded.follows`,
          losses: sql<number>`channel_day.losses + excluded.losses`,
          replies: sql<number>`channel_day.replies + excluded.replies`,
        }),
      ),
  ),
  record: prepare<Day & { readonly name: string }>("bumpChannelRecord", (v) =>
    db
      .insertInto("channel_record")
      .values({ account: v.account, day: v.day, channel: v.channel, name: v.name, n: sql.lit(1) })
      .onConflict((conflict) =>
        conflict
          .columns(["account", "day", "channel", "name"])
          .doUpdateSet({ n: sql<number>`channel_record.n + 1` }),
      ),
  ),
});
type Statements = ReturnType<typeof channelStatements>;

const times = (counts: readonly Counted[], what: Counted["what"]): number =>
  counts.filter((one) => one.what === what).length;

/** Counts a delivery once, in its own commit; nothing for one that counts nothing. */
export const channelSteps = (
  statements: Statements,
  { event, changes }: Delivery,
): readonly Step[] => {
  const counts = changes.filter((change): change is Counted => change.kind === "count");
  if (counts.length === 0) return [];
  const { account } = event;
  const days = Map.groupBy(
    counts.filter(({ what }) => what !== "record"),
    ({ day, channel }) => `${day}\n${channel}`,
  );
  const bumps = [...days.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { day } = first;
    const sums = {
      scans: times(all, "scan"),
      follows: times(all, "follow"),
      losses: times(all, "loss"),
      replies: times(all, "reply"),
    };
    return [first.channel, ALL_CHANNELS].map((channel) =>
      step(statements.bump, { account, day, channel, ...sums }),
    );
  });
  const records = counts
    .filter(({ what }) => what === "record")
    .map(({ day, channel, name }) => step(statements.record, { account, day, channel, name }));
  return [...bumps, ...records];
};
