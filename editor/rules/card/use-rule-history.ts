import { useCallback, useRef, useState } from "react";
import type { History } from "../../document/history.ts";
import { labelsOf, record, redo, startHistory, undo } from "../../document/history.ts";

/** Undo and redo of one rule, for card and YAML pane alike. */
export interface RuleHistory {
  /** Writes a text down; `group`: further edits of the same kind, soon after, become one with it. */
  readonly write: (text: string, label: string, group?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What they would take back or bring back; `null` if nothing. */
  readonly labels: { readonly undo: string | null; readonly redo: string | null };
}

/** Keeps the history of a text that somebody else owns; what that changes by itself (a save, a merge) is a step like any other. */
export const useRuleHistory = (text: string, onText: (text: string) => void): RuleHistory => {
  const [history, setHistory] = useState<History>(() => startHistory(text));
  const latest = useRef(history);
  const keep = useCallback((next: History) => {
    latest.current = next;
    setHistory(next);
  }, []);
  if (latest.current.present.text !== text) {
    const moment = { text, label: "", group: null, atMs: Date.now() };
    latest.current = record(latest.current, moment);
  }
  const go = useCallback(
    (next: History) => {
      if (next === latest.current) return;
      keep(next);
      onText(next.present.text);
    },
    [keep, onText],
  );
  const write = useCallback(
    (next: string, label: string, group?: string) =>
      go(record(latest.current, { text: next, label, group: group ?? null, atMs: Date.now() })),
    [go],
  );
  return {
    write,
    undo: useCallback(() => go(undo(latest.current)), [go]),
    redo: useCallback(() => go(redo(latest.current)), [go]),
    labels: labelsOf(latest.current),
  };
};
