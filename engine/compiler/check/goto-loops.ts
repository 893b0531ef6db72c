import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { RuleId } from "../../schema/words.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Jump } from "./findings.ts";
import { WAITED } from "./names.ts";

interface Step {
  readonly rule: CheckedRule;
  readonly jump: Jump;
}
/** Jumps of one and the same message: what comes after a question or a reminder waits for another. */
const isAtOnce = ({ available }: Jump): boolean => !available.includes(WAITED);

const jumpsBy = (rules: readonly CheckedRule[]): ReadonlyMap<RuleId, readonly Step[]> => {
  const jumps = new Map<RuleId, readonly Step[]>();
  for (const rule of rules) {
    const steps = rule.found.jumps.filter(isAtOnce).map((jump) => ({ rule, jump }));
    if (rule.id !== null && rule.rule !== null && steps.length > 0) jumps.set(rule.id, steps);
  }
  return jumps;
};

/** Finds rules that go round in a circle within one message; each circle is told once, at the jump that closes it. */
export const findGotoLoops = (rules: readonly CheckedRule[]): readonly Diagnostic[] => {
  const jumps = jumpsBy(rules);
  const done = new Set<RuleId>();
  const found: Diagnostic[] = [];
  const follow = (id: RuleId, way: readonly RuleId[]): void => {
    for (const { rule, jump } of jumps.get(id) ?? []) {
      const start = way.indexOf(jump.to);
      if (start >= 0) {
        const params = { way: [...way.slice(start), jump.to].join(" → ") };
        found.push(diagnosticAt(rule.where, "goto-loop", { at: jump.at, params }));
      } else if (!done.has(jump.to)) follow(jump.to, [...way, jump.to]);
    }
    done.add(id);
  };
  for (const id of jumps.keys()) if (!done.has(id)) follow(id, [id]);
  return found;
};
