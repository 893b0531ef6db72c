import { checkErrors } from "./errors-check.ts";
import { menuErrors } from "./errors-menus.ts";
import { pluginErrors } from "./errors-plugin.ts";
import { readErrors } from "./errors-read.ts";
import { shapeErrors } from "./errors-shape.ts";
import { lintErrors } from "./lint/errors-lint.ts";
import type { Diagnostic, DiagnosticRow } from "./schema/diagnostic.ts";
import type { Json, LocalText, Names, RulePath } from "./schema/words.ts";

/** The one table of diagnostic codes, joined from a table a stage. A code is never reused for another mistake; a test refuses one that stands in two tables. */
export const diagnosticTables = [
  readErrors,
  shapeErrors,
  checkErrors,
  menuErrors,
  pluginErrors,
  lintErrors,
] as const;
const table = {
  ...readErrors,
  ...shapeErrors,
  ...checkErrors,
  ...menuErrors,
  ...pluginErrors,
  ...lintErrors,
} as const;

export type DiagnosticCode = keyof typeof table;
export type Language = keyof LocalText;

/** Where a diagnostic points: a rule path, and line and column from 1. */
export interface Spot {
  readonly path: RulePath;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Makes a diagnostic; its severity comes from the table. Two params have a sentence of their own wherever they stand: `suggestion` ("Did you mean …?") and `known` (a list). */
export const makeDiagnostic = (
  code: DiagnosticCode,
  spot: Spot,
  params: Names = {},
): Diagnostic => ({
  code,
  severity: table[code].severity,
  path: spot.path,
  file: spot.file,
  line: spot.line,
  column: spot.column,
  params,
});

const SHOWN_NAMES = 20;

const asText = (value: Json | undefined, language: Language): string => {
  if (value === undefined || value === null) return "";
  if (typeof value === "object" && Symbol.iterator in value) {
    const shown = value.slice(0, SHOWN_NAMES).map((item) => asText(item, language));
    const more = value.length > SHOWN_NAMES ? ["…"] : [];
    return [...shown, ...more].join(language === "en" ? ", " : "、");
  }
  if (typeof value !== "object") return String(value);
  // A param may be a text in both languages.
  return "zh-CN" in value && "en" in value
    ? asText(value[language], language)
    : JSON.stringify(value);
};

const own = (params: Names, name: string): Json | undefined =>
  Object.hasOwn(params, name) ? params[name] : undefined;

const fill = (template: string, params: Names, language: Language): string =>
  template.replaceAll(/\{([a-z][A-Za-z]*)\}/g, (_, name: string) =>
    asText(own(params, name), language),
  );

const tail = (params: Names, language: Language): string => {
  const suggestion = asText(own(params, "suggestion"), language);
  const known = asText(own(params, "known"), language);
  if (language === "en") {
    return `${suggestion && ` Did you mean "${suggestion}"?`}${known && ` Known: ${known}.`}`;
  }
  return `${suggestion && `您是想写“${suggestion}”吗？`}${known && `可以写：${known}。`}`;
};

/** What a diagnostic says, without its place: the mistake, "did you mean", the known names, what to do. A code that the table does not hold (a plugin's, a newer version's) is shown as it is. */
export const sentence = (diagnostic: Diagnostic, language: Language): string => {
  const row: DiagnosticRow | undefined = Object.hasOwn(table, diagnostic.code)
    ? table[diagnostic.code as DiagnosticCode]
    : undefined;
  const said = row ? fill(row.says[language], diagnostic.params, language) : diagnostic.code;
  const mend = row?.mend ? fill(row.mend[language], diagnostic.params, language) : "";
  const gap = language === "en" && mend ? " " : "";
  return `${said}${tail(diagnostic.params, language)}${gap}${mend}`;
};

/** `rules/hours/…` and `tests/FILE/2/…` name whose mistake it is; a test is named by its place in the file, from 1. */
const owner = (path: RulePath, language: Language): string => {
  const [room, name = "", place = ""] = path.split("/");
  const shown = name.replaceAll("~1", "/").replaceAll("~0", "~");
  if (room === "rules" && name !== "") {
    return language === "en" ? `rule "${shown}": ` : `规则“${shown}”：`;
  }
  if (room !== "tests" || place === "") return "";
  return language === "en" ? `test ${Number(place) + 1}: ` : `第 ${Number(place) + 1} 个测试：`;
};

/** One line for log and terminal: `rules/shop.yaml:14:23 rule "hours": unknown operator "contains". Did you mean "has"? Known: …`. */
export const formatDiagnostic = (diagnostic: Diagnostic, language: Language): string => {
  const { file, line, column, path } = diagnostic;
  return `${file}:${line}:${column} ${owner(path, language)}${sentence(diagnostic, language)}`;
};

/** The severity a code has, or `undefined` for a code nobody listed. */
export const rowOf = (code: string): DiagnosticRow | undefined =>
  Object.hasOwn(table, code) ? table[code as DiagnosticCode] : undefined;
