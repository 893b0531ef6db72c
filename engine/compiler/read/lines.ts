/** Turns places in a text into lines and columns, both from 1; lines end at LF, columns count UTF-16 units as editors do. */
export interface Lines {
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
}

/** Notes where lines begin; `firstLine` is the number of the text's first line in its file. A byte order mark takes no column. */
export const makeLines = (text: string, firstLine = 1): Lines => {
  const starts = [0];
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  return {
    at: (offset) => {
      const index = lastAtMost(starts, Math.max(0, Math.min(offset, text.length)));
      const column = offset - (starts[index] ?? 0) + 1;
      return {
        line: firstLine + index,
        column: Math.max(1, index === 0 ? column - mark : column),
      };
    },
  };
};

const lastAtMost = (sorted: readonly number[], value: number): number => {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};
