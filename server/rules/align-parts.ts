import type { SourcePart } from "../storage/sources.ts";

/** Tests and what stands between rules have no name of their own: one that was there before keeps what it was kept under. */
const alignKind = (
  known: readonly SourcePart[],
  parts: readonly SourcePart[],
  isTaken: (id: string) => boolean,
): readonly SourcePart[] => {
  const free = [...known];
  const ids = new Map<SourcePart, string>();
  const take = (part: SourcePart, found: number): void => {
    const [one] = free.splice(found, 1);
    if (one !== undefined) ids.set(part, one.id);
  };
  for (const part of parts) {
    const found = free.findIndex(({ text }) => text === part.text);
    if (found >= 0) take(part, found);
  }
  for (const part of parts) if (!ids.has(part) && free.length > 0) take(part, 0);
  const given = new Set(ids.values());
  const newId = (file: string): string => {
    for (let count = 0; ; count += 1) {
      const id = `${file}/${count}`;
      if (given.has(id) || isTaken(id)) continue;
      given.add(id);
      return id;
    }
  };
  return parts.map((part) => ({ ...part, id: ids.get(part) ?? newId(part.file) }));
};

/** Gives the parts of new files the names under which the same things are kept already; rules keep their ids. */
export const alignParts = (
  known: readonly SourcePart[],
  parts: readonly SourcePart[],
): readonly SourcePart[] => {
  const aligned = new Map<SourcePart, SourcePart>();
  for (const file of new Set(parts.map((part) => part.file)))
    for (const kind of ["outside", "test"] as const) {
      const isOne = (part: SourcePart) => part.file === file && part.kind === kind;
      const own = parts.filter(isOne);
      const isTaken = (id: string) => known.some((part) => part.kind === kind && part.id === id);
      alignKind(known.filter(isOne), own, isTaken).forEach((part, at) => {
        const from = own[at];
        if (from !== undefined) aligned.set(from, part);
      });
    }
  return parts.map((part) => aligned.get(part) ?? part);
};
