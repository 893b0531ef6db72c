import type { CheckedCopy, CopyView } from "../rules/copies.ts";
import { findPart, revisionOf } from "../rules/copies.ts";
import { freeId, scalarOf, setScalar } from "../rules/entry-text.ts";
import type { CopyPart } from "../rules/working-copy.ts";
import { keyOf } from "../rules/working-copy.ts";
import type { RuleDetail } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { registryOf } from "./desk.ts";
import { problemsOf } from "./problems.ts";
import { found, Refusal } from "./refusal.ts";
import { sentenceOf } from "./rule-rows.ts";

/** The part of a rule or test, or `not-found`. */
export const partOf = (view: CopyView, kind: CopyPart["kind"], id: string): CopyPart =>
  found(findPart(view, { kind, id }));
export const placeOf = (view: CopyView, kind: CopyPart["kind"], id: string): number => {
  const at = view.parts.findIndex((part) => part.kind === kind && part.id === id);
  if (at < 0) throw new Refusal("not-found");
  return at;
};

/** Refuses a change of something that says something else by now, with both texts. */
export const checkRevision = (part: CopyPart | null, revision: string): void => {
  if (revisionOf(part) === revision) return;
  throw new Refusal("changed-meanwhile", {
    text: part?.text ?? null,
    published: part?.published ?? null,
    base: part?.base ?? null,
    revision: revisionOf(part),
  });
};

const ID = /^[a-z0-9-]+$/;
/** The id a text gives its rule; refuses a text that has none to be seen. */
export const idIn = (text: string): string => {
  const id = scalarOf(text, "id");
  if (id === null || !ID.test(id)) throw new Refusal("cannot-read", { expected: "id" });
  return id;
};
/** Gives a new rule an id that nobody has. */
export const withFreeId = (view: CopyView, text: string, wanted: string) => {
  const taken = new Set(
    [...view.shared, ...view.parts].filter(({ kind }) => kind === "rule").map(({ id }) => id),
  );
  const id = freeId(wanted, (one) => taken.has(one));
  const changed = setScalar(text, "id", id);
  if (changed === null) throw new Refusal("cannot-edit-here");
  return { id, text: changed };
};

const testsFor = ({ tests }: CheckedCopy, rule: string): string[] =>
  [...tests].flatMap(([key, test]) => {
    const isNamed = test.steps.some(
      ({ expect }) => expect?.rule === rule || expect?.also?.includes(rule),
    );
    return isNamed ? [key.slice(key.indexOf("\n") + 1)] : [];
  });

/** One rule as the editor opens it. */
export const ruleDetail = async (
  desk: Desk,
  checked: CheckedCopy,
  id: string,
): Promise<RuleDetail> => {
  const { view } = checked;
  const part = partOf(view, "rule", id);
  const rules = view.parts.filter(({ kind }) => kind === "rule");
  const at = rules.indexOf(part);
  const rule = checked.rules.get(id) ?? null;
  const off = await desk.library.ruleSets.rulesOff(view.account);
  return {
    id,
    file: part.file,
    text: part.text,
    revision: revisionOf(part),
    published: part.published,
    base: part.base,
    conflict: part.conflict,
    isOff: off.has(id),
    rule,
    problems: problemsOf(checked.problems.get(keyOf(part)) ?? []),
    sentence:
      rule === null ? { "zh-CN": "", en: "" } : sentenceOf(rule, registryOf(desk, view.account)),
    tests: testsFor(checked, id),
    before: rules[at - 1]?.id ?? null,
    after: rules[at + 1]?.id ?? null,
  };
};
