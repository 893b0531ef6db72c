import type { Hunk } from "./hunks.ts";
import { hunksOf } from "./hunks.ts";

/** Two changes of one text, put together line by line. */
export interface Merged {
  readonly text: string;
  /** Both changed the same place; `text` holds mine, then theirs, between marks. */
  readonly hasConflict: boolean;
}
interface Texts {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}
/** Marks are comments, so that a text saved by mistake still reads. */
export const MARKS = {
  mine: "# <<<<<<< 我的 / mine",
  middle: "# =======",
  theirs: "# >>>>>>> 对方的 / theirs",
} as const;

const linesOf = (text: string): readonly string[] => text.split("\n");

const isSame = (a: Hunk, b: Hunk): boolean =>
  a.from === b.from && a.to === b.to && a.lines.join("\n") === b.lines.join("\n");
const touches = (a: Hunk, b: Hunk): boolean => a.from <= b.to && b.from <= a.to;

const applied = (base: readonly string[], hunks: readonly Hunk[], from: number, to: number) => {
  const out: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.from), ...hunk.lines);
    at = hunk.to;
  }
  return [...out, ...base.slice(at, to)];
};

/** Takes the next hunks of both sides that touch one another. */
const nextGroup = (mine: readonly Hunk[], theirs: readonly Hunk[]) => {
  const [a, b] = [mine[0], theirs[0]];
  const first = b === undefined || (a !== undefined && a.from <= b.from) ? a : b;
  if (first === undefined) return null;
  let span: Hunk = first;
  const taken = { mine: 0, theirs: 0 };
  const grow = (side: "mine" | "theirs", list: readonly Hunk[]): boolean => {
    const hunk = list[taken[side]];
    if (hunk === undefined || !touches(span, hunk)) return false;
    taken[side] += 1;
    span = { ...span, from: Math.min(span.from, hunk.from), to: Math.max(span.to, hunk.to) };
    return true;
  };
  while (grow("mine", mine) || grow("theirs", theirs));
  return { span, mine: mine.slice(0, taken.mine), theirs: theirs.slice(0, taken.theirs) };
};

/** Merges two changes of a text; where both changed the same lines, both stand between marks. */
export const mergeTexts = ({ base, mine, theirs }: Texts): Merged => {
  const from = linesOf(base);
  let left = { mine: hunksOf(from, linesOf(mine)), theirs: hunksOf(from, linesOf(theirs)) };
  const out: string[] = [];
  let at = 0;
  let hasConflict = false;
  for (let group = nextGroup(left.mine, left.theirs); group !== null; ) {
    const { span } = group;
    out.push(...from.slice(at, span.from));
    const own = applied(from, group.mine, span.from, span.to);
    const other = applied(from, group.theirs, span.from, span.to);
    const [a, b] = [group.mine[0], group.theirs[0]];
    if (a === undefined) out.push(...other);
    else if (b === undefined || own.join("\n") === other.join("\n") || isSame(a, b))
      out.push(...own);
    else {
      hasConflict = true;
      out.push(MARKS.mine, ...own, MARKS.middle, ...other, MARKS.theirs);
    }
    at = span.to;
    left = {
      mine: left.mine.slice(group.mine.length),
      theirs: left.theirs.slice(group.theirs.length),
    };
    group = nextGroup(left.mine, left.theirs);
  }
  out.push(...from.slice(at));
  return { text: out.join("\n"), hasConflict };
};
