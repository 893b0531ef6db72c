import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json, RulePath } from "../../schema/words.ts";
import { makeLines } from "./lines.ts";
import { finding } from "./node.ts";
import { diagnose } from "./read-entry.ts";
import { readJson } from "./read-json.ts";
import { isJson } from "./read-rule-file.ts";
import type { ReadResult } from "./read-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import { checkCounts, checkSize, scanYaml } from "./scan.ts";
import type { Definitions, Schema } from "./schema-leaves.ts";
import { asSchema } from "./schema-leaves.ts";
import { shapeValue } from "./shape.ts";
import type { Where } from "./where.ts";
import { joinPath, makeWhere } from "./where.ts";

/** A data file (`account.yaml`, `channels.yaml`, …) as it was read. */
export interface ReadDataFile {
  readonly file: string;
  /** Scalars shaped by the schema, not yet checked; `null` if it cannot be read. */
  readonly value: Json | null;
  readonly where: Where;
  readonly diagnostics: readonly Diagnostic[];
}

const readText = (file: string, text: string): ReadResult => {
  const tooLarge = checkSize(text);
  if (tooLarge) return { ok: false, found: tooLarge };
  if (isJson(file)) return readJson(text);
  const scanned = scanYaml(text);
  const found = scanned.found ?? checkCounts(scanned.keys, scanned.entries);
  return found ? { ok: false, found } : readYaml(text, scanned.tokens);
};
/** `rules/coffee/account.yaml` → `account`: the first step of the file's paths. */
const stemOf = (file: string): string =>
  (file.split("/").at(-1) ?? file).replace(/\.(ya?ml|json)$/i, "");

/** Reads a file that is one value. Never throws; without `definitions` the schema's own are used. */
export const readDataFile = (from: {
  readonly file: string;
  readonly text: string;
  readonly schema: Schema;
  readonly definitions?: Definitions;
  readonly path?: RulePath;
}): ReadDataFile => {
  const { file, text, schema } = from;
  const definitions = from.definitions ?? asSchema(schema.definitions) ?? {};
  const path = from.path ?? stemOf(file);
  const lines = makeLines(text);
  const read = readText(file, text);
  const node = read.ok ? read.node : null;
  const where = makeWhere({ file, path, lines, text, node, fallback: 0 });
  if (!read.ok) {
    return { file, value: null, where, diagnostics: [diagnose(read.found, { path, file }, lines)] };
  }
  if (read.node.kind !== "map") {
    const found = finding("file-not-a-map", read.node.start);
    return { file, value: null, where, diagnostics: [diagnose(found, { path, file }, lines)] };
  }
  const shaped = shapeValue({ node: read.node, text, schema, definitions });
  const diagnostics = shaped.found.map((one) =>
    diagnose(one, { path: joinPath(path, one.steps), file }, lines),
  );
  return { file, value: shaped.value, where, diagnostics };
};
