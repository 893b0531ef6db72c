import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, lengthOf, plainText, restAfter, stripEnds } from "../../../engine/text/fold.ts";
import { toSimplified } from "../../../engine/text/simplified.ts";

describe("the plain and the folded form of a text", () => {
  it("are NFKC, trimmed, and for the folded one in lower case, by whichever way they are found", () => {
    const unit = fc.constantFrom(..."aZ09 .,?营業。、《》！１Ａé😀ﬁ\u3000\t~…", "e\u0301", "K");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.array(unit).map((all) => all.join("")),
        ),
        (text) => {
          const plain = text.normalize("NFKC").trim();
          expect(plainText(text)).toBe(plain);
          expect(foldText(text)).toBe(plain.toLowerCase());
        },
      ),
      { numRuns: 2_000, seed: 4 },
    );
  });
  it("take traditional characters for simplified ones when the account asks", () => {
    expect(foldText("營業時間")).toBe("營業時間");
    expect(foldText("營業時間嗎", true)).toBe("营业时间吗");
    expect(foldText("臺灣 乾淨 裡面 頭髮", true)).toBe("台湾 干净 里面 头发");
  });
  it("leave simplified text as it is", () => {
    const text = "今天的营业时间是几点到几点？我想买一杯拿铁。";
    expect(toSimplified(text)).toBe(text);
  });
});

describe("stripping", () => {
  it("takes marks and spaces from the ends only", () => {
    expect(stripEnds(foldText("，你好！？"))).toBe("你好");
    expect(stripEnds(foldText("……～C#。"))).toBe("c#");
    expect(stripEnds("你好,世界")).toBe("你好,世界");
    expect(stripEnds("？！".normalize("NFKC"))).toBe("");
  });
});

describe("what follows a beginning", () => {
  const rest = (text: string, start: string) =>
    restAfter(plainText(text), foldText(text), foldText(start));
  it("comes from the plain text, without leading space, colon and comma", () => {
    expect(rest("查询：AB12", "查询")).toBe("AB12");
    expect(rest("查询 ，, : Ab", "查询")).toBe("Ab");
    expect(rest("WiFi密码", "wifi")).toBe("密码");
    expect(rest("查询", "查询")).toBe("");
    expect(rest("我要查询", "查询")).toBeNull();
  });
  it("is cut right where letters grow in lower case", () => {
    expect(rest("İİabc", "İİ")).toBe("abc");
  });
});

describe("the length of a keyword", () => {
  it("counts characters, not units", () => {
    expect(["你好", "😀", "a😀b", "", "\ud83d"].map(lengthOf)).toEqual([2, 1, 3, 0, 1]);
  });
});
