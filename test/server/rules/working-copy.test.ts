import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, draftWrite, joinCopy } from "../../../server/rules/working-copy.ts";
import type { DraftPart } from "../../../server/storage/drafts.ts";
import type { SourcePart } from "../../../server/storage/sources.ts";

const part = (id: string, text = `${id}\n`, file = "a.yaml"): SourcePart => ({
  kind: "rule",
  id,
  file,
  position: 0,
  text,
});
const plain = (parts: readonly SourcePart[]) =>
  parts.map(({ kind, id, file, text }) => ({ kind, id, file, text }));
const shared = [part("one"), part("two"), part("three"), part("four", "four\n", "b.yaml")];
const draft = (parts: readonly SourcePart[], was: readonly DraftPart[] = [], by = "ann") =>
  draftOf({ shared, draft: was, parts, author: by, nowMs: 5 });

const Part = fc.record({
  kind: fc.constantFrom("rule" as const, "test" as const, "outside" as const),
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  file: fc.constantFrom("x.yaml", "y.yaml"),
  position: fc.constant(0),
  text: fc.constantFrom("1\n", "2\n", "3\n"),
});
const Parts = fc.uniqueArray(Part, { selector: ({ kind, id }) => kind + id, maxLength: 14 });

describe("a working copy", () => {
  it("says of an untouched copy that nothing changed", () => {
    expect(draft(shared)).toEqual([]);
    expect(plain(joinCopy(shared, []).parts)).toEqual(plain(shared));
  });

  it("gives back whatever was wanted, in its order", () => {
    fc.assert(
      fc.property(Parts, Parts, (from, wanted) => {
        const made = draftOf({ shared: from, draft: [], parts: wanted, author: "a", nowMs: 1 });
        const ordered = joinCopy(wanted, []).parts;
        expect(plain(joinCopy(from, made).parts)).toEqual(plain(ordered));
      }),
      { numRuns: 500 },
    );
  });

  it("stores only what differs: one moved rule is one entry", () => {
    const [one, two, three, four] = shared as [SourcePart, SourcePart, SourcePart, SourcePart];
    const made = draft([two, three, one, four]);
    expect(made.map(({ id, isPlaced }) => [id, isPlaced])).toEqual([["one", true]]);
    expect(joinCopy(shared, made).parts.find(({ id }) => id === "one")?.change).toBe("moved");
  });

  it("keeps author and time of what a later edit did not touch", () => {
    const first = draft(shared.map((one) => (one.id === "one" ? part("one", "1!\n") : one)));
    const parts = joinCopy(shared, first).parts;
    const second = draftOf({
      shared,
      draft: first,
      parts: parts.map((one) => (one.id === "two" ? { ...one, text: "2!\n" } : one)),
      author: "bob",
      nowMs: 9,
    });
    expect(second.map(({ id, author, atMs }) => [id, author, atMs])).toEqual([
      ["one", "ann", 5],
      ["two", "bob", 9],
    ]);
    expect(draftWrite(first, second).put.map(({ id }) => id)).toEqual(["two"]);
  });

  it("sees a conflict when somebody published another text since", () => {
    const mine = draft(shared.map((one) => (one.id === "one" ? part("one", "mine\n") : one)));
    const theirs = shared.map((one) => (one.id === "one" ? part("one", "theirs\n") : one));
    const [seen] = joinCopy(theirs, mine).parts;
    expect(seen).toMatchObject({
      text: "mine\n",
      published: "theirs\n",
      base: "one\n",
      conflict: true,
    });
    const same = shared.map((one) => (one.id === "one" ? part("one", "mine\n") : one));
    expect(joinCopy(same, mine).parts[0]).toMatchObject({ change: null, conflict: false });
  });

  it("keeps the conflict while other rules are edited, and ends it when the rule is saved again", () => {
    const mine = draft(shared.map((one) => (one.id === "one" ? part("one", "mine\n") : one)));
    const theirs = shared.map((one) => (one.id === "one" ? part("one", "theirs\n") : one));
    const edit = (was: readonly DraftPart[], id: string, text: string) => {
      const parts = joinCopy(theirs, was).parts.map((one) =>
        one.id === id ? { ...one, text } : one,
      );
      return draftOf({ shared: theirs, draft: was, parts, author: "ann", nowMs: 7 });
    };
    const other = edit(mine, "two", "2!\n");
    expect(joinCopy(theirs, other).parts[0]?.conflict).toBe(true);
    const merged = edit(other, "one", "merged\n");
    expect(joinCopy(theirs, merged).parts[0]?.conflict).toBe(false);
  });

  it("sees a conflict when a deleted rule was changed by somebody else", () => {
    const gone = draft(shared.filter(({ id }) => id !== "one"));
    expect(joinCopy(shared, gone).removed).toMatchObject([{ id: "one", conflict: false }]);
    const theirs = shared.map((one) => (one.id === "one" ? part("one", "theirs\n") : one));
    expect(joinCopy(theirs, gone).removed).toMatchObject([{ id: "one", conflict: true }]);
  });
});
