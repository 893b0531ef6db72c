import { describe, expect, it } from "vitest";
import { rankRows } from "../../../editor/rules/list/ranked-rows.ts";
import { placeOf } from "../../../editor/rules/list/use-reorder.tsx";
import { findByPinyin } from "../../../editor/shell/find-by-pinyin.ts";
import type { TraceStep } from "../../../engine/index.ts";
import type { RuleRow } from "../../../server/admin/contract.ts";

const row = (id: string, over: Partial<RuleRow> = {}): RuleRow => ({
  id,
  name: id,
  note: "",
  group: "",
  families: ["keyword"],
  sentence: { "zh-CN": "", en: "" },
  enabled: true,
  isOff: false,
  priority: 50,
  hasActive: false,
  hitsToday: 0,
  hits7Days: 0,
  tests: { total: 0, passed: 0, failed: 0 },
  errors: 0,
  warnings: 0,
  overlaps: false,
  change: null,
  conflict: false,
  file: "rules.yaml",
  position: 0,
  author: "",
  changedAtMs: null,
  ...over,
});
const step = (id: string, verdict: "answered" | "gave-way" | "did-not-hold"): TraceStep => ({
  kind: "rule",
  path: `rules/${id}`,
  trigger: null,
  verdict,
  branch: null,
  failed: [],
});

describe("the list while a message is tried", () => {
  const rows = ["a", "b", "c", "d"].map((id) => row(id));

  it("puts the rules that match first, in ladder order, and keeps the others", () => {
    const ranked = rankRows(rows, [step("c", "did-not-hold"), step("b", "answered")]);
    expect(ranked.map(({ row: { id } }) => id)).toEqual(["c", "b", "a", "d"]);
    expect(ranked.map(({ rung }) => rung)).toEqual([1, 2, null, null]);
    expect(ranked[1]?.verdict).toBe("answered");
  });

  it("stays as it is without a message", () => {
    expect(rankRows(rows, null).map(({ row: { id } }) => id)).toEqual(["a", "b", "c", "d"]);
  });

  it("leaves out what the filter does not show", () => {
    expect(rankRows(rows, [step("z", "answered")])).toHaveLength(4);
  });
});

describe("moving a rule", () => {
  const rows = ["a", "b", "c"].map((id, place) => row(id, { priority: place === 2 ? 80 : 50 }));

  it("goes behind the one it passes on the way down", () => {
    expect(placeOf(rows, "a", 1)).toMatchObject({ after: "b" });
  });
  it("goes before the one it passes on the way up", () => {
    expect(placeOf(rows, "c", 1)).toMatchObject({ after: "a" });
    expect(placeOf(rows, "b", 0)).toMatchObject({ after: null });
  });
  it("names the neighbour whose priority counts", () => {
    expect(placeOf(rows, "b", 2)?.beside.priority).toBe(80);
  });
  it("stays where the list ends", () => {
    expect(placeOf(rows, "a", -1)).toBeNull();
    expect(placeOf(rows, "c", 3)).toBeNull();
  });
});

describe("search by pinyin", () => {
  const names = ["价格咨询", "营业时间", "加盟", "WiFi"];
  const find = (asked: string) => findByPinyin(names, asked, (name) => [name], 10);

  it("finds by initials and by syllables", () => {
    expect(find("jg")).toEqual(["价格咨询"]);
    expect(find("yingye")).toEqual(["营业时间"]);
  });
  it("finds plain text whatever its case", () => {
    expect(find("wifi")).toEqual(["WiFi"]);
    expect(find("时间")).toEqual(["营业时间"]);
  });
  it("gives the first ones when nothing is asked", () => {
    expect(findByPinyin(names, " ", (name) => [name], 2)).toEqual(["价格咨询", "营业时间"]);
  });
});
