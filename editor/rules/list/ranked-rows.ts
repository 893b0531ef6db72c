import type { TraceStep } from "../../../engine/index.ts";
import type { RuleRow } from "../../../server/admin/contract.ts";

type RuleStep = Extract<TraceStep, { kind: "rule" }>;
/** A row and what the message in the box did to it. */
export interface RankedRow {
  readonly row: RuleRow;
  /** Place on the ladder from 1, `null` for a rule that does not match. */
  readonly rung: number | null;
  readonly verdict: RuleStep["verdict"] | null;
}

/** Rules the message met, in ladder order, each once. */
const metRules = (steps: readonly TraceStep[]): ReadonlyMap<string, RuleStep["verdict"]> => {
  const met = new Map<string, RuleStep["verdict"]>();
  for (const step of steps)
    if (step.kind === "rule") met.set(step.path.split("/")[1] ?? "", step.verdict);
  return met;
};

/** Puts the rows that a message meets first, in ladder order; the others keep theirs. */
export const rankRows = (
  rows: readonly RuleRow[],
  steps: readonly TraceStep[] | null,
): readonly RankedRow[] => {
  const plain = (row: RuleRow): RankedRow => ({ row, rung: null, verdict: null });
  if (steps === null || steps.length === 0) return rows.map(plain);
  const met = metRules(steps);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ranked = [...met].flatMap(([id, verdict], place) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ row, rung: place + 1, verdict }];
  });
  return [...ranked, ...rows.filter(({ id }) => !met.has(id)).map(plain)];
};
