import { describe, expect, it } from "vitest";
import { compileFolder, makeRegistry, withBuiltIn } from "../../../engine/index.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { filesOf, sourceParts } from "../../../server/rules/source-parts.ts";

const registry = makeRegistry(withBuiltIn({ triggers: [], facts: [], operators: [], actions: [] }));
const cut = (name: string, text: string) => {
  const files = [{ name, text }];
  const compiled = compileFolder({ accountId: "a", files, registry, checkShape });
  return sourceParts(files, compiled);
};
const rule = (id: string) => ({ id, name: id, when: [{ text: { is: [id] } }], then: ["ok"] });

describe("a rule file cut into parts", () => {
  it("has a part with its own name for every rule, though all of JSON stands on one line", () => {
    const text = JSON.stringify({ rules: ["one", "two", "three", "four"].map(rule) });
    const parts = cut("a.json", text);
    const rules = parts.filter(({ kind }) => kind === "rule");
    expect(rules.map(({ id }) => id)).toEqual(["one", "two", "three", "four"]);
    expect(filesOf(parts)).toEqual([{ name: "a.json", text }]);
  });

  it("has no two parts of one name, whatever rules are called", () => {
    const text = JSON.stringify({ rules: ["one", "one", "one", ""].map(rule) });
    const names = cut("a.json", text).map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });
});
