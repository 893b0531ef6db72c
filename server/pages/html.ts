const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A piece of a page. Only `html` makes one, so that nothing unescaped gets into it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Piece = Html | string | number | null | false | readonly Piece[];

const written = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text;
  if (piece === null || piece === false) return "";
  if (Array.isArray(piece)) return (piece as readonly Piece[]).map(written).join("");
  return String(piece).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
};

/**
 * HTML with holes: what stands in a hole is escaped, unless it is `Html` itself. Attributes must be quoted.
 *
 * @example html`<p title="${title}">${text}</p>`
 */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(parts.map((part, at) => part + written(pieces[at] ?? null)).join(""));
