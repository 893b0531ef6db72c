import { alignParts } from "../rules/align-parts.ts";
import type { CopyView } from "../rules/copies.ts";
import { isDataFile } from "../rules/edit-parts.ts";
import { freeId, scalarOf, setScalar } from "../rules/entry-text.ts";
import { filesOf, sourceParts } from "../rules/source-parts.ts";
import { byFile, joinCopy } from "../rules/working-copy.ts";
import type { SourcePart } from "../storage/sources.ts";
import type { Desk } from "./desk.ts";
import { Refusal } from "./refusal.ts";
import { digestOf } from "./tokens.ts";

export interface NamedText {
  readonly name: string;
  readonly text: string;
}
const ACCOUNT = /^account\.(?:ya?ml|json)$/;

/** The text of a file, here and as it is published; `null` where it does not exist. */
export const fileTexts = (view: CopyView, name: string) => {
  const textIn = (parts: readonly SourcePart[]): string | null =>
    filesOf(byFile(parts)).find((file) => file.name === name)?.text ?? null;
  return { text: textIn(view.parts), published: textIn(view.shared) };
};
/** What a file said when it was read. */
export const fileRevision = (view: CopyView, name: string): string => {
  const { text, published } = fileTexts(view, name);
  return text === null && published === null ? "" : `${digestOf(text)}-${digestOf(published)}`;
};
export const fileKind = (name: string): "data" | "rules" => (isDataFile(name) ? "data" : "rules");

/** Cuts new files into parts, in the child process: what authors write is not parsed here. Rules and tests that were there keep their names. */
export const cutFiles = async (
  desk: Desk,
  view: CopyView,
  files: readonly NamedText[],
): Promise<readonly SourcePart[]> => {
  if (files.some(({ name }) => ACCOUNT.test(name))) throw new Refusal("not-allowed");
  const names = new Set(files.map(({ name }) => name));
  const others = view.parts.filter(({ file }) => !names.has(file));
  const placed: readonly SourcePart[] = files.map(({ name, text }) => ({
    ...{ kind: "outside", id: `${name}/whole`, file: name, position: 0, text },
  }));
  const compiled = await desk.copies.compile(view, [...others, ...placed]);
  const cut = sourceParts(files, compiled);
  const taken = new Set(others.filter(({ kind }) => kind === "rule").map(({ id }) => id));
  const named = cut.map((part, at) =>
    part.kind === "rule" && taken.has(part.id) ? { ...part, id: `${part.file}:#${at}` } : part,
  );
  return alignParts(view.parts, named);
};

/** The parts of a copy with whole files replaced. */
export const withFiles = (
  parts: readonly SourcePart[],
  cut: readonly SourcePart[],
): readonly SourcePart[] => {
  const names = new Set(cut.map(({ file }) => file));
  return byFile([...parts.filter(({ file }) => !names.has(file)), ...cut]);
};

const ruleName = (old: string): RegExp =>
  new RegExp(`((?:^|[\\s{,])(?:rule|goto)\\s*:\\s*["']?)${old}(?=["']?\\s*(?:[,}#\\n]|$))`, "gm");

/** Gives rules of foreign files ids, and the files names, that nobody has here; what points to them follows. */
export const asNew = (
  view: CopyView,
  cut: readonly SourcePart[],
): { readonly parts: readonly SourcePart[]; readonly rules: readonly string[] } => {
  const all = [...view.shared, ...view.parts];
  const ids = new Set(all.filter(({ kind }) => kind === "rule").map(({ id }) => id));
  const files = new Set(all.map(({ file }) => file));
  const renamed = new Map<string, string>();
  const fileNames = new Map<string, string>();
  for (const { file } of cut) {
    const stem = file.replace(/\.(ya?ml|json)$/, "");
    if (!fileNames.has(file))
      fileNames.set(
        file,
        `${freeId(stem, (one) => files.has(`${one}.yaml`) || files.has(`${one}.json`))}${file.slice(stem.length)}`,
      );
  }
  const rules: string[] = [];
  for (const part of cut) {
    if (part.kind !== "rule") continue;
    const own = scalarOf(part.text, "id") ?? part.id;
    const id = freeId(own, (one) => ids.has(one));
    ids.add(id);
    rules.push(id);
    if (id !== own) renamed.set(own, id);
  }
  let at = -1;
  const parts = cut.map((part): SourcePart => {
    const text = [...renamed].reduce(
      (said, [old, id]) => said.replaceAll(ruleName(old), `$1${id}`),
      part.text,
    );
    const file = fileNames.get(part.file) ?? part.file;
    if (part.kind !== "rule") return { ...part, file, text, id: `${file}/${part.id}` };
    at += 1;
    const id = rules[at] ?? part.id;
    const own = setScalar(text, "id", id);
    if (own === null && scalarOf(text, "id") !== id) throw new Refusal("cannot-edit-here");
    return { ...part, file, id, text: own ?? text };
  });
  return { parts, rules };
};

/** The text of each file of some parts. */
export const exported = (parts: readonly SourcePart[]): { name: string; text: string }[] =>
  filesOf(joinCopy(parts, []).parts).map(({ name, text }) => ({ name, text }));
