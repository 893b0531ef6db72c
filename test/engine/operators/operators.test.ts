import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operators } from "../../../engine/operators/list.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { settings } from "../../builders.ts";

const byName = new Map(operators.map((operator) => [operator.name, operator]));
const account = settings({
  places: [
    { id: "west", name: "西店", address: "", lat: 31.2304, lng: 121.4737, tel: "", list: "shops" },
  ],
});
const holds = (actual: Json, operator: string, expected: Json): boolean =>
  byName.get(operator)?.holds(actual, expected as never, account) ?? false;

type Row = readonly [actual: Json, operator: string, expected: Json, held: boolean];
const rows = (...list: readonly Row[]) => list;

describe("texts", () => {
  it.each(
    rows(
      ["上海", "equals", "上海", true],
      ["Ｓhanghai ", "equals", "shanghai", true],
      ["", "equals", "上海", false],
      [null, "equals", "", true],
      [null, "equals", "上海", false],
      [true, "equals", "true", true],
      [12, "equals", "12.0", true],
      ["12", "equals", "12.0", false],
      [16, "equals", "0x10", false],
      [["VIP"], "equals", "VIP", false],
      ["007", "equals", "7", false],
      ["上海", "not-equals", "北京", true],
      [null, "not-equals", "北京", true],
      ["北京", "not-equals", "北京", false],
      ["sat", "one-of", ["sat", "sun"], true],
      ["mon", "one-of", ["sat", "sun"], false],
      [null, "one-of", ["sat"], false],
      ["我要退款", "has", ["退款", "退货"], true],
      ["我要退款", "has", "退款", true],
      ["WIFI密码", "has", ["wifi"], true],
      ["我要退款", "has", [""], false],
      [null, "has", ["退款"], false],
      ["machine-42", "starts", ["machine-"], true],
      ["my machine-42", "starts", ["machine-"], false],
      ["在吗", "ends", ["吗"], true],
      ["在吗？", "ends", ["吗"], false],
      ["航班 ＣＡ１２３４", "matches", "[A-Z]{2}\\d{4}", true],
      ["ca1234", "matches", "[A-Z]{2}\\d{4}", false],
      ["ca1234", "matches", "(?i)[A-Z]{2}\\d{4}", true],
      [1234, "matches", "^\\d{4}$", true],
      [null, "matches", ".*", false],
    ),
  )("%j %s %j: %s", (actual, operator, expected, held) => {
    expect(holds(actual, operator, expected)).toBe(held);
  });
});

describe("lists", () => {
  it.each(
    rows(
      [["VIP", "会员"], "includes", ["VIP"], true],
      [["vip"], "includes", ["VIP"], true],
      [["会员"], "includes", ["VIP", "会员"], true],
      [["会员"], "includes", ["VIP"], false],
      [[], "includes", ["VIP"], false],
      ["VIP", "includes", ["VIP"], false],
      [[1, 2], "includes", ["2"], true],
    ),
  )("%j %s %j: %s", (actual, operator, expected, held) => {
    expect(holds(actual, operator, expected)).toBe(held);
  });
});

describe("order", () => {
  it.each(
    rows(
      [10, "greater", "9", true],
      ["10", "greater", "9", true],
      ["１０", "greater", "9", true],
      ["abc", "greater", "9", false],
      ["abc", "less", "9", false],
      [null, "less", "9", false],
      ["", "at-most", "9", false],
      [true, "at-least", "0", false],
      ["0x10", "greater", "1", false],
      ["1e3", "greater", "1", false],
      [-1.5, "less", "-1", true],
      [3, "at-least", "3", true],
      [3, "at-most", "3", true],
      [3, "greater", "3", false],
      ["2026-11-23", "greater", "2026-10-31", true],
      ["2026-11-23", "greater", "9", false],
      ["09:30", "less", "18:00", true],
      ["9:30", "less", "18:00", true],
      ["09:30", "less", "2026-11-23", false],
      ["2026-11-23 20:31", "at-most", "2026-11-23", true],
      ["2026-11-23 20:31", "greater", "2026-11-23", false],
      ["2026-11-23 20:31", "less", "2026-11-23T20:32", true],
      ["2026-11-23 20:31", "less", "2026-11-23T12:32Z", true],
      [5, "between", ["1", "10"], true],
      [1, "between", ["1", "10"], true],
      [10, "between", ["1", "10"], true],
      [11, "between", ["1", "10"], false],
      [5, "between", ["10", "1"], false],
      ["2026-10-07 23:59", "between", ["2026-10-01", "2026-10-07"], true],
      ["12:00", "between", ["09:00", "18:00"], true],
      ["x", "between", ["1", "10"], false],
      [5, "between", ["1", ""], false],
    ),
  )("%j %s %j: %s", (actual, operator, expected, held) => {
    expect(holds(actual, operator, expected)).toBe(held);
  });

  const numbers = fc.integer({ min: -9_999, max: 9_999 }).map((n) => n / 10);
  const written = fc.oneof(numbers, numbers.map(String));

  it("is that of numbers, however they are written", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const expected = String(b);
        expect(holds(a, "greater", expected)).toBe(Number(a) > Number(b));
        expect(holds(a, "at-least", expected)).toBe(Number(a) >= Number(b));
        expect(holds(a, "less", expected)).toBe(Number(a) < Number(b));
        expect(holds(a, "at-most", expected)).toBe(Number(a) <= Number(b));
      }),
    );
  });

  it("between is at-least and at-most at once", () => {
    const anything = fc.oneof(
      written,
      fc.string(),
      fc.constantFrom("09:00", "18:30", "2026-11-23", "2026-11-23 20:31", ""),
    );
    fc.assert(
      fc.property(anything, anything, anything, (actual, least, most) => {
        const [a, b] = [String(least), String(most)];
        const both = holds(actual, "at-least", a) && holds(actual, "at-most", b);
        expect(holds(actual, "between", [a, b])).toBe(both);
      }),
    );
  });
});

describe("within", () => {
  const near = { lat: 31.2314, lng: 121.4737 };
  const far = { lat: 31.3304, lng: 121.4737 };
  const square: Json = [
    [31, 121],
    [31, 122],
    [32, 122],
    [32, 121],
  ];
  it.each(
    rows(
      ["09:00", "within", ["09:00-18:00"], true],
      ["18:00", "within", ["09:00-18:00"], false],
      ["01:00", "within", ["22:00-02:00"], true],
      ["13:00", "within", ["09:00-12:00", "14:00-18:00"], false],
      ["09:00", "within", "09:00-18:00", true],
      ["2026-11-23 10:00", "within", ["09:00-18:00"], true],
      ["2026-10-07", "within", ["2026-10-01..2026-10-07"], true],
      ["2026-10-08", "within", ["2026-10-01..2026-10-07"], false],
      ["2026-10-08", "within", ["00:00-24:00"], false],
      ["09:00", "within", ["2026-10-01..2026-10-07"], false],
      ["soon", "within", ["00:00-24:00"], false],
      [null, "within", ["00:00-24:00"], false],
      [near, "within", { within: "500m", of: ["west"] }, true],
      [near, "within", { within: "500m", of: ["shops"] }, true],
      [far, "within", { within: "3km", of: ["west"] }, false],
      [far, "within", { within: "20km", of: [{ lat: 31.2304, lng: 121.4737 }] }, true],
      [near, "within", { inside: square }, true],
      [{ lat: 30, lng: 121.5 }, "within", { inside: square }, false],
      [null, "within", { inside: square }, false],
      ["09:00", "within", { inside: square }, false],
    ),
  )("%j %s %j: %s", (actual, operator, expected, held) => {
    expect(holds(actual, operator, expected)).toBe(held);
  });
});

describe("exists", () => {
  it.each([
    ["上海", true],
    [0, true],
    [false, true],
    [["VIP"], true],
    ["", false],
    [null, false],
    [[], false],
    [{}, false],
  ] as readonly (readonly [Json, boolean])[])("%j: %s", (actual, isThere) => {
    expect(holds(actual, "exists", true)).toBe(isThere);
    expect(holds(actual, "exists", false)).toBe(!isThere);
  });
});

describe("every operator", () => {
  it("answers whatever it is given, and never throws", () => {
    const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
    const texts = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(value, texts, (actual, expected) => {
        for (const { name } of operators) {
          const given =
            name === "exists" ? true : name === "matches" ? (expected[0] ?? "") : expected;
          expect(typeof holds(actual, name, given)).toBe("boolean");
        }
      }),
    );
  });
});
