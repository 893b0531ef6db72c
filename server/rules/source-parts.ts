import type { SourcePart } from "../storage/library.ts";
import type { CompileAnswer } from "./compile-process.ts";

export interface FolderFile {
  readonly name: string;
  readonly text: string;
}
/** Holds secrets: kept with the account, encrypted, not among the texts. */
export const ACCOUNT_FILE = /^account\.(?:ya?ml|json)$/;

/** The texts of a folder in the order of its files, cut into rules, tests and the rest; joined they are the files again. */
export const sourceParts = (
  files: readonly FolderFile[],
  compiled: Pick<CompileAnswer, "files" | "texts">,
): readonly SourcePart[] => {
  const cut = new Map(compiled.files.map((one) => [one.file, one.parts]));
  // Both in file order: a file of JSON may hold all its rules on one line.
  const ids = Map.groupBy(compiled.texts, ({ file }) => file);
  const taken = new Set<string>();
  const parts: SourcePart[] = [];
  const ruleId = (file: string, nth: number, fallback: string): string => {
    const id = ids.get(file)?.[nth]?.id ?? null;
    const name = id === null || taken.has(id) ? fallback : id;
    taken.add(name);
    return name;
  };
  for (const { name, text } of files) {
    if (ACCOUNT_FILE.test(name)) continue;
    const pieces = cut.get(name) ?? [{ kind: "outside", text, firstLine: 1 } as const];
    let rules = 0;
    pieces.forEach(({ kind, text: piece }, place) => {
      const own = `${name}/${place}`;
      const id = kind === "rule" ? ruleId(name, rules++, own) : own;
      parts.push({ kind, id, file: name, position: parts.length, text: piece });
    });
  }
  return parts;
};

/** The files that parts were cut from. */
export const filesOf = (parts: readonly SourcePart[]): readonly FolderFile[] => {
  const texts = new Map<string, string>();
  for (const { file, text } of parts) texts.set(file, (texts.get(file) ?? "") + text);
  return [...texts].map(([name, text]) => ({ name, text }));
};
