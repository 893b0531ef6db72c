import { describe, expect, test } from "vitest";
import { capturedNames } from "../../../editor/document/captured.ts";
import { rowsOf } from "../../../editor/document/card-rows.ts";
import { changeAt } from "../../../editor/document/change.ts";
import {
  addCondition,
  conditionAt,
  removeCondition,
  setGroup,
  toggleNot,
} from "../../../editor/document/conditions.ts";
import { shapeOf, stepsOfParam, writtenFor } from "../../../editor/document/form-shape.ts";
import { placeAt, rangeOf } from "../../../editor/document/place-at.ts";
import { makeReader } from "../../../editor/document/read-rule.ts";
import { keepIds } from "../../../editor/document/row-ids.ts";
import type { Json } from "../../../engine/index.ts";
import { exampleRules, file, registry } from "../example-rules.ts";

const read = makeReader(file);
const sourceOf = (text: string) => ({ reading: read(text), registry, file });
const LISTS = ["when", "then", "else"] as const;
const allRows = (text: string) =>
  LISTS.flatMap((list) => rowsOf(sourceOf(text), list === "when" ? "trigger" : "action", [list]));
const action = (name: string) => {
  const definition = registry.actions.get(name);
  if (definition === undefined) throw new Error(name);
  return definition;
};

describe("the rows of a rule", () => {
  test("are all shown as forms in the example accounts, but for plugins nobody loaded", () => {
    for (const { name, text } of exampleRules()) {
      const rows = allRows(text);
      expect(rows.length, name).toBeGreaterThan(0);
      for (const row of rows)
        if (row.definition !== null) expect(row.shape, `${name} ${row.path}`).not.toBeNull();
    }
  });

  test("written back as they are shown change no byte", () => {
    const shown = exampleRules().flatMap(({ text }) => allRows(text).map((row) => ({ text, row })));
    for (const { text, row } of shown) {
      if (row.shape === null || row.definition === null) continue;
      const { params, written } = row.shape;
      const value = writtenFor(row.definition, params, written, file);
      expect(value, row.path).toEqual(row.value);
      expect(changeAt(text, row.valueAt, row.value, value), row.path).toBe(text);
    }
  });

  test("keep an unknown action as a row of its own", () => {
    const text = "- id: a\n  then:\n    - teleport: { to: moon }\n    - reply: hi\n";
    const [unknown, known] = rowsOf(sourceOf(text), "action", ["then"]);
    expect(unknown).toMatchObject({ use: "teleport", definition: null, shape: null });
    expect(known?.shape?.params).toEqual({ text: "hi" });
  });

  test("leave to YAML what the form has no place for", () => {
    const text = "- id: a\n  then:\n    - ask: { question: 几位？, colour: red }\n";
    const [row] = rowsOf(sourceOf(text), "action", ["then"]);
    expect(row?.shape).toBeNull();
    expect(row?.definition?.name).toBe("ask");
  });
});

describe("short forms", () => {
  test("stay short as long as they can say it", () => {
    expect(writtenFor(action("tag"), { names: ["VIP", "新"] }, "short", file)).toEqual([
      "VIP",
      "新",
    ]);
    expect(writtenFor(action("reply"), { text: "好" }, "short", file)).toBe("好");
    expect(writtenFor(action("silent"), {}, "short", file)).toBe("any");
    expect(writtenFor(action("goto"), { rule: "hours" }, "short", file)).toBe("hours");
  });

  test("are written out when more is said, and stay written out", () => {
    const params = { question: "几位？", tries: 2 };
    expect(writtenFor(action("ask"), params, "short", file)).toEqual(params);
    expect(writtenFor(action("ask"), { question: "几位？" }, "params", file)).toEqual({
      question: "几位？",
    });
    expect(shapeOf(action("ask"), "几位？", file)?.params).toEqual({ question: "几位？" });
  });

  test("know where their parameters stand", () => {
    const branches: Json = [{ then: [{ silent: "any" }] }];
    const shape = shapeOf(action("choose"), branches, file);
    if (shape === null) throw new Error("no form");
    expect(stepsOfParam(shape, ["then", 0, "choose"], ["branches", 0, "then"])).toEqual([
      ...["then", 0, "choose", 0, "then"],
    ]);
    expect(stepsOfParam(shape, ["then", 0, "choose"], ["else"])).toBeNull();
  });
});

const rule = `- id: a
  if:
    # 会员
    - { fact: tags, operator: includes, value: VIP } # v
    - { fact: day, operator: equals, value: workday }
  then: silent
`;
const leaf: Json = { fact: "time", operator: "within", value: ["09:00-18:00"] };

describe("conditions", () => {
  test("are shown as a list, a group or one, three levels deep", () => {
    const list = conditionAt(read(rule), ["if"]);
    expect(list).toMatchObject({ kind: "group", group: "list" });
    const deep =
      "- id: a\n  if: { all: [{ any: [{ not: { all: [{ fact: day, operator: equals, value: x }] } }] }] }\n  then: silent\n";
    const shown = conditionAt(read(deep), ["if"]);
    expect(JSON.stringify(shown)).toContain('"kind":"other"');
    expect(conditionAt(read("- id: a\n  then: silent\n"), ["if"])).toBeNull();
  });

  test("change from all to any with their comments", () => {
    const list = conditionAt(read(rule), ["if"]);
    if (list?.kind !== "group") throw new Error("no group");
    const any = setGroup(rule, list, "any");
    expect(any).toContain("  if:\n    any:\n      # 会员\n      - { fact: tags");
    const group = conditionAt(read(any), ["if"]);
    if (group?.kind !== "group") throw new Error("no group");
    expect(setGroup(any, group, "all")).toBe(any.replace("any:", "all:"));
  });

  test("are added to nothing, to one, to a list and to a group", () => {
    const bare = "- id: a\n  then: silent\n";
    const one = addCondition(bare, ["if"], null, leaf);
    expect(one).toContain("  if: { fact: time, operator: within, value: [09:00-18:00] }\n");
    const two = addCondition(one, ["if"], conditionAt(read(one), ["if"]), leaf);
    expect(two.match(/fact: time/g)).toHaveLength(2);
    expect(removeCondition(two, ["if", 1])).toContain("fact: time");
    expect(removeCondition(one, ["if"])).toBe(bare);
  });

  test("are turned around and back", () => {
    const one = addCondition("- id: a\n  then: silent\n", ["if"], null, leaf);
    const standing = conditionAt(read(one), ["if"]);
    if (standing === null) throw new Error("none");
    const not = toggleNot(one, standing);
    expect(conditionAt(read(not), ["if"])).toMatchObject({ group: "not" });
    const back = conditionAt(read(not), ["if"]);
    if (back === null) throw new Error("none");
    expect(read(toggleNot(not, back)).value).toEqual(read(one).value);
  });
});

describe("what goes with the rows", () => {
  test("keeps an id with the row that says the same, wherever it went", () => {
    let made = 0;
    const fresh = (): string => {
      made += 1;
      return `new-${made}`;
    };
    const first = keepIds([], ["a", "b", "b"], fresh);
    expect(keepIds(first, ["b", "a", "b"], fresh).map(({ id }) => id)).toEqual([
      "new-2",
      "new-1",
      "new-3",
    ]);
    expect(keepIds(first, ["a", "changed", "b"], fresh).map(({ id }) => id)[0]).toBe("new-1");
    expect(new Set(keepIds(first, ["a", "x", "b", "y"], fresh).map(({ id }) => id)).size).toBe(4);
  });

  test("finds the part an offset stands in, and the range of a part", () => {
    const at = rule.indexOf("workday");
    expect(placeAt(rule, at)).toEqual(["if", 1, "value"]);
    const range = rangeOf(rule, ["if", 1]);
    expect(rule.slice(range?.from, range?.to)).toBe(
      "{ fact: day, operator: equals, value: workday }",
    );
    expect(placeAt("- [", 2)).toEqual([]);
    expect(rangeOf("- [", ["if"])).toBeNull();
  });

  test("knows what a rule captures", () => {
    const text =
      "- id: a\n  when: { text: { matches: '(?P<no>\\d+)' } }\n  then: [{ ask: { question: x, save: guests } }]\n";
    expect(capturedNames(read(text).value)).toEqual(["no", "guests"]);
  });
});
