/** Ids of the rows of one list, in order, with what they said: so that a row keeps its id when others move. */
export interface KnownRow {
  readonly id: string;
  readonly source: string;
}

/**
 * Gives each row an id that it keeps: a row that says the same wherever it went, else the one that stood in its
 * place. Ids are not written into the YAML; `fresh` makes a new one.
 */
export const keepIds = (
  before: readonly KnownRow[],
  sources: readonly string[],
  fresh: () => string,
): readonly KnownRow[] => {
  const left = new Set(before);
  const take = (row: KnownRow | undefined): string | undefined => {
    if (row === undefined || !left.delete(row)) return undefined;
    return row.id;
  };
  const same = sources.map((source, place) => {
    const here = before[place];
    const isHere = here?.source === source && left.has(here);
    return take(isHere ? here : [...left].find((row) => row.source === source));
  });
  return sources.map((source, place) => {
    const id = same[place] ?? take(before[place]) ?? fresh();
    return { id, source };
  });
};
