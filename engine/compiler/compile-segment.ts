import type { Registry } from "../definitions/registry.ts";
import type { CheckShape } from "../ports.ts";
import type { Account } from "../schema/account.ts";
import type { Diagnostic } from "../schema/diagnostic.ts";
import type { Condition } from "../schema/rule.ts";
import { checkEntry } from "./check/check-entry.ts";
import { linkRule, lookupFor } from "./check/link-rules.ts";
import { makeCompiler } from "./compiler.ts";
import { readEntry } from "./read/read-entry.ts";

/** A saved condition on followers, checked. */
export interface CompiledSegment {
  /** `null`: it has a mistake. */
  readonly condition: Condition | null;
  readonly diagnostics: readonly Diagnostic[];
}
const FILE = "segment";
/** What stands before the condition when it is read as that of a rule. */
const HEAD = ["- id: segment", "  if:"];

/** Checks a condition by itself, as an author writes it under `if:`. Never throws. */
export const compileSegment = (from: {
  readonly text: string;
  readonly account: Account;
  readonly registry: Registry;
  readonly checkShape: CheckShape;
}): CompiledSegment => {
  const { text, account, registry } = from;
  const compiler = makeCompiler(registry, from.checkShape);
  const written = text.split("\n").map((line) => `    ${line}`);
  const entry = readEntry({
    place: { kind: "rule", file: FILE, place: 0, firstLine: 1 - HEAD.length, guess: FILE },
    text: [...HEAD, ...written, "  then: [silent]", ""].join("\n"),
    schemas: compiler.ruleSchemas,
  });
  const checked = checkEntry(entry, compiler);
  const lookup = lookupFor([checked], { account, registry, unread: new Set() });
  const diagnostics = [...checked.diagnostics, ...linkRule(checked, lookup)];
  const isSound = diagnostics.every(({ severity }) => severity !== "error");
  return { condition: isSound ? (checked.rule?.if ?? null) : null, diagnostics };
};
