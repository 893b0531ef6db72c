import { findChannel } from "../facts/find-channel.ts";
import type { Source } from "../schema/follower.ts";
import type { ChannelCount } from "../schema/outcome.ts";
import { wallTime } from "../time/calendar.ts";
import { isMessage } from "./is-message.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect } from "./run.ts";

const NO_SOURCE: Source = { joined: "", last: "", isSilent: false };
const sourceOf = (run: Run): Source => run.asked.follower?.source ?? NO_SOURCE;

const count = (run: Run, channel: string, what: ChannelCount, name = ""): void => {
  const { event, rules } = run.asked;
  const day = wallTime(event.sentAtMs, rules.settings.timezone).date;
  addChange(run, { kind: "count", channel, day, what, name });
};

/** The tags that `channels.yaml` gives whoever scans this code. */
const giveTags = (run: Run, id: string): void => {
  const tags = findChannel(run.asked.rules.settings, id)?.tags ?? [];
  if (tags.length === 0) return;
  const path = `channels/${id}`;
  const change = { add: tags, remove: [] };
  addChange(run, { kind: "tags", ...change });
  addEffect(run, path, { kind: "tag", ...change });
  const did = { tag: { names: tags } };
  run.steps.push({ kind: "action", path, did, isEffect: true, left: "planned", reason: null });
};

const follow = (run: Run, channel: string | null): void => {
  const { last } = sourceOf(run);
  const joined = channel ?? "";
  addChange(run, { kind: "source", source: { joined, last: channel ?? last, isSilent: true } });
  count(run, joined, "follow");
  if (channel === null) return;
  count(run, channel, "scan");
  giveTags(run, channel);
};
const scan = (run: Run, channel: string): void => {
  addChange(run, { kind: "source", source: { ...sourceOf(run), last: channel } });
  count(run, channel, "scan");
  giveTags(run, channel);
};
const speak = (run: Run, source: Source): void => {
  addChange(run, { kind: "source", source: { ...source, isSilent: false } });
  count(run, source.joined, "reply");
};

/** Where a follower came from: kept with them, and counted a channel and day. Costs other messages one look. */
export const noteSource = (run: Run): void => {
  const { event, follower } = run.asked;
  if (event.kind === "follow") follow(run, event.channel);
  else if (event.kind === "scan") scan(run, event.channel);
  else if (event.kind === "unfollow") count(run, sourceOf(run).joined, "loss");
  else if (follower?.source?.isSilent === true && isMessage(event)) speak(run, follower.source);
};

/** What rules recorded counts for the channel that was scanned last. */
export const countRecords = (run: Run): void => {
  if (run.effects.length === 0 || run.asked.event.follower === null) return;
  const records = run.effects.filter((effect) => effect.kind === "record");
  if (records.length === 0) return;
  const { last } = run.follower?.source ?? NO_SOURCE;
  for (const { name } of records) if (last !== "") count(run, last, "record", name);
};
