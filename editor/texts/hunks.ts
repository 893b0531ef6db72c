/** Lines `from` to `to` of the base became `lines`. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Lengths of the longest common subsequence from every pair of places on. */
const commonLengths = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, below] = [table[i], table[i + 1]];
      if (row === undefined || below === undefined) continue;
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
};

interface Ends {
  readonly head: number;
  readonly tail: number;
}
/** How many lines are the same at both ends: only what is between is compared. */
const sameEnds = (a: readonly string[], b: readonly string[]): Ends => {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return { head, tail };
};

const middleHunks = (base: readonly string[], other: readonly string[], shift: number): Hunk[] => {
  const table = commonLengths(base, other);
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  let lines: string[] = [];
  let from = 0;
  const close = (): void => {
    if (i > from || lines.length > 0) hunks.push({ from: from + shift, to: i + shift, lines });
    lines = [];
  };
  while (i < base.length || j < other.length) {
    if (i < base.length && j < other.length && base[i] === other[j]) {
      close();
      i += 1;
      j += 1;
      from = i;
      continue;
    }
    const isGone = j >= other.length || (table[i + 1]?.[j] ?? -1) >= (table[i]?.[j + 1] ?? -1);
    if (isGone && i < base.length) i += 1;
    else {
      lines.push(other[j] ?? "");
      j += 1;
    }
  }
  close();
  return hunks;
};

/** What of the base became what, in order; nothing that stayed is in it. */
export const hunksOf = (base: readonly string[], other: readonly string[]): readonly Hunk[] => {
  const { head, tail } = sameEnds(base, other);
  return middleHunks(
    base.slice(head, base.length - tail),
    other.slice(head, other.length - tail),
    head,
  );
};
