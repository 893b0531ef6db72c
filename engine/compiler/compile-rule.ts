import type { Diagnostic } from "../schema/diagnostic.ts";
import type { Rule } from "../schema/rule.ts";
import type { RuleId } from "../schema/words.ts";
import { checkEntry } from "./check/check-entry.ts";
import { diagnosticAt } from "./check/checked-rule.ts";
import { linkRule, lookupFor } from "./check/link-rules.ts";
import { warnRule } from "./check/warn-rules.ts";
import type { CheckedFolder } from "./compile-folder.ts";
import { readEntry } from "./read/read-entry.ts";

/** One changed rule, checked against the others. */
export interface CompiledRule {
  /** `null`: it has a mistake. */
  readonly rule: Rule | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The folder with this rule in it, for the next change. */
  readonly folder: CheckedFolder;
}

/**
 * Checks one rule's text again while the others stay as they are: what an editor asks at every pause in typing.
 * `replaces` is the id under which the rule stood, `null` for a new one. Never throws.
 */
export const compileRule = (from: {
  readonly folder: CheckedFolder;
  readonly text: string;
  readonly file: string;
  readonly firstLine: number;
  readonly replaces: RuleId | null;
}): CompiledRule => {
  const { folder, text, file, firstLine, replaces } = from;
  const { compiler, account } = folder;
  const context = {
    account: account.account,
    registry: compiler.registry,
    unread: account.unread,
  };
  const found = folder.rules.findIndex(({ id }) => replaces !== null && id === replaces);
  const place = found < 0 ? folder.rules.length : found;
  const entry = readEntry({
    place: { kind: "rule", file, place, firstLine, guess: null },
    text,
    schemas: compiler.ruleSchemas,
  });
  const checked = checkEntry(entry, compiler);
  const rules = [...folder.rules];
  rules[place] = checked;
  const lookup = lookupFor(rules, context);
  const other = rules.find(
    (rule) => rule !== checked && rule.id !== null && rule.id === checked.id,
  );
  const linked = [...linkRule(checked, lookup)];
  if (other !== undefined) {
    const { file: otherFile, line } = other.where.value(["id"]);
    const params = { id: checked.id ?? "", file: otherFile, first: line };
    linked.push(diagnosticAt(checked.where, "duplicate-id", { at: ["id"], params }));
  }
  const isSound = linked.every(({ severity }) => severity !== "error");
  const warned = isSound ? warnRule(checked, { ...context, arrivals: lookup.arrivals }) : [];
  return {
    rule: isSound ? checked.rule : null,
    diagnostics: [...checked.diagnostics, ...linked, ...warned],
    folder: { ...folder, rules },
  };
};
