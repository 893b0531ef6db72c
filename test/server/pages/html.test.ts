import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OWN_PAGES } from "../../../engine/index.ts";
import { html } from "../../../server/pages/html.ts";
import { OWN, pageNamed } from "../../../server/pages/list.ts";
import { settings } from "../../builders.ts";

const decode = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom("<", ">", '"', "'", "&", "&amp;", "<script>", "javascript:", "é", "\0")),
);

describe("the tag that writes pages", () => {
  test("lets no text out of its hole, in words or in an attribute", () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const text = Array.isArray(given) ? given.join("") : given;
        const written = html`<p title="${text}">${text}</p>`.text;
        const inside = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(written);
        const [, attribute = "", words = ""] = inside ?? [];
        expect(inside).not.toBeNull();
        expect(decode(attribute)).toBe(text);
        expect(decode(words)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes lists and pieces of its own as they are, and nothing for what is not there", () => {
    const items = ["a", "<b>"].map((one) => html`<li>${one}</li>`);
    const nothing = [null, false] as const;
    expect(html`<ul>${items}${nothing}${1}</ul>`.text).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li>1</ul>",
    );
  });
});

test("every page that a rule may name is there, in both languages, and none that it may not", () => {
  const account = settings();
  for (const name of OWN_PAGES) expect(pageNamed(account, name)?.title["zh-CN"]).toBeTruthy();
  expect([...OWN.map(({ name }) => name), "share"].sort()).toEqual([...OWN_PAGES].sort());
  expect(pageNamed(account, "constructor")).toBeNull();
});
