import { useRef } from "react";
import type { KnownRow } from "../../document/row-ids.ts";
import { keepIds } from "../../document/row-ids.ts";

let made = 0;
const fresh = (): string => {
  made += 1;
  return `row-${made}`;
};

/** Ids for the rows of one list that stay with them while others come, go and move. */
export const useRowIds = (sources: readonly string[]): readonly string[] => {
  const known = useRef<readonly KnownRow[]>([]);
  const isSame =
    known.current.length === sources.length &&
    known.current.every(({ source }, place) => source === sources[place]);
  if (!isSame) known.current = keepIds(known.current, sources, fresh);
  return known.current.map(({ id }) => id);
};
