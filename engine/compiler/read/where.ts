import type { Spot } from "../../errors.ts";
import type { RulePath } from "../../schema/words.ts";
import type { Lines } from "./lines.ts";
import type { SourceNode } from "./node.ts";

/** Keys and places, from the entry inwards: `["when", 0, "text", "has", 1]`. */
export type Steps = readonly (string | number)[];

/** Where in the file the parts of a value were written. A step that was not written (place 0 of one item that stands for a list, a missing key) is answered by what is around it. */
export interface Where {
  readonly file: string;
  /** `rules/hours`. */
  readonly path: RulePath;
  /** The value. */
  readonly value: (at: Steps) => Spot;
  /** The key in front of it; the value itself where it is an entry of a list. */
  readonly key: (at: Steps) => Spot;
  /** A place inside a text, counted in its characters as read: exact for texts on one line, else the text's beginning. */
  readonly within: (at: Steps, index: number) => Spot;
  /** Whether this very place was written. */
  readonly has: (at: Steps) => boolean;
}

/** `a/b` as one step of a path, as JSON pointers do it. */
export const escapeStep = (step: string | number): string =>
  String(step).replaceAll("~", "~0").replaceAll("/", "~1");
/** `rules/hours` and `["if", "all", 1]` → `rules/hours/if/all/1`. */
export const joinPath = (path: RulePath, at: Steps): RulePath =>
  [path, ...at.map(escapeStep)].filter((step) => step !== "").join("/");

interface Found {
  readonly node: SourceNode;
  readonly keyStart: number;
  readonly exact: boolean;
}

const stepInto = (node: SourceNode, step: string | number): Found | null => {
  if (node.kind === "map") {
    const entry = node.entries.get(String(step));
    return entry ? { node: entry.value, keyStart: entry.keyStart, exact: true } : null;
  }
  if (node.kind !== "list" || typeof step !== "number") return null;
  const item = node.items[step];
  return item ? { node: item, keyStart: item.start, exact: true } : null;
};

const find = (root: SourceNode, at: Steps): Found => {
  let found: Found = { node: root, keyStart: root.start, exact: true };
  for (const step of at) {
    const next = stepInto(found.node, step);
    if (next) {
      found = { ...next, exact: found.exact };
    } else if (step === 0 && found.node.kind !== "list") {
      // One item stands for a list: its place 0 is itself.
      found = { ...found };
    } else {
      found = { ...found, exact: false };
      if (typeof step === "string") break;
    }
  }
  return found;
};

/** Makes the map from steps to places; without a node (nothing could be read) everything lies at `fallback`, an offset. */
export const makeWhere = (from: {
  readonly file: string;
  readonly path: RulePath;
  readonly lines: Lines;
  readonly text: string;
  readonly node: SourceNode | null;
  readonly fallback: number;
}): Where => {
  const { file, path, lines, text, node, fallback } = from;
  const spot = (at: Steps, offset: number): Spot => ({
    path: joinPath(path, at),
    file,
    ...lines.at(offset),
  });
  const look = (at: Steps): Found | null => (node ? find(node, at) : null);
  return {
    file,
    path,
    value: (at) => spot(at, look(at)?.node.start ?? fallback),
    key: (at) => spot(at, look(at)?.keyStart ?? fallback),
    within: (at, index) => {
      const found = look(at)?.node;
      if (found?.kind !== "scalar") return spot(at, found?.start ?? fallback);
      const quote = found.style === "plain" ? 0 : 1;
      const written = text.slice(found.start, found.end);
      const plainly = written.slice(quote, quote + found.text.length) === found.text;
      return spot(at, plainly ? found.start + quote + index : found.start);
    },
    has: (at) => look(at)?.exact ?? false,
  };
};
