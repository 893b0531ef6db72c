import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";
import { signsOf } from "../meaning/pieces.ts";
import type { Example } from "../meaning/taught.ts";
import { taughtBy } from "../meaning/taught.ts";
import type { Diagnostic } from "../schema/diagnostic.ts";
import type { Rule } from "../schema/rule.ts";
import type { RuleId } from "../schema/words.ts";

type Of = Parameters<Lint>[0];

const nameIn = (rules: readonly Rule[], id: RuleId): string => {
  const name = rules.find((rule) => rule.id === id)?.name ?? "";
  return name === "" ? id : name;
};

const keyOf = (text: string): string => signsOf(text).join("");

/** Sentences that are examples of two rules. */
const sameExamples = ({ ruleSet, registry, spotOf }: Of): readonly Diagnostic[] => {
  const { rules, account } = ruleSet;
  const firsts = new Map<string, { readonly rule: RuleId; readonly example: Example }>();
  return taughtBy(rules, registry, account).flatMap(({ rule, examples }) =>
    examples.flatMap((example) => {
      const key = keyOf(example.text);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, { rule, example });
      if (first === undefined || first.rule === rule) return [];
      const other = nameIn(rules, first.rule);
      const params = { example: example.text, other, otherRule: first.rule, rule };
      return [makeDiagnostic("same-example", spotOf(example.path), params)];
    }),
  );
};

/** Names examples that stand in two rules, and rules whose examples were taken for each other when they were trained. */
export const findConfusables: Lint = (of) => {
  const { ruleSet, spotOf } = of;
  const same = sameExamples(of);
  const named = new Set(same.map(({ params }) => keyOf(String(params["example"]))));
  const confusable = (ruleSet.meaning?.confusions ?? [])
    .filter(({ example }) => !named.has(keyOf(example)))
    .map(({ rule, path, example, other, otherExample }) =>
      makeDiagnostic("confusable-examples", spotOf(path), {
        rule,
        example,
        other: nameIn(ruleSet.rules, other),
        otherRule: other,
        otherExample,
      }),
    );
  return [...same, ...confusable];
};
