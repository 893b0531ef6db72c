import { describe, expect, it } from "vitest";
import { fillFields, fitValue } from "../../../server/notices/fill-fields.ts";
import { fieldsOf } from "../../../server/notices/templates.ts";

const fields = fieldsOf("商品:{{thing1.DATA}}\n金额：{{amount2.DATA}}\n");

describe("the fields of a template", () => {
  it("are read from its text", () => {
    expect(fields).toEqual([
      { label: "商品", name: "thing1" },
      { label: "金额", name: "amount2" },
    ]);
    expect(fieldsOf("没有字段")).toEqual([]);
  });

  it("are filled by their name or their label", () => {
    const wanted = { ok: true, fields: { thing1: "拿铁", amount2: "28.00元" } };
    expect(fillFields(fields, { thing1: "拿铁", amount2: "28.00元" })).toEqual(wanted);
    expect(fillFields(fields, { 商品: "拿铁", 金额: "28.00元" })).toEqual(wanted);
  });

  it.each([
    [{ 商品: "拿铁" }, "notice-field-missing", "amount2"],
    [{ 商品: "拿铁", 金额: "28", 备注: "热" }, "notice-field-unknown", "备注"],
    [{ 商品: "拿铁", 金额: "二十八" }, "notice-field-value", "amount2"],
    [{ 商品: " ", 金额: "28" }, "notice-field-value", "thing1"],
    [{ 商品: "拿铁", thing1: "美式", 金额: "28" }, "notice-field-unknown", "商品"],
  ])("refuse %j", (data, code, field) => {
    expect(fillFields(fields, data as never)).toEqual({ ok: false, code, field });
  });
});

describe("a value", () => {
  it("of free words is cut to what its type takes, whole characters", () => {
    expect(fitValue("thing1", "好".repeat(25))).toBe(`${"好".repeat(19)}…`);
    expect(fitValue("thing1", "😀".repeat(25))).toBe(`${"😀".repeat(19)}…`);
    expect(fitValue("thing1", "好".repeat(20))).toBe("好".repeat(20));
  });
  it("of a shape is never cut", () => {
    expect(fitValue("character_string1", "A".repeat(33))).toBeNull();
    expect(fitValue("phrase1", "已发货")).toBe("已发货");
    expect(fitValue("phrase1", "shipped")).toBeNull();
  });
  it("of a retired template or an unknown type goes as it is", () => {
    expect(fitValue("first", "")).toBe("");
    expect(fitValue("novel9", "x".repeat(99))).toHaveLength(99);
  });
});
