import fc from "fast-check";
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { SaidText, TemplateUrl } from "../../../engine/definitions/shapes.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { prepareFill, templatesIn } from "../../../engine/templates/prepare.ts";
import { parseTemplate } from "../../../engine/templates/template.ts";

const factsOf = (facts: Readonly<Record<string, Json>>) => ({
  get: (name: string) => (Object.hasOwn(facts, name) ? facts[name] : undefined),
});
const fill = (
  text: string,
  facts: Readonly<Record<string, Json>> = {},
  use: "text" | "url" = "text",
) => {
  const parsed = parseTemplate(text, use);
  if ("error" in parsed) throw new Error(parsed.error.name);
  const missing: string[] = [];
  return { text: parsed.ok.fill(factsOf(facts), (name) => missing.push(name)), missing };
};

describe("a template", () => {
  it("prints names with dots and hyphens, lists with 、, and nothing for what is missing", () => {
    const facts = { "follower.followed-at": "2026-01-01", tags: ["甲", "乙"] };
    const { text, missing } = fill("{{ follower.followed-at }} {{ tags }} {{ no.such }}!", facts);
    expect(text).toBe("2026-01-01 甲、乙 !");
    expect(missing).toEqual(["no.such"]);
  });
  it("reads into a value that is a map or list", () => {
    expect(
      fill("{{ cup.name }}{{ cup.sizes[1] }}", { cup: { name: "拿铁", sizes: ["大", "小"] } }).text,
    ).toBe("拿铁小");
  });
  it("takes a default and shortens", () => {
    expect(fill('{{ name | default: "您" }}').text).toBe("您");
    expect(fill("{{ phone | mask: 3 }}", { phone: "13800138000" }).text).toBe("13*******00");
  });
  it("percent-encodes every value in an address", () => {
    expect(fill("https://a.example/{{ x }}?q={{ x }}", { x: "a/b &?" }, "url").text).toBe(
      "https://a.example/a%2Fb%20%26%3F?q=a%2Fb%20%26%3F",
    );
  });
  it("refuses unknown filters and tags by name", () => {
    expect(parseTemplate("{{ x | date: '%Y' }}", "text")).toMatchObject({
      error: { kind: "unknown-filter", name: "date" },
    });
    expect(parseTemplate("{% include 'x' %}", "text")).toMatchObject({
      error: { kind: "unknown-tag", name: "include" },
    });
    expect(parseTemplate("{{ x", "text")).toMatchObject({ error: { kind: "syntax" } });
  });
  it("reaches own properties only", () => {
    expect(fill("{{ a.constructor }}{{ a.__proto__ }}{{ a.toString }}", { a: {} }).text).toBe("");
    expect(fill("{{ constructor }}{{ __proto__.x }}").text).toBe("");
  });
  it("never evaluates what a user wrote", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(
          fill("{{ text }}", { text: `${text}{{ secret }}{% if x %}`, secret: "S" }).text,
        ).toBe(`${text}{{ secret }}{% if x %}`);
      }),
    );
  });
  it("stops a loop that would not end soon", () => {
    const list = Array.from({ length: 3000 }, () => "x");
    const nested =
      "{% for a in l %}{% for b in l %}{% for c in l %}{{c}}{% endfor %}{% endfor %}{% endfor %}";
    expect(() => fill(nested, { l: list })).toThrow();
  });
});

describe("filling parameters in", () => {
  const schema = Type.Object({ text: SaidText, url: TemplateUrl, plain: Type.String() });
  it("fills what the schema calls a template, chooses the language, and leaves the rest", () => {
    const params = {
      text: { en: "Hi {{ n }}", zh_CN: "你好 {{ n }}" },
      url: "https://x/{{ n }}",
      plain: "{{ n }}",
    };
    const filled = prepareFill(params, schema)?.(
      factsOf({ n: "a b" }),
      ["zh_TW", "zh_CN"],
      () => {},
    );
    expect(filled).toEqual({ text: "你好 a b", url: "https://x/a%20b", plain: "{{ n }}" });
  });
  it("gives the very same value where nothing is to fill", () => {
    const params = { text: "a", url: "https://x", plain: "b" };
    expect(prepareFill(params, schema)).toBeNull();
  });
  it("names every template with its place", () => {
    const found = templatesIn({ text: "{{ a }}", url: "u", plain: "{{ b }}" }, schema);
    expect(found).toEqual([{ at: ["text"], text: "{{ a }}", use: "text" }]);
  });
});
