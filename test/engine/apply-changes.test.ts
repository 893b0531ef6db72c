import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges, newFollower } from "../../engine/apply-changes.ts";
import type { FollowerState } from "../../engine/schema/follower.ts";
import type { Change } from "../../engine/schema/outcome.ts";

const changed = (changes: readonly Change[], of: Partial<FollowerState> = {}): FollowerState =>
  applyChanges({ ...newFollower(), ...of }, changes);
const dialog = {
  id: "dialog",
  path: "rules/a/then/0",
  version: 1,
  untilMs: 9,
  captured: {},
  secrets: [],
  tries: 0,
};

describe("changes to a follower", () => {
  it("begin from nothing for one not seen before", () => {
    expect(applyChanges(null, [])).toEqual(newFollower());
    expect(applyChanges(null, [{ kind: "misses", count: 2 }]).misses).toBe(2);
  });

  it("keep and remove values; an empty text or null removes", () => {
    const set = (name: string, value: string | null): Change => ({ kind: "set", name, value });
    expect(changed([set("city", "上海"), set("phone", "1")]).values).toEqual({
      city: "上海",
      phone: "1",
    });
    expect(changed([set("city", "")], { values: { city: "上海", a: 1 } }).values).toEqual({ a: 1 });
    expect(changed([set("city", null)], { values: { city: "上海" } }).values).toEqual({});
    expect(changed([set("none", "")]).values).toEqual({});
  });

  it("remember which values are secret until they are set openly or removed", () => {
    const secret: Change = { kind: "set", name: "id", value: "1", secret: true };
    expect(changed([secret]).secrets).toEqual(["id"]);
    expect(changed([secret, secret]).secrets).toEqual(["id"]);
    expect(changed([secret, { kind: "set", name: "id", value: "2" }]).secrets).toEqual([]);
    expect(changed([secret, { kind: "set", name: "id", value: "" }]).secrets).toEqual([]);
  });

  it("add each tag once, in order, and remove what is there", () => {
    const change: Change = { kind: "tags", add: ["b", "a", "b"], remove: ["c", "d"] };
    expect(changed([change], { tags: ["c", "a"] }).tags).toEqual(["a", "b"]);
  });

  it("count runs of a rule and keep only the times its limit looks at", () => {
    const fired = (atMs: number): Change => ({ kind: "fired", rule: "r", atMs, keep: 2 });
    expect(changed([fired(1), fired(2), fired(3)]).fired).toEqual({
      r: { count: 3, atMs: [2, 3] },
    });
    expect(changed([{ kind: "fired", rule: "r", atMs: 1, keep: 0 }]).fired.r?.atMs).toEqual([]);
  });

  it("hold one dialog, and end only the one that is meant", () => {
    const wait: Change = { kind: "wait", what: "dialog", dialog };
    const stop = (id: string): Change => ({ kind: "stop-waiting", what: "dialog", id });
    expect(changed([wait]).dialog).toEqual(dialog);
    expect(changed([wait, { ...wait, dialog: { ...dialog, tries: 1 } }]).dialog?.tries).toBe(1);
    expect(changed([wait, stop("dialog")]).dialog).toBeNull();
    expect(changed([wait, stop("another")]).dialog).toEqual(dialog);
    expect(
      changed([wait, { kind: "stop-waiting", what: "reminder", id: "dialog" }]).dialog,
    ).toEqual(dialog);
  });

  it("keep the first channel through leaving and coming back", () => {
    const follow = (atMs: number, channel: string | null): Change => ({
      kind: "followed",
      atMs,
      channel,
    });
    const back = changed([follow(1, "a"), { kind: "unfollowed" }, follow(2, "b")]);
    expect(back).toMatchObject({ followedAtMs: 2, channel: "a" });
    expect(changed([follow(1, null), follow(2, "b")]).channel).toBe("b");
  });

  it("end what was going on when a follower leaves, and forget nothing else", () => {
    const before = {
      ...newFollower(),
      tags: ["VIP"],
      values: { city: "上海" },
      dialog,
      agent: { to: "inbox", name: "kf", quietMs: 5, quietUntilMs: 9 },
      window: { untilMs: 9, left: 1 },
      tap: { key: "A", atMs: 1, left: 1, answered: false },
      followedAtMs: 1,
    };
    const gone = { followedAtMs: null, dialog: null, agent: null, window: null, tap: null };
    expect(applyChanges(before, [{ kind: "unfollowed" }])).toEqual({ ...before, ...gone });
  });

  it("note position, window, agent and tap as they come", () => {
    const window = { untilMs: 9, left: 4 };
    const agent = { to: "inbox", name: "kf", quietMs: 5, quietUntilMs: 9 };
    const tap = { key: "A", atMs: 1, left: 1, answered: true };
    const state = changed([
      { kind: "position", lat: 31, lng: 121, atMs: 5 },
      { kind: "window", window },
      { kind: "agent", agent },
      { kind: "tap", tap },
    ]);
    expect(state).toMatchObject({ position: { lat: 31, lng: 121, atMs: 5 }, window, agent, tap });
  });

  it("leave reminders to the store's timers", () => {
    const reminder: Change = {
      kind: "wait",
      what: "reminder",
      id: "r",
      path: "rules/a/then/0",
      version: 1,
      untilMs: 9,
      captured: { names: {}, secrets: [] },
    };
    expect(changed([reminder])).toEqual(newFollower());
  });
});

describe("any list of changes", () => {
  const name = fc.constantFrom("a", "b", "__proto__", "constructor");
  const names = fc.uniqueArray(name);
  const anyChange: fc.Arbitrary<Change> = fc.oneof(
    fc.record({
      kind: fc.constant("set" as const),
      name,
      value: fc.constantFrom("", "x", null, 1),
    }),
    fc.record({ kind: fc.constant("tags" as const), add: names, remove: names }),
    fc.record({
      kind: fc.constant("fired" as const),
      rule: name,
      atMs: fc.nat(),
      keep: fc.integer({ min: 0, max: 3 }),
    }),
    fc.constant<Change>({ kind: "unfollowed" }),
    fc.record({ kind: fc.constant("misses" as const), count: fc.nat() }),
  );
  const changes = fc.array(anyChange, { maxLength: 20 });

  it("gives the same in one go as one by one, and touches nothing it was given", () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const start = Object.freeze(newFollower());
        const half = applyChanges(start, first);
        const frozen = structuredClone(half);
        expect(applyChanges(half, second)).toEqual(applyChanges(start, [...first, ...second]));
        expect(half).toEqual(frozen);
      }),
    );
  });

  it("never doubles a tag, keeps more times than asked, or stores an empty value", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const state = applyChanges(null, list);
        expect(new Set(state.tags).size).toBe(state.tags.length);
        for (const { count, atMs } of Object.values(state.fired)) {
          expect(atMs.length).toBeLessThanOrEqual(Math.min(count, 3));
        }
        expect(Object.values(state.values)).not.toContain("");
        expect(Object.values(state.values)).not.toContain(null);
        expect(Object.getPrototypeOf(state.values)).toBe(Object.prototype);
      }),
    );
  });
});
