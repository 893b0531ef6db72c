import type { Resource } from "../../definitions/shapes.ts";
import { TEMPLATE_FILTERS, TEMPLATE_TAGS } from "../../templates/liquid.ts";
import { isTemplate, parseTemplate } from "../../templates/template.ts";
import { utf8Bytes } from "../../text/utf8-bytes.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Desk } from "./findings.ts";
import { refuse } from "./findings.ts";
import type { Place, Visited } from "./marks.ts";
import { markOf } from "./marks.ts";
import type { Scope } from "./names.ts";
import { captureName, readName } from "./names.ts";
import { tryPattern } from "./patterns.ts";
import { shapeRefusal } from "./shape-refusal.ts";

/** What one row sets, beside what the list had. */
export interface RowNames {
  readonly scope: Scope;
  readonly sets: Scope;
  /** The trigger, action or operator that is read. */
  readonly use: string;
}

const known = {
  "unknown-filter": TEMPLATE_FILTERS,
  "unknown-tag": TEMPLATE_TAGS,
} as const;
/** Parses a template and notes the names it reads. */
export const readTemplate = (
  desk: Desk,
  text: string,
  at: Place,
  names: { readonly use: "text" | "url"; readonly scope: Scope },
): void => {
  const parsed = parseTemplate(text, names.use);
  if ("ok" in parsed) {
    for (const name of new Set(parsed.ok.names)) readName(desk, name, at, names.scope);
    return;
  }
  const { kind, name } = parsed.error;
  if (kind === "syntax") refuse(desk, "template-syntax", at, { reason: name });
  else refuse(desk, kind, at, { name, ...didYouMean(name, [...known[kind]]) });
};

const readPattern = (desk: Desk, text: string, at: Place, names: RowNames): void => {
  const verdict = tryPattern(text);
  if ("code" in verdict) {
    refuse(desk, verdict.code, at, verdict.params);
    return;
  }
  desk.found.patterns.push(at);
  for (const group of verdict.groups) captureName(desk, group, at, names.sets);
};

const readCapture = (desk: Desk, text: string, at: Place, names: RowNames): void => {
  if (!text.startsWith("follower.")) captureName(desk, text, at, names.sets);
};

const readReference = (desk: Desk, visited: Visited, name: string, use: string): void => {
  const kind = markOf(visited.schemas, "x-resource") as Resource | undefined;
  if (kind === undefined || isTemplate(name)) return;
  // One of WeChat's agents lives on the platform.
  if (kind === "desk" && /^[^@]+@[^@]+$/.test(name)) return;
  const declared = markOf(visited.schemas, "x-declared") === "warn" ? "warn" : "refuse";
  desk.found.references.push({ kind, name, declared, at: visited.at, use });
};

/** Reads what the marks of a text's schema ask for: templates, patterns, names, references, lengths. */
export const readMarks = (desk: Desk, visited: Visited, names: RowNames): void => {
  const { value, at, schemas } = visited;
  if (typeof value !== "string") return;
  const template = markOf(schemas, "x-template");
  const isFilledIn = template !== undefined && isTemplate(value);
  if (isFilledIn)
    readTemplate(desk, value, at, { use: template === "url" ? "url" : "text", scope: names.scope });
  const shape = markOf(schemas, "x-shape");
  const isPattern = markOf(schemas, "x-pattern") === true || shape === "pattern";
  if (isPattern && !isFilledIn) readPattern(desk, value, at, names);
  if (markOf(schemas, "x-captures") === true) readCapture(desk, value, at, names);
  readReference(desk, visited, value, names.use);
  const most = markOf(schemas, "x-bytes");
  if (typeof most === "number" && !isFilledIn && utf8Bytes(value) > most)
    refuse(desk, "text-too-many-bytes", at, { bytes: utf8Bytes(value), max: most });
  const wrong = isFilledIn ? null : shapeRefusal(value, shape);
  if (wrong !== null) refuse(desk, wrong.code, at, wrong.params);
};
