import type { Document, ParsedNode, YAMLError } from "yaml";
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import { describeSyntax } from "./describe-syntax.ts";
import type { Finding, SourceEntry, SourceNode } from "./node.ts";
import { finding, Refusal } from "./node.ts";

/** What one text holds, or why it cannot be read: the first mistake only. */
export type ReadResult =
  | { readonly ok: true; readonly node: SourceNode }
  | { readonly ok: false; readonly found: Finding };

/** Keys that would reach into an object's prototype (reliability.md, S-11). */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
  "__proto__",
  "constructor",
  "prototype",
]);

function* tokensOf(lexemes: readonly string[]) {
  const parser = new Parser();
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
}

const OPTIONS = {
  schema: "failsafe",
  // Ours is a Set: theirs compares each key with each (finding 2).
  uniqueKeys: false,
  merge: false,
  resolveKnownTags: false,
  logLevel: "silent",
  version: "1.2",
} as const;

const firstError = (documents: readonly Document.Parsed[]): YAMLError | null => {
  let first: YAMLError | null = null;
  for (const { errors, warnings } of documents) {
    for (const error of [...errors, ...warnings]) {
      if (first === null || error.pos[0] < first.pos[0]) first = error;
    }
  }
  return first;
};

const STYLES: Readonly<Record<string, "plain" | "single" | "double" | "block">> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "block",
  BLOCK_FOLDED: "block",
};

const CONTROL_FROM_ESCAPE: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\u0007": "\\a",
  "\f": "\\f",
  "\v": "\\v",
  "\u001B": "\\e",
  "\0": "\\0",
};
/** `"\bfoo"` reads as a backspace: a pattern in the wrong quotes. */
const refuseControls = (text: string, at: number): void => {
  for (const character of text) {
    const written = CONTROL_FROM_ESCAPE[character];
    if (written !== undefined) {
      throw new Refusal(finding("backslash-in-double-quotes", at, { escape: written }));
    }
  }
};

const keyOf = (key: unknown, text: string): { readonly key: string; readonly at: number } => {
  const node = key as ParsedNode | null;
  const at = node?.range?.[0] ?? 0;
  if (!isScalar(node)) throw new Refusal(finding("key-not-text", at));
  const written = String(node.source ?? "");
  if (written === "" && !/^["']/.test(text.slice(at))) {
    throw new Refusal(finding("colon-in-text", at));
  }
  if (written === "<<") throw new Refusal(finding("yaml-merge", at));
  if (FORBIDDEN_KEYS.has(written))
    throw new Refusal(finding("forbidden-key", at, { key: written }));
  return { key: written, at };
};

const convert = (node: unknown, text: string, missingAt: number): SourceNode => {
  const parsed = node as ParsedNode | null;
  const [start, end] = parsed?.range ?? [missingAt, missingAt];
  if (isMap(parsed)) {
    const entries = new Map<string, SourceEntry>();
    for (const pair of parsed.items) {
      const { key, at } = keyOf(pair.key, text);
      const before = entries.get(key);
      if (before) {
        const found = finding("duplicate-key", at, { key });
        throw new Refusal({ ...found, firstAt: before.keyStart });
      }
      entries.set(key, { keyStart: at, value: convert(pair.value, text, at) });
    }
    return { kind: "map", entries, start, end };
  }
  if (isSeq(parsed)) {
    const items = parsed.items.map((item) => convert(item, text, start));
    return { kind: "list", items, start, end };
  }
  if (isAlias(parsed)) throw new Refusal(finding("yaml-alias", start, { name: parsed.source }));
  const written = isScalar(parsed) ? String(parsed.source ?? "") : "";
  const style = (isScalar(parsed) ? STYLES[parsed.type ?? ""] : undefined) ?? "plain";
  if (style === "double") refuseControls(written, start);
  return { kind: "scalar", text: written, style, start, end };
};

/**
 * Parses what the scan let through, with the failsafe schema: no value is anything but text. No aliases, anchors,
 * tags or merge keys (the scan refuses them), no key twice, no key of an object's prototype. Never throws.
 */
export const readYaml = (text: string, lexemes: readonly string[]): ReadResult => {
  try {
    const composer = new Composer(OPTIONS);
    const documents = [
      ...composer.compose(tokensOf(lexemes), true, text.length),
    ] as Document.Parsed[];
    const error = firstError(documents);
    if (error) return { ok: false, found: describeSyntax(text, error) };
    return { ok: true, node: convert(documents[0]?.contents ?? null, text, 0) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, found: error.found };
    // The parser gave up in a way nobody foresaw: still the author's text, so still data.
    return { ok: false, found: finding("yaml-broken", 0) };
  }
};
