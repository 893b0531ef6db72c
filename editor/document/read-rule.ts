import type { Diagnostic, Json, Registry, RuleSchemas } from "../../engine/index.ts";
import { readEntry, ruleFileSchema } from "../../engine/index.ts";
import { isMap } from "./render.ts";
import type { Steps } from "./steps.ts";

type JsonMap = Readonly<Record<string, Json>>;

/** One rule's text as the engine reads it: in author's form, scalars shaped, one item made the list it stands for. */
export interface Reading {
  readonly text: string;
  /** `null` if the text cannot be read; then nothing but the text may be edited. */
  readonly value: JsonMap | null;
  readonly id: string;
  /** Of reading alone: syntax and scalars. Lines from 1, of this text. */
  readonly diagnostics: readonly Diagnostic[];
}
export type ReadRule = (text: string) => Reading;

/** The schemas of a rule file under their names, for forms and reader. */
export interface FileDefinitions {
  readonly schemas: RuleSchemas;
  readonly definitions: Readonly<Record<string, unknown>>;
}

/** Makes the schemas of a rule from the definitions; worth keeping as long as those stay. */
export const fileDefinitions = (registry: Registry): FileDefinitions => {
  const file = ruleFileSchema(registry) as unknown as {
    readonly definitions: Readonly<Record<string, unknown>>;
  };
  const { definitions } = file;
  const { rule, test } = definitions as Readonly<Record<string, RuleSchemas["rule"]>>;
  return { definitions, schemas: { rule: rule ?? {}, test: test ?? {}, definitions } };
};

/** Makes the reader of one account's rules. Never throws. */
export const makeReader =
  ({ schemas }: FileDefinitions): ReadRule =>
  (text) => {
    const entry = readEntry({
      place: { kind: "rule", file: "", place: 0, firstLine: 1, guess: null },
      text,
      schemas,
    });
    const value = isMap(entry.value ?? undefined) ? (entry.value as JsonMap) : null;
    return { text, value, id: entry.id ?? "", diagnostics: entry.diagnostics };
  };

/** What stands at a place of a value; `undefined` if nothing does. */
export const valueAt = (value: Json | null | undefined, at: Steps): Json | undefined => {
  let found: Json | undefined = value ?? undefined;
  for (const step of at) {
    if (Array.isArray(found) && typeof step === "number") found = found[step] as Json | undefined;
    else if (isMap(found) && Object.hasOwn(found, String(step))) found = found[String(step)];
    else if (step !== 0 || found === undefined) return undefined;
  }
  return found;
};

/** The items of a list, or the one that stands for it. */
export const itemsAt = (value: Json | null | undefined, at: Steps): readonly Json[] => {
  const found = valueAt(value, at);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? (found as readonly Json[]) : [found];
};
