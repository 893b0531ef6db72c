import { hunksOf } from "./hunks.ts";

export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** More lines than any rule has; longer texts are shown as removed and added. */
const MOST_LINES = 3_000;

const linesOf = (text: string | null): readonly string[] => {
  if (text === null || text === "") return [];
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};
const as = (kind: DiffLine["kind"], lines: readonly string[]): readonly DiffLine[] =>
  lines.map((text) => ({ kind, text }));

/** Two texts line by line; `null` is a text that was not there. */
export const lineDiff = (before: string | null, after: string | null): readonly DiffLine[] => {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > MOST_LINES || b.length > MOST_LINES)
    return [...as("removed", a), ...as("added", b)];
  const out: DiffLine[] = [];
  let at = 0;
  for (const { from, to, lines } of hunksOf(a, b)) {
    out.push(...as("same", a.slice(at, from)));
    out.push(...as("removed", a.slice(from, to)), ...as("added", lines));
    at = to;
  }
  return [...out, ...as("same", a.slice(at))];
};
