import { describe, expect, it } from "vitest";
import { builtIn } from "../../../engine/built-in.ts";
import { reference } from "../../../engine/definitions/reference.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import { diagnosticTables } from "../../../engine/errors.ts";
import { TEMPLATE_FILTERS, TEMPLATE_TAGS } from "../../../engine/templates/liquid.ts";

const registry = makeRegistry(builtIn);
const HAN = /\p{Script=Han}/u;

describe.each(["zh-CN", "en"] as const)("the reference page in %s", (language) => {
  const page = reference(registry, language);
  it("names everything that is registered, with its example", () => {
    for (const { name, title, example } of [...builtIn.triggers, ...builtIn.actions]) {
      expect(page).toContain(`### \`${name}\` ${title[language]}`);
      expect(page).toContain(example.split("\n")[0]);
    }
    for (const { name } of [...builtIn.facts, ...builtIn.operators])
      expect(page).toContain(`| \`${name}\``);
  });
  it("names every filter, tag and diagnostic", () => {
    const codes = diagnosticTables.flatMap((table) => Object.keys(table));
    for (const name of [...TEMPLATE_FILTERS, ...TEMPLATE_TAGS, ...codes])
      expect(page).toContain(`| \`${name}\` |`);
  });
  it("says of every parameter what it takes", () => {
    const rows = page.split("\n").filter((line) => /^\| `[a-z-]+` \|/.test(line));
    for (const row of rows) expect(row).not.toMatch(/undefined|\[object/);
    expect(rows.length).toBeGreaterThan(100);
  });
});

it("speaks one language a page, apart from examples and the author's own words", () => {
  const prose = reference(registry, "en")
    .replaceAll(/```[\s\S]*?```/g, "")
    .split("\n")
    .map((line) => line.replaceAll(/`[^`]*`/g, "").replaceAll(/"[^"]*"/g, ""))
    .filter((line) => HAN.test(line));
  expect(prose.map((line) => line.slice(0, 80))).toEqual([]);
});
