import type { Registry } from "../../definitions/registry.ts";
import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Rule } from "../../schema/rule.ts";
import type { RuleId } from "../../schema/words.ts";
import { PATTERN_LIMITS } from "../../text/pattern.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Declared } from "./declared.ts";
import { declaredBy, isDeclared, undeclaredCode } from "./declared.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Arrivals } from "./link-names.ts";
import { arrivalsOf, linkNames } from "./link-names.ts";

/** What rules are looked up against. */
export interface LinkContext {
  readonly account: Account;
  readonly registry: Registry;
  /** Kinds whose file could not be read: naming something of them is no second mistake. */
  readonly unread: ReadonlySet<keyof Declared>;
}
/** The rules that may be used, in stored order, with what was found wrong between them. */
export interface Linked {
  readonly rules: readonly Rule[];
  /** Rules that got an error here. */
  readonly diagnostics: readonly Diagnostic[];
}

const duplicates = (rules: readonly CheckedRule[]): readonly (Diagnostic | null)[] => {
  const first = new Map<RuleId, CheckedRule>();
  return rules.map((checked) => {
    const { id, where } = checked;
    const before = id === null ? undefined : first.get(id);
    if (id === null) return null;
    if (before === undefined) {
      first.set(id, checked);
      return null;
    }
    const { file, line } = before.where.value(["id"]);
    return diagnosticAt(where, "duplicate-id", { at: ["id"], params: { id, file, first: line } });
  });
};

const linkReferences = ({ found, where }: CheckedRule, declared: Declared): readonly Diagnostic[] =>
  found.references.flatMap(({ kind, name, at, declared: how }) => {
    const names = declared[kind];
    const code = undeclaredCode(kind, how);
    if (names === undefined || code === null || isDeclared(name, names)) return [];
    return [diagnosticAt(where, code, { at, params: { name, ...didYouMean(name, [...names]) } })];
  });

/** Counts patterns over the whole set, in stored order: those beyond the limits are refused. */
class PatternCount {
  private patterns = 0;
  private withoutLiteral = 0;
  private readonly context: LinkContext;
  constructor(context: LinkContext) {
    this.context = context;
  }
  refuse({ rule, where, found }: CheckedRule): readonly Diagnostic[] {
    if (rule === null || found.patterns.length === 0) return [];
    const filed = rule.when.flatMap(({ use, params }) => {
      const trigger = this.context.registry.triggers.get(use);
      return trigger?.index(params as never, this.context.account) ?? [];
    });
    const own = filed.flatMap(({ key }) => (key.in === "pattern" ? [key.literals.length] : []));
    const bare = own.filter((literals) => literals === 0).length;
    const [at = []] = found.patterns;
    const { patterns, withoutLiteral } = PATTERN_LIMITS;
    if (this.patterns + own.length > patterns)
      return [diagnosticAt(where, "patterns-too-many", { at, params: { max: patterns } })];
    if (bare > 0 && this.withoutLiteral + bare > withoutLiteral)
      return [
        diagnosticAt(where, "patterns-without-literal", { at, params: { max: withoutLiteral } }),
      ];
    this.patterns += own.length;
    this.withoutLiteral += bare;
    return [];
  }
}

const hasError = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");

const declaredIn = (rules: readonly CheckedRule[], context: LinkContext): Declared => {
  const ids = rules.flatMap(({ id }) => (id === null ? [] : [id]));
  const declared = { ...declaredBy(context.account, ids) };
  for (const kind of context.unread) delete declared[kind];
  return declared;
};

/** What one rule says that others must know, given all of them. */
export const linkRule = (
  checked: CheckedRule,
  lookup: {
    readonly arrivals: Arrivals;
    readonly declared: Declared;
    readonly context: LinkContext;
  },
): readonly Diagnostic[] => {
  const { arrivals, declared, context } = lookup;
  const { registry, account } = context;
  return [
    ...linkReferences(checked, declared),
    ...linkNames(checked, { arrivals, vars: account.vars, registry }),
  ];
};

/** Makes ready what `linkRule` looks things up in. */
export const lookupFor = (rules: readonly CheckedRule[], context: LinkContext) => ({
  arrivals: arrivalsOf(rules),
  declared: declaredIn(rules, context),
  context,
});

/** Looks up what rules say of each other and of the account's files; a rule with an error is left out, alone. */
export const linkRules = (rules: readonly CheckedRule[], context: LinkContext): Linked => {
  const lookup = lookupFor(rules, context);
  const twice = duplicates(rules);
  const patterns = new PatternCount(context);
  const sound: Rule[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [place, checked] of rules.entries()) {
    const duplicate = twice[place] ?? null;
    const found = duplicate === null ? [...linkRule(checked, lookup)] : [duplicate];
    if (!hasError(found)) found.push(...patterns.refuse(checked));
    diagnostics.push(...found);
    if (checked.rule !== null && !hasError(found)) sound.push(checked.rule);
  }
  return { rules: sound, diagnostics };
};
