/** One state of a rule's text, and what was done to reach it. */
export interface Moment {
  readonly text: string;
  /** What the undo button says: the caller's words. */
  readonly label: string;
  /** Further edits of the same kind, soon after, become one with it: typing in one field. */
  readonly group: string | null;
  readonly atMs: number;
}
/** One stack for card and YAML pane. */
export interface History {
  readonly past: readonly Moment[];
  readonly present: Moment;
  readonly future: readonly Moment[];
}

/** Typing goes on as long as pauses are shorter. */
const TYPING_MS = 1_000;
const MOST = 500;

/** Begins with the text as it was opened. */
export const startHistory = (text: string): History => ({
  past: [],
  present: { text, label: "", group: null, atMs: 0 },
  future: [],
});

/** Adds a state; one that changes nothing is no state. What was undone is gone. */
export const record = (history: History, moment: Moment): History => {
  const { past, present } = history;
  if (moment.text === present.text) return history;
  const isTyping =
    moment.group !== null &&
    moment.group === present.group &&
    moment.atMs - present.atMs < TYPING_MS &&
    history.future.length === 0;
  if (isTyping) return { past, present: moment, future: [] };
  return { past: [...past, present].slice(-MOST), present: moment, future: [] };
};

/** One state back; the same history if there is none. */
export const undo = (history: History): History => {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  const { past, present, future } = history;
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
};

/** One state on again. */
export const redo = (history: History): History => {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
};

/** What undo and redo would take back and bring back; `null` if nothing. */
export const labelsOf = (
  history: History,
): { readonly undo: string | null; readonly redo: string | null } => ({
  undo: history.past.length === 0 ? null : history.present.label,
  redo: history.future[0]?.label ?? null,
});
