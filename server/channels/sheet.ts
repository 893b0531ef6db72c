/** A spreadsheet reads this as UTF-8. */
export const SHEET_HEAD = "\uFEFF";

/** What a spreadsheet would run. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  const text = String(value);
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of a sheet (CSV): nothing in it is a formula, whoever wrote it. */
export const sheetLine = (values: readonly (string | number)[]): string =>
  `${values.map(cell).join(",")}\r\n`;
