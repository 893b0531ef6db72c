import type { DraftPart, PartKey } from "../storage/drafts.ts";
import type { SourcePart } from "../storage/sources.ts";

/** A part as it stands in a working copy. */
export interface CopyPart extends SourcePart {
  /** Against what is published; `null`: the same. */
  readonly change: "added" | "changed" | "moved" | null;
  /** The shared text, `null` for a part that only the copy has. */
  readonly published: string | null;
  /** The shared text when the change began; `null` without a change, or for a new part. */
  readonly base: string | null;
  /** Somebody else published another text since the change began. */
  readonly conflict: boolean;
  readonly author: string;
  readonly atMs: number | null;
}
export interface RemovedPart extends PartKey {
  readonly file: string;
  readonly published: string;
  readonly base: string | null;
  readonly conflict: boolean;
  readonly author: string;
  readonly atMs: number;
}
/** The shared texts with one author's changes in them. */
export interface WorkingCopy {
  /** By file name (byte order), then as they stand in it; joined they are the files. */
  readonly parts: readonly CopyPart[];
  readonly removed: readonly RemovedPart[];
}

export const keyOf = ({ kind, id }: PartKey): string => `${kind}\n${id}`;
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** Sorts by file, keeping the order inside each. */
export const byFile = <P extends { readonly file: string }>(parts: readonly P[]): readonly P[] => {
  const files = new Map<string, P[]>();
  for (const part of parts) {
    const known = files.get(part.file);
    if (known === undefined) files.set(part.file, [part]);
    else known.push(part);
  }
  return [...files.keys()].sort(byBytes).flatMap((file) => files.get(file) ?? []);
};

type Placeless = Omit<CopyPart, "position">;
const untouched = (part: SourcePart): Placeless => ({
  kind: part.kind,
  id: part.id,
  file: part.file,
  text: part.text,
  change: null,
  published: part.text,
  base: null,
  conflict: false,
  author: "",
  atMs: null,
});

const isConflict = (entry: DraftPart, shared: SourcePart | undefined): boolean => {
  const now = shared?.text ?? null;
  return now !== entry.base && now !== entry.text;
};
const touched = (entry: DraftPart, shared: SourcePart | undefined, text: string): Placeless => {
  const moved = entry.isPlaced ? "moved" : null;
  const change = shared === undefined ? "added" : shared.text === text ? moved : "changed";
  return {
    kind: entry.kind,
    id: entry.id,
    file: entry.file,
    text,
    change,
    published: shared?.text ?? null,
    base: change === null ? null : entry.base,
    conflict: isConflict(entry, shared),
    author: change === null ? "" : entry.author,
    atMs: change === null ? null : entry.atMs,
  };
};

/** Where a placed part goes: behind its anchor, first in its file, or behind the last of its kind there. */
const placeFor = (list: readonly Placeless[], entry: DraftPart): number => {
  const { after, file, kind } = entry;
  if (after === null) {
    const first = list.findIndex((part) => part.file === file);
    return first < 0 ? list.length : first;
  }
  const anchor = list.findIndex((part) => part.file === file && keyOf(part) === keyOf(after));
  if (anchor >= 0) return anchor + 1;
  const last = list.findLastIndex((part) => part.file === file && part.kind === kind);
  if (last >= 0) return last + 1;
  return list.findLastIndex((part) => part.file === file) + 1 || list.length;
};

const sortOut = (shared: readonly SourcePart[], draft: readonly DraftPart[]) => {
  const byKey = new Map(shared.map((part) => [keyOf(part), part]));
  const inPlace = new Map<string, DraftPart>();
  const placed: DraftPart[] = [];
  const gone: DraftPart[] = [];
  for (const entry of [...draft].sort((a, b) => a.seq - b.seq)) {
    const of = byKey.get(keyOf(entry));
    // What was new here and is published by now stands where it was published.
    const isPublished = of !== undefined && entry.base === null;
    if (entry.text === null) gone.push(entry);
    else if (of === undefined || (entry.isPlaced && !isPublished)) placed.push(entry);
    else inPlace.set(keyOf(entry), entry);
  }
  return { byKey, inPlace, placed, gone };
};

/** Puts an author's changes into the shared texts; changes that say what is published anyway vanish. */
export const joinCopy = (
  shared: readonly SourcePart[],
  draft: readonly DraftPart[],
): WorkingCopy => {
  const { byKey, inPlace, placed, gone } = sortOut(shared, draft);
  const absent = new Set([...gone, ...placed].map(keyOf));
  const list: Placeless[] = byFile(shared)
    .filter((part) => !absent.has(keyOf(part)))
    .map((part) => {
      const entry = inPlace.get(keyOf(part));
      if (entry === undefined || entry.text === null) return untouched(part);
      const flat = { ...entry, isPlaced: false, file: part.file };
      return touched(flat, part, entry.text);
    });
  for (const entry of placed) {
    if (entry.text === null) continue;
    list.splice(placeFor(list, entry), 0, touched(entry, byKey.get(keyOf(entry)), entry.text));
  }
  const removed = gone.flatMap((entry) => {
    const of = byKey.get(keyOf(entry));
    if (of === undefined) return [];
    const { kind, id, base, author, atMs } = entry;
    const conflict = base !== of.text;
    return [{ kind, id, file: of.file, published: of.text, base, conflict, author, atMs }];
  });
  return { parts: byFile(list).map((part, position) => ({ ...part, position })), removed };
};

/** Places of a longest run of growing numbers: what need not move. */
const longestRun = (numbers: readonly number[]): ReadonlySet<number> => {
  const tails: number[] = [];
  const before: number[] = [];
  numbers.forEach((value, at) => {
    let low = 0;
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = at;
  });
  const run = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] as number) run.add(at);
  return run;
};

export interface Wanted {
  readonly shared: readonly SourcePart[];
  /** What the copy held before this edit. */
  readonly draft: readonly DraftPart[];
  /** What it must say, in order. */
  readonly parts: readonly SourcePart[];
  readonly author: string;
  readonly nowMs: number;
}

const isSameChange = (a: DraftPart, b: DraftPart): boolean =>
  a.file === b.file &&
  a.text === b.text &&
  a.isPlaced === b.isPlaced &&
  (a.after === null ? b.after === null : b.after !== null && keyOf(a.after) === keyOf(b.after));

/** Which shared parts stay where they are: the longest run of them in the wanted order, file by file. */
const staying = (shared: readonly SourcePart[], wanted: readonly SourcePart[]) => {
  const place = new Map(byFile(shared).map((part, at) => [keyOf(part), { at, file: part.file }]));
  const candidates = wanted.filter((part) => place.get(keyOf(part))?.file === part.file);
  const run = longestRun(candidates.map((part) => place.get(keyOf(part))?.at ?? -1));
  return new Set(candidates.filter((_, at) => run.has(at)).map(keyOf));
};

/** The differences that make the shared texts into what is wanted; `joinCopy` of them gives it back. */
export const draftOf = (wanted: Wanted): readonly DraftPart[] => {
  const { shared, draft, author, nowMs } = wanted;
  const parts = byFile(wanted.parts);
  const byKey = new Map(shared.map((part) => [keyOf(part), part]));
  const known = new Map(draft.map((entry) => [keyOf(entry), entry]));
  const stays = staying(shared, parts);
  let seq = 0;
  /** An entry that says what it said keeps its author, its time and what it began from. */
  const entryOf = (now: Omit<DraftPart, "seq" | "author" | "atMs" | "base">): DraftPart => {
    seq += 1;
    const base = byKey.get(keyOf(now))?.text ?? null;
    const fresh: DraftPart = { ...now, base, seq, author, atMs: nowMs };
    const old = known.get(keyOf(now));
    if (old === undefined) return fresh;
    const kept = old.text === now.text ? { base: old.base } : {};
    return isSameChange(old, fresh)
      ? { ...fresh, ...kept, author: old.author, atMs: old.atMs }
      : { ...fresh, ...kept };
  };
  const entries = parts.flatMap((part, at) => {
    const { kind, id, file, text } = part;
    const before = parts[at - 1];
    const after =
      before === undefined || before.file !== file ? null : { kind: before.kind, id: before.id };
    if (!stays.has(keyOf(part))) return [entryOf({ kind, id, file, text, isPlaced: true, after })];
    if (byKey.get(keyOf(part))?.text === text) return [];
    return [entryOf({ kind, id, file, text, isPlaced: false, after: null })];
  });
  const wantedKeys = new Set(parts.map(keyOf));
  const removed = shared
    .filter((part) => !wantedKeys.has(keyOf(part)))
    .map(({ kind, id, file }) =>
      entryOf({ kind, id, file, text: null, isPlaced: false, after: null }),
    );
  return [...entries, ...removed];
};

/** What must be written to bring a stored draft from one state to another. */
export const draftWrite = (was: readonly DraftPart[], is: readonly DraftPart[]) => {
  const known = new Map(was.map((entry) => [keyOf(entry), entry]));
  const wanted = new Set(is.map(keyOf));
  const put = is.filter((entry) => {
    const old = known.get(keyOf(entry));
    return (
      old === undefined ||
      !isSameChange(old, entry) ||
      old.base !== entry.base ||
      old.seq !== entry.seq
    );
  });
  const drop = was
    .filter((entry) => !wanted.has(keyOf(entry)))
    .map(({ kind, id }) => ({ kind, id }));
  return { put, drop };
};
