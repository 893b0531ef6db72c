import { describe, expect, it } from "vitest";
import {
  dashColumn,
  freeId,
  indentTo,
  scalarOf,
  setScalar,
} from "../../../server/rules/entry-text.ts";

const RULE = `
  # 小王负责
  - id: hours  # the first
    name: "营业 时间"
    enabled: true # for now
    when:
      - text: { has: [几点] }
    then:
      - reply: |
          id: not-this
          enabled: neither
`;

describe("small changes of a rule's text", () => {
  it.each([
    ["id", "hours"],
    ["name", "营业 时间"],
    ["enabled", "true"],
    ["priority", null],
    ["when", null],
  ])("reads %s beside the id, never deeper", (key, value) => {
    expect(scalarOf(RULE, key)).toBe(value);
  });

  it("reads the id of a rule in brackets", () => {
    expect(scalarOf("{ id: hours, then: [silent] }", "id")).toBe("hours");
  });

  it("replaces one value and leaves every other byte alone", () => {
    expect(setScalar(RULE, "enabled", "false")).toBe(
      RULE.replace("enabled: true # for now", "enabled: false # for now"),
    );
    expect(setScalar(RULE, "id", "new-id")).toBe(RULE.replace("id: hours", "id: new-id"));
  });

  it("adds what is not there below the name, quoted where YAML needs it", () => {
    expect(setScalar(RULE, "group", "a: b")).toBe(
      RULE.replace('"营业 时间"\n', "\"营业 时间\"\n    group: 'a: b'\n"),
    );
  });

  it("takes a line away", () => {
    expect(setScalar(RULE, "enabled", null)).toBe(
      RULE.replace("    enabled: true # for now\n", ""),
    );
    expect(setScalar(RULE, "group", null)).toBe(RULE);
  });

  it("leaves alone what it cannot change safely", () => {
    expect(setScalar("{ id: a, then: [silent] }", "enabled", "false")).toBeNull();
    expect(setScalar("- id: a\n  name: >\n    long\n  then: silent\n", "name", "b")).toBeNull();
  });

  it("moves a rule to the column of its new file and back", () => {
    expect(dashColumn(RULE)).toBe(2);
    const left = indentTo(RULE, 0);
    expect(left).toContain("\n- id: hours");
    expect(left).toContain("\n# 小王负责");
    expect(indentTo(left, 2)).toBe(RULE);
  });

  it("counts up ids that are taken", () => {
    const taken = new Set(["a", "a-2"]);
    expect(freeId("a", (id) => taken.has(id))).toBe("a-3");
    expect(freeId("b", (id) => taken.has(id))).toBe("b");
  });
});
