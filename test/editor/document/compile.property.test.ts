import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edit } from "../../../editor/document/edit.ts";
import { applyEdit } from "../../../editor/document/edit.ts";
import {
  insertRow,
  moveRow,
  removeRow,
  rowCount,
  setRowNote,
} from "../../../editor/document/rows.ts";
import type { Json, Rule } from "../../../engine/index.ts";
import { checkShapeTypebox, compileFolder } from "../../../engine/index.ts";
import { exampleRules, registry } from "../example-rules.ts";

/** Normal form of a rule as the engine would run it; `null` if it has a mistake. Paths say where a row stands, which is what moves. */
const compiled = (text: string): Json => {
  const folder = compileFolder({
    accountId: "a",
    files: [{ name: "rules.yaml", text: `rules:\n${text}` }],
    registry,
    checkShape: checkShapeTypebox,
  });
  const [checked] = folder.checked.rules;
  return withoutPaths((checked?.rule ?? null) as unknown as Json);
};
const withoutPaths = (value: Json): Json =>
  JSON.parse(
    JSON.stringify(value, (key, one: unknown) => (key === "path" ? undefined : one)),
  ) as Json;

const rules = exampleRules().filter(({ text }) => compiled(text) !== null);
const part = (rule: Json, key: keyof Rule): Json =>
  (rule as Readonly<Record<string, Json>> | null)?.[key] ?? null;
const PARTS = ["id", "name", "when", "if", "then", "else", "active", "limit"] as const;

interface Visual {
  readonly what: "add" | "remove" | "move" | "note" | "name" | "priority";
  readonly list: "when" | "then";
  readonly a: number;
  readonly b: number;
}
const visual: fc.Arbitrary<Visual> = fc.record({
  what: fc.constantFrom("add", "remove", "move", "note", "name", "priority"),
  list: fc.constantFrom("when", "then"),
  a: fc.nat(9),
  b: fc.nat(9),
});
const ROW: Readonly<Record<Visual["list"], Json>> = { when: "follow", then: { tag: "新标签" } };

const edited = (text: string, { what, list, a, b }: Visual): string => {
  const count = rowCount(text, [list]);
  if (what === "add") return insertRow(text, [list], a % (count + 1), ROW[list]);
  if (count === 0 || (what === "remove" && count === 1)) return text;
  if (what === "remove") return removeRow(text, [list, a % count]);
  if (what === "move") return moveRow(text, [list], a % count, b % count);
  if (what === "note") return setRowNote(text, [list, a % count], `备注 ${b}: # 甲`);
  const edit: Edit =
    what === "name"
      ? { kind: "set", at: ["name"], value: `名称：${a} # "${b}"` }
      : { kind: "set", at: ["priority"], value: a };
  return applyEdit(text, edit);
};
/** The same edit on the normal form. */
const expected = (rule: Json, { what, list, a, b }: Visual): Json => {
  const map = rule as Readonly<Record<string, Json>>;
  const rows = [...((map[list] ?? []) as readonly Json[])];
  const count = rows.length;
  if (what === "name") return { ...map, name: `名称：${a} # "${b}"` };
  if (what === "priority") return { ...map, priority: a };
  if (count === 0 || what === "note" || what === "add") return map;
  if (what === "remove" && count > 1) rows.splice(a % count, 1);
  if (what === "move") {
    const [row] = rows.splice(a % count, 1);
    if (row !== undefined) rows.splice(b % count, 0, row);
  }
  return { ...map, [list]: rows };
};

/** Every part of the rule, but the list that a row was added to. */
const checkParts = (before: Json, means: Json, one: Visual): void => {
  const wanted = expected(before, one);
  for (const key of PARTS)
    if (one.what !== "add" || key !== one.list)
      expect(part(means, key), `${one.what} ${key}`).toEqual(part(wanted, key));
};

describe("visual edits of the example rules", () => {
  test("mean to the engine what they say, and leave every other part as it was", () => {
    expect(rules.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.array(visual, { maxLength: 5 }),
        ({ text }, all) => {
          all.reduce((now, one) => {
            const after = edited(now, one);
            const [before, means] = [compiled(now), compiled(after)];
            if (before !== null && means !== null) checkParts(before, means, one);
            return after;
          }, text);
        },
      ),
      { numRuns: 120, seed: 4 },
    );
  });
});
