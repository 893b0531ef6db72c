import { describe, expect, it } from "vitest";
import { alignParts } from "../../../server/rules/align-parts.ts";
import type { SourcePart } from "../../../server/storage/sources.ts";

const part = (kind: SourcePart["kind"], id: string, text: string, file = "a.yaml"): SourcePart => ({
  ...{ kind, id, file, position: 0, text },
});

describe("parts of a changed file", () => {
  const known = [
    part("outside", "a.yaml/0", "rules:\n"),
    part("rule", "one", "- id: one\n"),
    part("test", "a.yaml/2", "- name: x\n"),
    part("test", "a.yaml/3", "- name: y\n"),
  ];
  const ids = (parts: readonly SourcePart[]) => alignParts(known, parts).map(({ id }) => id);

  it("keep the names of what says the same, wherever it stands now", () => {
    const [outside, one, x, y] = known as [SourcePart, SourcePart, SourcePart, SourcePart];
    const moved = [outside, one, { ...y, id: "a.yaml/2" }, { ...x, id: "a.yaml/3" }];
    expect(ids(moved)).toEqual(["a.yaml/0", "one", "a.yaml/3", "a.yaml/2"]);
  });

  it("keep the name of what changed, and give what is new a free one", () => {
    const parts = [
      part("outside", "a.yaml/0", "# more\nrules:\n"),
      part("test", "a.yaml/1", "- name: new\n"),
      part("test", "a.yaml/2", "- name: x\n"),
      part("test", "a.yaml/3", "- name: y\n"),
      part("test", "a.yaml/4", "- name: z\n"),
    ];
    const given = ids(parts);
    expect(given[0]).toBe("a.yaml/0");
    expect(given.slice(2, 4)).toEqual(["a.yaml/2", "a.yaml/3"]);
    expect(new Set(given.slice(1)).size).toBe(4);
  });

  it("leave rules and other files alone", () => {
    const parts = [part("rule", "two", "x"), part("test", "b.yaml/0", "- name: x\n", "b.yaml")];
    expect(ids(parts)).toEqual(["two", "b.yaml/0"]);
  });
});
