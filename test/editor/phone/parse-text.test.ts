import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseText } from "../../../editor/phone/chat/parse-text.ts";

const link = (text: string, href: string) => ({ kind: "link", text, href });
const plain = (text: string) => ({ kind: "text", text });

describe("a text message", () => {
  test.each([
    ["没有链接", [plain("没有链接")]],
    ["", []],
    [
      '看<a href="https://a.example/?x=1&amp;y=2">菜单</a>。',
      [plain("看"), link("菜单", "https://a.example/?x=1&y=2"), plain("。")],
    ],
    ["<A HREF='http://a.example'>大写</A>", [link("大写", "http://a.example")]],
    ["<a href=https://a.example/b>无引号</a>", [link("无引号", "https://a.example/b")]],
    [
      "到 https://a.example/b?c=1，再说",
      [plain("到 "), link("https://a.example/b?c=1", "https://a.example/b?c=1"), plain("，再说")],
    ],
    [
      '<a data-miniprogram-appid="wx1" data-miniprogram-path="pages/a" href="https://a.example">小程序</a>',
      [{ kind: "mini-program", text: "小程序", page: "pages/a" }],
    ],
    [
      '<a href="weixin://bizmsgmenu?msgmenucontent=好&msgmenuid=7">点我</a>',
      [{ kind: "option", text: "点我", says: "好", option: "7" }],
    ],
  ])("%s", (text, pieces) => {
    expect(parseText(text)).toEqual(pieces);
  });

  test.each([
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//a.example">x</a>',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a>x</a>",
  ])("shows %s as it was written", (text) => {
    expect(parseText(text)).toEqual([plain(text)]);
  });

  test("keeps every character of a text without markup, and links lead only to the web", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const pieces = parseText(text);
        if (!text.includes("<")) expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        for (const piece of pieces)
          if (piece.kind === "link") expect(piece.href).toMatch(/^https?:\/\//i);
      }),
    );
  });
});
