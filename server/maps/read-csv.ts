/** A row of a sheet and the line it begins in, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cells apart by commas, in quotes where they hold commas, quotes (doubled) or line ends (RFC 4180); a byte order mark is left out. */
export const readCsv = (text: string): readonly CsvRow[] => {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 1;
  let firstLine = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) rows.push({ line: firstLine, cells });
    cells = [];
    cell = "";
    firstLine = line;
  };
  const plain = (sign: string): void => {
    if (sign === '"' && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (sign === ",") {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  };
  const body = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at] ?? "";
    if (sign === "\n") line += 1;
    if (!isQuoted) plain(sign);
    else if (sign !== '"') cell += sign;
    else if (body[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else isQuoted = false;
  }
  endRow();
  return rows;
};
