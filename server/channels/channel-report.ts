import type { Account } from "../../engine/index.ts";
import { findChannel } from "../../engine/index.ts";
import type { ChannelDay, ChannelRow, Channels, Days } from "../storage/library.ts";

/** How a channel did in some days. */
export interface ReportedChannel extends ChannelRow {
  /** As `channels.yaml` says it, `""` for one it does not name. */
  readonly name: string;
  /** New followers less those it lost. */
  readonly net: number;
  /** How often rules recorded something, by name. */
  readonly records: Readonly<Record<string, number>>;
}
export interface ChannelReport {
  /** Most scanned first; declared channels that nobody scanned last. */
  readonly channels: readonly ReportedChannel[];
  /** All channels together, days without anything left out. */
  readonly days: readonly ChannelDay[];
  /** There are more than `limit`. */
  readonly isCut: boolean;
}

const NOTHING = { scans: 0, follows: 0, losses: 0, replies: 0 };

/** How an account's channels did; figures are sums that the commits of the messages kept. */
export const reportChannels = async (
  { id, channels: declared }: Pick<Account, "id" | "channels">,
  {
    channels,
    days,
    limit,
  }: { readonly channels: Channels; readonly days: Days; readonly limit: number },
): Promise<ChannelReport> => {
  const [rows, records, byDay] = await Promise.all([
    channels.report(id, { days, limit: limit + 1 }),
    channels.records(id, days),
    channels.byDay(id, { days, channel: null }),
  ]);
  const recorded = Map.groupBy(records, ({ channel }) => channel);
  const shown = (row: ChannelRow): ReportedChannel => ({
    ...row,
    name: findChannel({ channels: declared }, row.channel)?.name ?? "",
    net: row.follows - row.losses,
    records: Object.fromEntries(
      (recorded.get(row.channel) ?? []).map(({ name, n }) => [name, n] as const),
    ),
  });
  const seen = new Set(rows.map(({ channel }) => channel));
  const isCut = rows.length > limit;
  const unseen = declared
    .filter((one) => !one.id.endsWith("*") && !seen.has(one.id))
    .map((one) => ({ channel: one.id, ...NOTHING }));
  return {
    channels: [...rows.slice(0, limit), ...(isCut ? [] : unseen)].map(shown),
    days: byDay,
    isCut,
  };
};
