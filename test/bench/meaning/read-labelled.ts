import { readFile } from "node:fs/promises";

/** A sentence, and the rule it should lead to. */
export interface Labelled {
  readonly text: string;
  readonly label: string;
}

const isLabelled = (row: unknown): row is Labelled =>
  typeof row === "object" &&
  row !== null &&
  typeof (row as Labelled).text === "string" &&
  typeof (row as Labelled).label === "string";

/** Reads `[{ "text", "label" }]`; throws with the file's name for anything else. */
export const readLabelled = async (file: string): Promise<readonly Labelled[]> => {
  const rows: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isLabelled))
    throw new Error(`${file}: a list of { "text", "label" } is expected`);
  return rows;
};
