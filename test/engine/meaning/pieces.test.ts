import { describe, expect, it } from "vitest";
import { piecesOf, shownPiece, signsOf } from "../../../engine/meaning/pieces.ts";

const pieces = (text: string, isSpoken = false) => piecesOf(signsOf(text), isSpoken);

describe("the pieces of a sentence", () => {
  it("are the same in either width, case and kind of characters, whatever the marks", () => {
    expect(pieces("WIFI 密碼？")).toEqual(pieces("ｗｉｆｉ密码"));
    expect(signsOf("第12号")).toEqual(signsOf("第９８号"));
  });
  it("hold the concept of a word, the longest at its place", () => {
    expect(pieces("坐动车去")).toContain("C火车");
    expect(pieces("坐高铁去")).toContain("C火车");
    expect(pieces("会员卡")).toContain("C会员");
  });
  it("hold sounds only of what was spoken, without the differences many do not make", () => {
    const sounds = (text: string) => pieces(text, true).filter((piece) => piece.startsWith("P"));
    expect(sounds("发票")).toEqual(sounds("发飘"));
    expect(sounds("南方")).toEqual(sounds("兰方"));
    expect(pieces("发票").some((piece) => piece.startsWith("P"))).toBe(false);
  });
  it("end with two hundred signs", () => {
    expect(pieces("好".repeat(5000))).toEqual(pieces("好".repeat(200)));
  });
  it("are shown as a person would write them", () => {
    expect(shownPiece("退 款")).toBe("退款");
    expect(shownPiece("^ 退")).toBe("退");
    expect(shownPiece("C火车")).toBe("火车");
    expect(shownPiece("refund policy")).toBe("refund policy");
  });
});
