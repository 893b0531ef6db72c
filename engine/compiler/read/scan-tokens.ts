import { CST } from "yaml";
import type { Finding } from "./node.ts";
import { finding } from "./node.ts";
import { commentInBrackets, fullWidthNear } from "./slips.ts";

/** Takes the lexer's tokens one by one; `take` says whether to go on. */
export interface TokenScan {
  readonly take: (token: string) => boolean;
  readonly finish: () => {
    readonly keys: number;
    readonly entries: number;
    readonly found: Finding | null;
  };
}

interface State {
  readonly text: string;
  readonly maxDepth: number;
  /** Block collections that are open: where they begin, outermost first. */
  readonly blocks: { readonly column: number; readonly kind: "seq" | "map" }[];
  /** Brackets that are open, by offset. */
  readonly brackets: number[];
  offset: number;
  lineStart: number;
  atLineStart: boolean;
  /** The next token is a scalar's text. */
  inScalar: boolean;
  /** Where the last scalar of this line began: the key, if a colon follows. */
  lastScalar: number;
  /** The last token that is neither space, newline nor comment, and where it ended. */
  last: { readonly type: string; readonly end: number };
  documents: number;
  keys: number;
  entries: number;
  found: Finding | null;
}

const depthOf = (state: State): number => state.blocks.length + state.brackets.length;

const openBlock = (state: State, column: number, kind: "seq" | "map"): void => {
  const { blocks } = state;
  for (let top = blocks.at(-1); top !== undefined; top = blocks.at(-1)) {
    // A list may stand in the column of the key it belongs to; a key in that column ends it.
    const ends =
      top.column > column || (top.column === column && top.kind === "seq" && kind === "map");
    if (!ends) break;
    blocks.pop();
  }
  const top = blocks.at(-1);
  if (top?.column !== column || top.kind !== kind) blocks.push({ column, kind });
};

const refuse = (state: State, found: Finding): void => {
  state.found ??= found;
};

const columnOf = (state: State, offset: number): number => offset - state.lineStart;

const refuseOpenBracket = (state: State, opened: number): void => {
  const slip = commentInBrackets(state.text, opened) ?? fullWidthNear(state.text, opened);
  const bracket = state.text.charAt(opened);
  refuse(state, slip ?? finding("bracket-not-closed", opened, { bracket }));
};

const takeOpen = (state: State, token: string): void => {
  const { text, offset, last, brackets } = state;
  const touches = last.end === offset && last.type !== "";
  const after = text.charAt(offset + 1);
  if (token === "{" && (after === "{" || after === "%")) {
    const code = brackets.length === 0 ? "template-needs-quotes" : "braces-in-flow";
    refuse(state, finding(code, offset));
  } else if (brackets.length > 0 && touches && /^(scalar|flow-.*-end)$/.test(last.type)) {
    refuse(state, fullWidthNear(text, offset) ?? finding("braces-in-flow", offset));
  }
  if (brackets.length === 0) state.lastScalar = offset;
  brackets.push(offset);
};

const takeClose = (state: State, token: string): void => {
  const opened = state.brackets.pop();
  if (opened === undefined) {
    refuse(state, finding("bracket-too-many", state.offset, { bracket: token }));
    return;
  }
  const fits = (state.text.charAt(opened) === "[") === (token === "]");
  if (!fits) refuseOpenBracket(state, opened);
};

const takeColon = (state: State): void => {
  state.keys += 1;
  if (state.brackets.length > 0) return;
  const key = state.lastScalar < 0 ? state.offset : state.lastScalar;
  openBlock(state, columnOf(state, key), "map");
  // A second colon behind the same key nests once more.
  state.lastScalar = -1;
};

const takeAlias = (state: State, token: string): void => {
  const rest = state.text.slice(state.offset, state.offset + 20);
  if (/^\*\s*([,\]}]|\r?\n|$| #)/.test(rest)) refuse(state, finding("lone-star", state.offset));
  else if (/^\*(\/\d+|\s)/.test(rest)) refuse(state, finding("cron-needs-quotes", state.offset));
  else refuse(state, finding("yaml-alias", state.offset, { name: token.slice(1) }));
};

const isClosed = (token: string): boolean => {
  const quote = token.charAt(0);
  if (token.length < 2 || !token.endsWith(quote)) return false;
  if (quote === "'") return token.slice(1, -1).replaceAll("''", "").indexOf("'") === -1;
  const slashes = /\\*$/.exec(token.slice(1, -1))?.[0].length ?? 0;
  return slashes % 2 === 0;
};

const takeQuoted = (state: State, token: string): void => {
  if (!isClosed(token)) {
    const slip = fullWidthNear(state.text, state.offset);
    const found = finding("quote-not-closed", state.offset, { quote: token.charAt(0) });
    refuse(state, slip ?? found);
  }
  takeScalarStart(state);
};

/** Text behind a closing bracket: `[微笑] 你好` was meant as a text. */
const refuseAfterBracket = (state: State): void => {
  const { text, last, brackets } = state;
  if (brackets.length > 0 || !/^flow-.*-end$/.test(last.type)) return;
  if (text.slice(last.end, state.offset).includes("\n")) return;
  const character = text.charAt(last.end - 1) === "]" ? "[" : "{";
  refuse(state, finding("text-needs-quotes", state.offset, { character }));
};

const takeScalarStart = (state: State): void => {
  if (state.brackets.length === 0) state.lastScalar = state.offset;
  refuseAfterBracket(state);
};

const takeIndent = (state: State, token: string): void => {
  if (state.brackets.length > 0 || !token.includes("\t")) return;
  const after = state.text.slice(state.offset + token.length).charAt(0);
  if (after !== "" && !/[\r\n#]/.test(after)) {
    refuse(state, finding("tab-indent", state.offset + token.indexOf("\t")));
  }
};

const WIDE_SPACE = /^[\u3000\u00A0\u2000-\u200B]/;

const takeScalarText = (state: State, token: string): void => {
  state.inScalar = false;
  if (state.atLineStart && state.brackets.length === 0 && WIDE_SPACE.test(token)) {
    refuse(state, finding("full-width-indent", state.offset));
  }
};

const takeDocument = (state: State): void => {
  state.documents += 1;
  if (state.documents > 1) refuse(state, finding("yaml-documents", state.offset));
};
const takeMarker = (state: State): void => {
  if (state.last.type !== "") refuse(state, finding("yaml-documents", state.offset));
};

const takers: Readonly<Record<string, (state: State, token: string) => void>> = {
  scalar: (state) => {
    state.inScalar = true;
    takeScalarStart(state);
  },
  "single-quoted-scalar": takeQuoted,
  "double-quoted-scalar": takeQuoted,
  "flow-seq-start": takeOpen,
  "flow-map-start": takeOpen,
  "flow-seq-end": takeClose,
  "flow-map-end": takeClose,
  "flow-error-end": (state) => {
    const opened = state.brackets.at(-1);
    if (opened !== undefined) refuseOpenBracket(state, opened);
  },
  "seq-item-ind": (state) => {
    state.entries += 1;
    openBlock(state, columnOf(state, state.offset), "seq");
  },
  "explicit-key-ind": (state) => {
    if (state.brackets.length === 0) openBlock(state, columnOf(state, state.offset), "map");
    else state.keys += 1;
  },
  "map-value-ind": takeColon,
  comma: (state) => {
    state.entries += 1;
  },
  alias: takeAlias,
  anchor: (state, token) =>
    refuse(state, finding("yaml-anchor", state.offset, { name: token.slice(1) })),
  tag: (state, token) => refuse(state, finding("yaml-tag", state.offset, { name: token })),
  space: (state, token) => {
    if (state.atLineStart) takeIndent(state, token);
  },
  "doc-mode": takeDocument,
  "doc-start": takeMarker,
  "directive-line": (state) => refuse(state, finding("yaml-directive", state.offset)),
};

/** The lexer's own marks: they have no length in the text. */
const MARKS = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

const typeOf = (token: string): string => CST.tokenType(token) ?? "scalar";

/** Moves on behind a token: lines, and the last token that counts. */
const pass = (state: State, type: string, token: string): void => {
  const newline = token.lastIndexOf("\n");
  const end = state.offset + token.length;
  if (newline !== -1) {
    state.lineStart = state.offset + newline + 1;
    state.lastScalar = -1;
    state.atLineStart = end === state.lineStart;
  } else if (type !== "space" && type !== "byte-order-mark" && token !== "") {
    state.atLineStart = false;
  }
  if (!/^(space|newline|comment|byte-order-mark)$/.test(type)) state.last = { type, end };
  state.offset = end;
};

const take = (state: State, token: string): boolean => {
  if (state.inScalar) {
    takeScalarText(state, token);
    pass(state, "scalar", token);
    return state.found === null;
  }
  const type = typeOf(token);
  const isMark = MARKS.has(token);
  takers[type]?.(state, token);
  if (depthOf(state) > state.maxDepth) {
    state.found = finding("too-deep", state.offset, { max: state.maxDepth });
  }
  if (!isMark) pass(state, type, token);
  return state.found === null;
};

/** Follows nesting, keys and the mistakes that show in tokens, in document order. Brackets and indentation are counted as the lexer sees them, so the count is at most one below what the parser nests (a key in brackets is known by its colon, too late). */
export const makeTokenScan = (text: string, maxDepth: number): TokenScan => {
  const state: State = {
    text,
    maxDepth,
    blocks: [],
    brackets: [],
    offset: 0,
    lineStart: 0,
    atLineStart: true,
    inScalar: false,
    lastScalar: -1,
    last: { type: "", end: -1 },
    documents: 0,
    keys: 0,
    entries: 0,
    found: null,
  };
  return {
    take: (token) => take(state, token),
    finish: () => {
      const opened = state.brackets.at(-1);
      if (state.found === null && opened !== undefined) refuseOpenBracket(state, opened);
      return { keys: state.keys, entries: state.entries, found: state.found };
    },
  };
};
