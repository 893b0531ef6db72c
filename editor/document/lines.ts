/** How lines end in a text: as most of them do. */
export const eolOf = (text: string): "\n" | "\r\n" => {
  const all = text.split("\n").length - 1;
  const wide = text.split("\r\n").length - 1;
  return wide * 2 > all ? "\r\n" : "\n";
};

/** Where the line of an offset begins. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** Where the line of an offset ends, before its line break. */
export const lineEnd = (text: string, at: number): number => {
  const newline = text.indexOf("\n", at);
  if (newline === -1) return text.length;
  return newline > at && text.charAt(newline - 1) === "\r" ? newline - 1 : newline;
};

/** Behind the line break that stands at an offset, or the offset itself. */
export const afterBreak = (text: string, at: number): number => {
  if (text.startsWith("\r\n", at)) return at + 2;
  return text.charAt(at) === "\n" ? at + 1 : at;
};

/** Before the line break that ends at an offset, or the offset itself. */
export const beforeBreak = (text: string, at: number): number => {
  if (text.charAt(at - 1) !== "\n") return at;
  return text.charAt(at - 2) === "\r" ? at - 2 : at - 1;
};

/** Characters in front of an offset on its line. */
export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** Spaces at the beginning of a line that holds something else too; `null` for a blank one. */
export const indentOf = (line: string): number | null => {
  const found = line.search(/[^ \t\r]/);
  return found === -1 ? null : found;
};

/** Moves all lines right (or left, as far as there are spaces); empty ones stay empty. */
export const shiftLines = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => {
    if (line === "") return line;
    if (by >= 0) return `${" ".repeat(by)}${line}`;
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    return line.slice(Math.min(-by, spaces));
  });
