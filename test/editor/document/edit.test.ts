import { describe, expect, test } from "vitest";
import { changeAt } from "../../../editor/document/change.ts";
import { copyRow, pasteRows } from "../../../editor/document/clipboard.ts";
import { applyEdit, EditRefused } from "../../../editor/document/edit.ts";
import { labelsOf, record, startHistory } from "../../../editor/document/history.ts";
import { minimalChange } from "../../../editor/document/patch.ts";
import {
  insertRow,
  moveRow,
  moveRowTo,
  removeRow,
  setRowEnabled,
  setRowNote,
} from "../../../editor/document/rows.ts";
import { pathOf, stepsOf } from "../../../editor/document/steps.ts";
import { UneditableText } from "../../../editor/document/tree.ts";

const rule = `  # 小王负责
  - id: price # 价格
    name: '价格咨询'

    when:
      # 常用的说法
      - text: { has: [价格, "多少钱"] } # 半匹配
      - follow
    if: { fact: tags, operator: includes, value: VIP }
    then:
      - reply: |
          您好，
          # 这不是注释
      # 给回访用
      - tag: 询价 # 一个

      # 最后
`;
const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join("");
/** What an edit took away and what it put there. */
const changed = (after: string): { readonly gone: string; readonly came: string } => {
  const change = minimalChange(rule, after);
  return change === null
    ? { gone: "", came: "" }
    : { gone: rule.slice(change.from, change.to), came: change.insert };
};

describe("one edit", () => {
  test("puts a new key where the language has it", () => {
    const after = applyEdit(rule, { kind: "set", at: ["priority"], value: 60 });
    expect(changed(after)).toEqual({ gone: "", came: "    priority: 60\n" });
  });

  test("keeps the quotes of a text it changes", () => {
    const after = applyEdit(rule, { kind: "set", at: ["name"], value: "报价" });
    expect(after).toContain("    name: '报价'\n");
  });

  test("makes a list of one item only when a second one comes", () => {
    const at = ["then", 1, "tag"];
    expect(applyEdit(rule, { kind: "insert", at, place: 1, item: { value: "热线" } })).toContain(
      "      - tag: [询价, 热线] # 一个\n",
    );
    expect(changeAt(rule, at, ["询价"], ["报价"])).toContain("      - tag: 报价 # 一个\n");
  });

  test("spreads a second condition over lines of its own", () => {
    const value = { fact: "day", operator: "equals", value: "workday" };
    const after = applyEdit(rule, { kind: "insert", at: ["if"], place: 1, item: { value } });
    expect(after).toContain(
      lines(
        "    if:",
        "      - { fact: tags, operator: includes, value: VIP }",
        "      - { fact: day, operator: equals, value: workday }",
      ),
    );
  });

  test("writes a text of several lines as a block", () => {
    const after = applyEdit(rule, { kind: "set", at: ["then", 1, "reply"], value: "甲\n乙" });
    expect(after).toContain(lines("        reply: |-", "          甲", "          乙"));
  });

  test("quotes what YAML would take for something else", () => {
    const values = ["0571", "true", "a: b", "甲 # 乙", "{{ text }}", " 前", ""];
    const after = applyEdit(rule, { kind: "set", at: ["group"], value: values });
    expect(after).toContain(
      '    group: ["0571", "true", "a: b", "甲 # 乙", "{{ text }}", " 前", ""]\n',
    );
  });

  test("makes what is missing on the way", () => {
    const after = applyEdit(rule, { kind: "set", at: ["active", "hours"], value: "09:00-18:00" });
    expect(changed(after).came).toBe("    active: { hours: 09:00-18:00 }\n");
  });

  test("renames a key and nothing else", () => {
    const after = applyEdit(rule, { kind: "rename", at: ["then", 1, "tag"], name: "untag" });
    expect(changed(after)).toEqual({ gone: "", came: "un" });
  });

  test("keeps the line breaks of Windows", () => {
    const wide = rule.replaceAll("\n", "\r\n");
    const after = applyEdit(wide, { kind: "set", at: ["then", 1, "reply"], value: "甲\n乙" });
    expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("refuses what no map can hold, and leaves broken texts alone", () => {
    expect(() => applyEdit(rule, { kind: "set", at: [], value: 1 })).not.toThrow();
    expect(() => applyEdit(rule, { kind: "set", at: ["when", "x"], value: 1 })).toThrow(
      EditRefused,
    );
    expect(() => applyEdit("- id: [a", { kind: "remove", at: ["id"] })).toThrow(UneditableText);
  });
});

describe("a row", () => {
  test("takes its own comments along and leaves its neighbours'", () => {
    expect(changed(removeRow(rule, ["then", 1])).gone).toBe(
      "      # 给回访用\n      - tag: 询价 # 一个\n",
    );
    expect(removeRow(rule, ["then", 0])).toContain(
      "    then:\n      # 给回访用\n      - tag: 询价 # 一个\n",
    );
  });

  test("goes with its key when it is the last of a list that may be missing", () => {
    const alone = insertRow(rule, ["else"], 0, "silent");
    expect(alone).toContain("    else:\n      - silent\n");
    expect(removeRow(alone, ["else", 0])).toBe(rule);
    expect(removeRow(removeRow(rule, ["then", 1]), ["then", 0])).toContain("    then: []\n");
  });

  test("moves with its comments, and back to the same bytes", () => {
    const moved = moveRow(rule, ["then"], 1, 0);
    expect(moved).toContain(
      "    then:\n      # 给回访用\n      - tag: 询价 # 一个\n      - reply: |\n",
    );
    expect(moveRow(moved, ["then"], 0, 1)).toBe(rule);
  });

  test("moves into another list as it was written", () => {
    const moved = moveRowTo(rule, ["then", 1], { list: ["else"], place: 0 });
    expect(moved).toContain("    else:\n      # 给回访用\n      - tag: 询价 # 一个\n");
    expect(moved.match(/tag: 询价/g)).toHaveLength(1);
  });

  test("is switched off and on, a bare word too", () => {
    const off = setRowEnabled(rule, ["when", 1], false);
    expect(off).toContain("      - follow: any\n        enabled: false\n");
    expect(setRowEnabled(off, ["when", 1], true)).toContain("      - follow: any\n    if:");
    const leaf = setRowEnabled(rule, ["if"], false);
    expect(leaf).toContain("value: VIP, enabled: false }");
    expect(setRowEnabled(leaf, ["if"], true)).toBe(rule);
  });

  test("takes a note beside its word", () => {
    const noted = setRowNote(rule, ["then", 1], "国庆要改");
    expect(noted).toContain("      - tag: 询价 # 一个\n        note: 国庆要改\n");
    expect(setRowNote(noted, ["then", 1], "")).toBe(rule);
  });

  test("is copied with its comments and pasted at another depth", () => {
    const snippet = copyRow(rule, ["then", 1]);
    expect(snippet).toBe("# 给回访用\n- tag: 询价 # 一个\n");
    const pasted = pasteRows(rule, ["then"], 0, snippet ?? "");
    expect(pasted).toContain(
      "    then:\n      # 给回访用\n      - tag: 询价 # 一个\n      - reply: |\n",
    );
  });

  test("is pasted from what somebody wrote elsewhere", () => {
    expect(pasteRows(rule, ["then"], 2, "reply: 好的")).toContain("      - reply: 好的\n");
    expect(pasteRows(rule, ["then"], 2, "- silent\n- tag: a\n")).toContain(
      "      - silent\n      - tag: a\n",
    );
    expect(() => pasteRows(rule, ["then"], 2, "- [")).toThrow(UneditableText);
  });
});

describe("a changed value", () => {
  test("keeps the bytes of what is equal in both", () => {
    const before = { has: ["价格", "多少钱"] };
    const at = ["when", 0, "text"];
    const after = changeAt(rule, at, before, { has: ["价格", "报价", "多少钱"] });
    expect(changed(after)).toEqual({ gone: "", came: "报价, " });
    expect(changeAt(rule, at, before, { has: ["价格", "多少钱"] })).toBe(rule);
    expect(changeAt(rule, at, before, { is: ["价格"] })).toContain(
      "- text: { is: [价格] } # 半匹配",
    );
  });
});

describe("history", () => {
  test("makes one step of typing in one field", () => {
    const typed = ["a", "ab", "abc"].reduce(
      (history, text, place) =>
        record(history, { text, label: "改名称", group: "name", atMs: place * 200 }),
      startHistory(""),
    );
    expect(typed.past).toHaveLength(1);
    const later = record(typed, { text: "abcd", label: "改名称", group: "name", atMs: 5_000 });
    expect(later.past).toHaveLength(2);
    expect(labelsOf(later)).toEqual({ undo: "改名称", redo: null });
  });
});

describe("places", () => {
  test("are those of diagnostics and traces", () => {
    expect(stepsOf("rules/hours/if/all/1")).toEqual(["if", "all", 1]);
    expect(pathOf("hours", ["set", "a/b", 0])).toBe("rules/hours/set/a~1b/0");
    expect(stepsOf(pathOf("hours", ["set", "a/b", 0]))).toEqual(["set", "a/b", 0]);
  });
});
