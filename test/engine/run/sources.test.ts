import { expect, test } from "vitest";
import { applyChanges } from "../../../engine/apply-changes.ts";
import { respond } from "../../../engine/index.ts";
import type { FollowerState } from "../../../engine/schema/follower.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Change } from "../../../engine/schema/outcome.ts";
import { textEvent } from "../../builders.ts";
import { rulesFrom } from "../../rule-set.ts";

const rules = rulesFrom({
  rules: "  - { id: hello, when: [{ text: { is: 你好 } }], then: [{ record: 点单 }, silent] }\n",
  files: [
    {
      name: "channels.yaml",
      text: `channels:
  - { id: poster-01, name: 海报, permanent: true, tags: [海报, 地铁] }
  - { id: machine-*, name: 售货机, permanent: true }
`,
    },
  ],
});
/** 2026-11-26 23:30 in Shanghai. */
const LATE_MS = Date.UTC(2026, 10, 26, 15, 30);

const eventOf = (fields: object, atMs = LATE_MS): InboundEvent =>
  ({ ...textEvent(), sentAtMs: atMs, ...fields }) as unknown as InboundEvent;
const answer = async (event: InboundEvent, follower: FollowerState | null) => {
  const asked = { event, follower, rules, earlier: null, nowMs: event.sentAtMs, seed: "1" };
  const outcome = await respond({ ...asked, answers: new Map(), isLate: false });
  if (outcome.kind !== "decided") throw new Error("it needs a call");
  return { ...outcome, follower: applyChanges(follower, outcome.changes) };
};
const counts = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) =>
    change.kind === "count"
      ? [[change.day, change.channel, change.what, change.name].join(" ").trim()]
      : [],
  );
const follow = (channel: string | null) => eventOf({ kind: "follow", channel });
const scan = (channel: string) => eventOf({ kind: "scan", channel });
const say = (text: string) => eventOf({ text });

test("a follow by a code counts there, gives its tags, and is kept as first and last source", async () => {
  const came = await answer(follow("poster-01"), null);
  expect(counts(came.changes)).toEqual([
    "2026-11-26 poster-01 follow",
    "2026-11-26 poster-01 scan",
  ]);
  expect(came.follower).toMatchObject({
    channel: "poster-01",
    source: { joined: "poster-01", last: "poster-01", isSilent: true },
    tags: ["海报", "地铁"],
  });
  const tags = came.effects.filter(({ kind }) => kind === "tag");
  expect(tags).toMatchObject([{ kind: "tag", add: ["海报", "地铁"] }]);
  expect(came.trace.steps).toContainEqual(
    expect.objectContaining({ kind: "action", did: { tag: { names: ["海报", "地铁"] } } }),
  );
});

test("a follower's scan counts as a scan, moves the last source and leaves the first", async () => {
  const { follower } = await answer(follow("poster-01"), null);
  const scanned = await answer(scan("machine-7"), follower);
  expect(counts(scanned.changes)).toEqual(["2026-11-26 machine-7 scan"]);
  expect(scanned.follower).toMatchObject({
    channel: "poster-01",
    source: { joined: "poster-01", last: "machine-7" },
  });
  expect(scanned.effects).toEqual([]);
});

test("a follow by another way counts under no channel", async () => {
  const came = await answer(follow(null), null);
  expect(counts(came.changes)).toEqual(["2026-11-26  follow"]);
  expect(came.follower.source).toEqual({ joined: "", last: "", isSilent: true });
});

test("the first word of a new follower counts once, where they came from", async () => {
  const { follower } = await answer(follow("poster-01"), null);
  const first = await answer(say("在吗"), follower);
  expect(counts(first.changes)).toEqual(["2026-11-26 poster-01 reply"]);
  const second = await answer(say("在吗"), first.follower);
  expect(counts(second.changes)).toEqual([]);
});

test("who leaves is lost to the channel that brought them", async () => {
  const { follower } = await answer(follow("poster-01"), null);
  const { follower: moved } = await answer(scan("machine-7"), follower);
  const left = await answer(eventOf({ kind: "unfollow" }), moved);
  expect(counts(left.changes)).toEqual(["2026-11-26 poster-01 loss"]);
  const unknown = await answer(eventOf({ kind: "unfollow" }), null);
  expect(counts(unknown.changes)).toEqual(["2026-11-26  loss"]);
});

test("what rules record counts for the channel scanned last, and for none if there is none", async () => {
  const { follower } = await answer(scan("machine-7"), null);
  expect(counts((await answer(say("你好"), follower)).changes)).toEqual([
    "2026-11-26 machine-7 record 点单",
  ]);
  expect(counts((await answer(say("你好"), null)).changes)).toEqual([]);
});

test("a day is one of the account's own", async () => {
  const nextDay = await answer(eventOf({ kind: "scan", channel: "x" }, LATE_MS + 3_600_000), null);
  expect(counts(nextDay.changes)).toEqual(["2026-11-27 x scan"]);
});
