import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { XmlElement, XmlField } from "../../../../server/wechat/wire/xml.ts";
import {
  childOf,
  childrenOf,
  parseXml,
  textOf,
  writeXml,
  XmlRefused,
} from "../../../../server/wechat/wire/xml.ts";

const leaf = (name: string, text: string): XmlElement => ({ name, text, children: [] });
const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);

describe("reading", () => {
  test("gives elements in order, repeated ones as often as they stand there", () => {
    const push = parseXml("<xml><b>2</b><a><![CDATA[1]]></a><List><b>x</b></List><b>3</b></xml>");
    expect(push.children.map(({ name }) => name)).toEqual(["b", "a", "List", "b"]);
    expect(childrenOf(push, "b")).toEqual([leaf("b", "2"), leaf("b", "3")]);
    expect(childOf(push, "List")?.children).toEqual([leaf("b", "x")]);
    expect(textOf(push, "c")).toBeUndefined();
  });

  test("text stays text: nothing becomes a number, no space is lost", () => {
    const push = parseXml(
      "<xml><A>007</A><B><![CDATA[ 1e5\n]]></B><C>9223372036854775807</C></xml>",
    );
    expect(push.children.map(({ text }) => text)).toEqual(["007", " 1e5\n", "9223372036854775807"]);
  });

  test("a split section is one text, and references are what they stand for", () => {
    expect(parseXml("<x>a<![CDATA[]]]]><![CDATA[>]]>&lt;&#x4f60;&amp;</x>").text).toBe("a]]><你&");
  });

  test("names that mean something to objects are names like any other", () => {
    const push = parseXml("<xml><__proto__>1</__proto__><constructor>2</constructor></xml>");
    expect(push.children.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
    expect(textOf(push, "toString")).toBeUndefined();
  });

  test("a declaration, comments and attributes say nothing", () => {
    expect(
      parseXml('<?xml version="1.1" encoding="UTF-16"?><!-- c --><xml a="1"><b/></xml>'),
    ).toEqual({
      name: "xml",
      text: "",
      children: [leaf("b", "")],
    });
  });
});

describe("refused", () => {
  test.each([
    ["a document type", "<!DOCTYPE xml><xml/>"],
    ["an external entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ["a parameter entity", '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:1/"> %e;]><x/>'],
    ["an external subset", '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>'],
    ["a billion laughs", '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'],
    ["lower case doctype", "<!doctype xml><xml/>"],
    ["an entity of its own", "<xml>&e;</xml>"],
    ["an entity named like a property", "<xml>&constructor;</xml>"],
    ["an HTML entity", "<xml>&nbsp;</xml>"],
    ["a doctype behind the root", "<xml/><!DOCTYPE xml>"],
    ["an entity declaration alone", '<!ENTITY a "b"><xml/>'],
    ["a processing instruction", "<?php echo 1 ?><xml/>"],
    ["a style sheet", '<?xml-stylesheet href="a"?><xml/>'],
    ["an instruction inside", "<xml><?a b?></xml>"],
    ["a second declaration", '<xml/><?xml version="1.0"?>'],
    ["an unclosed element", "<xml><Content>hi</xml>"],
    ["an unclosed root", "<xml>"],
    ["an unclosed section", "<xml><![CDATA[a</xml>"],
    ["two roots", "<xml/><xml/>"],
    ["text behind the root", "<xml/>x"],
    ["text before the root", "x<xml/>"],
    ["text beside elements", "<xml>x<a/></xml>"],
    ["nothing", ""],
    ["only space", "  \n"],
    ["a NUL", "<xml>\0</xml>"],
    ["a NUL as a reference", "<xml>&#0;</xml>"],
    ["a control character", "<xml>\x08</xml>"],
    ["a lone surrogate", "<xml>\ud800</xml>"],
    ["a reference to a surrogate", "<xml>&#xd800;</xml>"],
    ["a reference beyond Unicode", "<xml>&#x110000;</xml>"],
    ["the end of a section in text", "<xml>]]></xml>"],
    ["a bare ampersand", "<xml>a & b</xml>"],
    ["a bare less-than", "<xml>a < b</xml>"],
    ["an attribute twice", '<xml a="1" a="2"/>'],
    ["an attribute without quotes", "<xml a=1/>"],
    ["a section outside", "<![CDATA[a]]>"],
    ["a space before the name", "< xml/>"],
    ["a digit as a name", "<1/>"],
    ["JSON", '{"ToUserName":"gh"}'],
    ["HTML", "<html><br></html>"],
  ])("%s", (_what, text) => {
    expect(() => parseXml(text)).toThrow(XmlRefused);
  });

  test("the ninth level, the 301st element and the 33rd attribute", () => {
    expect(() => parseXml(nested(8))).not.toThrow();
    expect(() => parseXml(nested(9))).toThrow("deeper than 8");
    const flat = (count: number): string => `<xml>${"<a/>".repeat(count)}</xml>`;
    expect(() => parseXml(flat(299))).not.toThrow();
    expect(() => parseXml(flat(300))).toThrow("more than 300");
    const attributes = (count: number): string =>
      `<xml ${Array.from({ length: count }, (_, n) => `a${n}="1"`).join(" ")}/>`;
    expect(() => parseXml(attributes(32))).not.toThrow();
    expect(() => parseXml(attributes(33))).toThrow("more than 32");
  });

  test("what is far too large stops at the first excess, not at the end", () => {
    const bombs = [
      nested(1_000_000),
      `<xml>${"<a/>".repeat(1_000_000)}</xml>`,
      `<xml ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(" ")}/>`,
    ];
    for (const bomb of bombs) {
      const startedAt = process.cpuUsage();
      expect(() => parseXml(bomb)).toThrow(XmlRefused);
      // 10 ms is the target; the rest is room for a busy machine.
      expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(100);
    }
  });

  test("a flood of references within the size of a push is read in little time", () => {
    const flood = `<xml>${"&#x41;".repeat(10_000)}</xml>`;
    const startedAt = process.cpuUsage();
    expect(parseXml(flood).text).toHaveLength(10_000);
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(200);
  });
});

describe("writing", () => {
  test("strings stand in sections, numbers bare, lists inside their element", () => {
    const fields: readonly XmlField[] = [
      ["A", "你 & <b>"],
      ["B", 1763865600],
      [
        "C",
        [
          ["item", "1"],
          ["item", "2"],
        ],
      ],
    ];
    expect(writeXml(fields)).toBe(
      "<xml><A><![CDATA[你 & <b>]]></A><B>1763865600</B><C><item><![CDATA[1]]></item><item><![CDATA[2]]></item></C></xml>",
    );
  });

  const text = fc
    .string({ unit: "grapheme", maxLength: 60 })
    .map((raw) => raw.replaceAll("\r", ""));
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/);
  const { field } = fc.letrec<{ field: XmlField }>((tie) => ({
    field: fc.tuple(
      name,
      fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.array(tie("field"), { minLength: 1, maxLength: 4 }),
      ),
    ) as fc.Arbitrary<XmlField>,
  }));
  const read = ([of, content]: XmlField): XmlElement =>
    typeof content === "object"
      ? { name: of, text: "", children: content.map(read) }
      : leaf(of, String(content));

  test("what is written is read again as it was", () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (fields) => {
        expect(parseXml(writeXml(fields)).children).toEqual(fields.map(read));
      }),
      { numRuns: 500 },
    );
  });

  test("any text at all, well-formed or not, is written as XML that parses", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const raw = String.fromCharCode(...units);
        const { text: carried } = parseXml(writeXml([["A", raw]])).children[0] ?? leaf("A", "?");
        expect(carried.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
