import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyRow, pasteRows } from "../../../editor/document/clipboard.ts";
import type { Edit } from "../../../editor/document/edit.ts";
import { applyEdit } from "../../../editor/document/edit.ts";
import { extentAt } from "../../../editor/document/extent.ts";
import { findAt, rootOf } from "../../../editor/document/find.ts";
import { record, redo, startHistory, undo } from "../../../editor/document/history.ts";
import type { Model } from "../../../editor/document/model.ts";
import {
  changeModel,
  insertInModel,
  isSameModel,
  modelOf,
  modelOfValue,
  moveInModel,
} from "../../../editor/document/model.ts";
import { applyPatches, minimalChange } from "../../../editor/document/patch.ts";
import type { Steps } from "../../../editor/document/steps.ts";
import { isWithin } from "../../../editor/document/steps.ts";
import type { TreeNode } from "../../../editor/document/tree.ts";
import type { Json } from "../../../engine/index.ts";
import { arbitraryRule } from "./arbitrary-rule.ts";

const places = (node: TreeNode, at: Steps = []): Steps[] => {
  const inner =
    node.kind === "list"
      ? node.items.flatMap(({ value }, place) => places(value, [...at, place]))
      : node.kind === "map"
        ? node.entries.flatMap(({ key, value }) => places(value, [...at, key]))
        : [];
  return [at, ...inner];
};
const meaning = (text: string): Model => modelOf(rootOf(text).node);
const commentsOf = (text: string): string[] => text.match(/# c\d+\./g) ?? [];
/** The bytes of every node, by place. */
const sourcesOf = (text: string): Map<string, string> =>
  new Map(
    places(rootOf(text).node).map((at) => {
      const node = findAt(text, at)?.node;
      return [
        JSON.stringify(at),
        node === undefined ? "" : text.slice(node.start, node.end).trimEnd(),
      ];
    }),
  );

const newValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    "VIP",
    "新的",
    "两\n行",
    "0571",
    "true",
    "a: b # c",
    " lead",
    "",
    "'",
    "x\n\n",
    "\u0007",
    "，a",
    5,
    true,
    ["a", "b"],
    ["甲，乙"],
    {},
    [],
  ),
  fc.constantFrom<Json>(
    { tag: "VIP" },
    { reply: { text: "a\nb" } },
    { fact: "tags", operator: "includes", value: ["VIP"] },
    { choose: [{ then: [{ reply: "x" }] }] },
    { text: { has: ["a", "b"] }, enabled: false },
  ),
);
interface Try {
  readonly pick: number;
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly value: Json;
}
const tries = fc.array(
  fc.record({ pick: fc.nat(999), what: fc.nat(4), a: fc.nat(9), b: fc.nat(9), value: newValue }),
  { minLength: 1, maxLength: 6 },
);

const sizeAt = (text: string, at: Steps): number => {
  const node = findAt(text, at)?.node;
  return node?.kind === "list" ? node.items.length : 1;
};
const editFrom = (text: string, { pick, what, a, b, value }: Try): Edit => {
  const all = places(rootOf(text).node).filter((at) => at.length > 0);
  const at = all[pick % all.length] ?? ["name"];
  const size = sizeAt(text, at);
  if (what === 0) return { kind: "set", at, value };
  if (what === 1) return { kind: "remove", at };
  if (what === 2) return { kind: "insert", at, place: a % (size + 1), item: { value } };
  if (what === 3)
    return { kind: "move", at, from: a % Math.max(1, size), to: b % Math.max(1, size) };
  return findAt(text, at)?.node.kind === "map"
    ? { kind: "set", at: [...at, "enabled"], value: false }
    : { kind: "set", at: ["id"], value: "b-rule" };
};
const isMissingAt = (text: string, at: Steps): boolean => {
  const node = findAt(text, at)?.node;
  return node === undefined || node.start === node.end;
};
const wanted = (text: string, edit: Edit): Model =>
  changeModel(meaning(text), edit.at, (old) => {
    if (edit.kind === "set") return modelOfValue(edit.value);
    if (edit.kind === "insert")
      return insertInModel(
        isMissingAt(text, edit.at) ? null : old,
        edit.place,
        modelOfValue(edit.item.value),
      );
    return edit.kind === "move" ? moveInModel(old, edit.from, edit.to) : null;
  }) ?? "";

/** The comments that go with a place: in it, behind it, and directly above it. */
const ownComments = (text: string, at: Steps): readonly string[] => {
  const found = findAt(text, at);
  if (found === null) return [];
  const { start, end } = extentAt(text, found);
  return commentsOf(text.slice(start, Math.max(end, found.node.end)));
};
/** The sources of what lies beside an edit's place; places in its list may change their number, not their bytes. */
const untouched = (text: string, { kind, at }: Edit): readonly string[] => {
  if (kind === "insert" || kind === "move") return [];
  return [...sourcesOf(text)].flatMap(([key, source]) => {
    const place = JSON.parse(key) as Steps;
    return isWithin(place, at) || isWithin(at, place) ? [] : [source];
  });
};

const RUNS = { numRuns: 400, seed: 20_261_123 };
/** Does the edits one after another, and shows each with the text before and after it. */
const through = (
  rule: string,
  all: readonly Try[],
  see: (before: string, edit: Edit, after: string) => void,
): string =>
  all.reduce((text, one) => {
    const edit = editFrom(text, one);
    const after = applyEdit(text, edit);
    see(text, edit, after);
    return after;
  }, rule);

describe("edits of a rule's text", () => {
  test("change the meaning as asked, and nothing else", () => {
    fc.assert(
      fc.property(arbitraryRule, tries, (rule, all) => {
        through(rule, all, (text, edit, after) => {
          const isIdle = edit.kind === "move" && edit.from === edit.to;
          expect(isIdle || isSameModel(meaning(after), wanted(text, edit))).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test("keep every comment that stands outside of what they touch", () => {
    fc.assert(
      fc.property(arbitraryRule, tries, (rule, all) => {
        through(rule, all, (text, edit, after) => {
          const kept = commentsOf(after);
          const own = /set|remove/.test(edit.kind) ? ownComments(text, edit.at) : [];
          for (const name of commentsOf(text)) expect([...kept, ...own]).toContain(name);
        });
      }),
      RUNS,
    );
  });

  test("keep every byte of the parts they do not touch", () => {
    fc.assert(
      fc.property(arbitraryRule, tries, (rule, all) => {
        through(rule, all, (text, edit, after) => {
          const now = new Set(sourcesOf(after).values());
          for (const source of untouched(text, edit)) expect(now).toContain(source);
        });
      }),
      RUNS,
    );
  });

  test("can be undone to the same bytes, one by one, and redone", () => {
    fc.assert(
      fc.property(arbitraryRule, tries, (rule, all) => {
        let history = startHistory(rule);
        const texts = [rule];
        through(rule, all, (_, { kind }, after) => {
          if (after !== texts.at(-1)) texts.push(after);
          history = record(history, { text: after, label: kind, group: null, atMs: 0 });
        });
        for (const text of texts.toReversed()) {
          expect(history.present.text).toBe(text);
          history = undo(history);
        }
        for (const text of texts) {
          expect(history.present.text).toBe(text);
          history = redo(history);
        }
      }),
      RUNS,
    );
  });

  test("are told to a text field as the one stretch that differs", () => {
    fc.assert(
      fc.property(arbitraryRule, tries, (rule, all) => {
        const after = all.reduce((text, one) => applyEdit(text, editFrom(text, one)), rule);
        const change = minimalChange(rule, after);
        expect(change === null ? rule : applyPatches(rule, [change])).toBe(after);
      }),
      RUNS,
    );
  });

  test("give the same bytes where they change nothing", () => {
    fc.assert(
      fc.property(arbitraryRule, (rule) => {
        for (const at of places(rootOf(rule).node).slice(1))
          expect(applyEdit(rule, { kind: "move", at, from: 0, to: 0 })).toBe(rule);
        expect(applyEdit(rule, { kind: "remove", at: ["nothing", "here"] })).toBe(rule);
      }),
      { ...RUNS, numRuns: 50 },
    );
  });

  test("paste a copied row with its bytes", () => {
    fc.assert(
      fc.property(arbitraryRule, fc.nat(9), fc.nat(9), (rule, from, to) => {
        const size = sizeAt(rule, ["then"]);
        const at = ["then", from % size];
        const snippet = copyRow(rule, at);
        const model = findAt(rule, at);
        if (snippet === null || model === null) return;
        const after = pasteRows(rule, ["then"], to % (size + 1), snippet);
        const expected = changeModel(meaning(rule), ["then"], (old) =>
          insertInModel(old, to % (size + 1), modelOf(model.node)),
        );
        expect(isSameModel(meaning(after), expected ?? "")).toBe(true);
      }),
      RUNS,
    );
  });
});
