import type { InboundEvent } from "../schema/inbound-event.ts";
import type { ActionRow } from "../schema/rule.ts";
import type { FailedLeaf } from "../schema/trace.ts";
import type { RuleId } from "../schema/words.ts";
import type { ReadyRules } from "./asked.ts";
import { listsOf, rowAt } from "./frames.ts";
import { inVersion, rulesAt } from "./in-version.ts";
import type { Run } from "./run.ts";
import { mark, takeBack } from "./run.ts";
import { errorStep } from "./values.ts";

interface Found {
  readonly rules: ReadyRules;
  readonly rule: RuleId;
  readonly rows: readonly ActionRow[];
}

const note = (run: Run, event: InboundEvent<"due">, failed: FailedLeaf | null): void => {
  const [, rule = ""] = event.path.split("/");
  run.steps.push({
    kind: "rule",
    path: `rules/${rule}`,
    trigger: event.path,
    verdict: failed === null ? "answered" : "did-not-hold",
    branch: failed === null ? "then" : null,
    failed: failed === null ? [] : [failed],
  });
};

/** The list that waited; one whose rule was switched off or is gone does nothing, and the trace says which. */
const listOf = (run: Run, event: InboundEvent<"due">): Found | FailedLeaf => {
  const [, rule = ""] = event.path.split("/");
  const isOn = run.asked.rules.rule(rule)?.enabled === true;
  if (!isOn) return { path: `rules/${rule}/enabled`, expected: true, actual: false };
  const rules = rulesAt(run, event.version);
  const began = rules?.rule(rule);
  const row = rules && began ? rowAt(began, event.path, rules.registry) : null;
  if (rules === null || row === null)
    return { path: event.path, expected: event.version, actual: run.asked.rules.version };
  return { rules, rule, rows: listsOf(row, rules.registry).then ?? [] };
};

/** A reminder is due: its list runs with what was captured when it was set. */
export const remindNow = async (run: Run, event: InboundEvent<"due">): Promise<void> => {
  const found = listOf(run, event);
  if (!("rules" in found)) return note(run, event, found);
  note(run, event, null);
  run.captured = event.captured?.names ?? {};
  run.secrets = event.captured?.secrets ?? [];
  const before = mark(run);
  try {
    await inVersion(run, found, [{ rows: found.rows, next: 0 }]);
  } catch (error) {
    errorStep(run, event.path, error);
    takeBack(run, before);
  }
};
