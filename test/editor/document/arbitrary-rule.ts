import fc from "fast-check";

/** A rule file's entry, written in every style there is. */
export interface Written {
  readonly text: string;
}

/** What is written, and how. */
type Piece =
  | { readonly kind: "text"; readonly text: string; readonly style: number }
  | { readonly kind: "list"; readonly items: readonly Piece[]; readonly flow: boolean }
  | {
      readonly kind: "map";
      readonly entries: readonly (readonly [string, Piece])[];
      readonly flow: boolean;
    };

const WORDS = [
  "VIP",
  "价格",
  "09:00-18:00",
  "C#",
  "a b",
  "0571",
  "it's",
  'say "hi"',
  "多少钱？",
  "x: y",
  "#x",
  "{{ text }}",
  "[a]",
  "- b",
  "1.10",
  "true",
  "\\d+",
  "，甲、乙",
  "'",
  "*",
];
const LINES = [
  "一行\n两行",
  "a\n\nb\n",
  "tail\n\n",
  "  led\nby spaces",
  "# no comment\n- no list\n",
  "key: value\nx",
  "end \nspace",
];
const text = fc.record({
  kind: fc.constant("text" as const),
  text: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...LINES) },
  ),
  style: fc.nat(5),
});
const keys = fc.constantFrom(
  "text",
  "has",
  "is",
  "tag",
  "reply",
  "set",
  "note",
  "value",
  "fact",
  "城市",
  "a-b",
);
const { piece } = fc.letrec<{ piece: Piece; list: Piece; map: Piece }>((tie) => ({
  piece: fc.oneof({ depthSize: "small", withCrossShrink: true }, text, tie("list"), tie("map")),
  list: fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(tie("piece"), { maxLength: 4 }),
    flow: fc.boolean(),
  }),
  map: fc.record({
    kind: fc.constant("map" as const),
    entries: fc.uniqueArray(fc.tuple(keys, tie("piece")), {
      maxLength: 4,
      selector: ([key]) => key,
    }),
    flow: fc.boolean(),
  }),
}));

const PLAIN = /^[A-Za-z0-9\u4e00-\u9fff][^:#,[\]{}&*!|>'"%@`\n\r]*$/;
const inline = (value: string, style: number): string => {
  if (style < 3 && PLAIN.test(value) && value.trim() === value) return value;
  if (value.includes("\n") || style === 3) return JSON.stringify(value);
  return `'${value.replaceAll("'", "''")}'`;
};
const flowOf = (one: Piece): string => {
  if (one.kind === "text") return inline(one.text, one.style);
  if (one.kind === "list")
    return one.items.length === 1 &&
      one.items[0]?.kind === "map" &&
      one.items[0].entries.length === 1 &&
      one.flow
      ? `[${flowOf(one.items[0]).slice(2, -2)}]`
      : `[${one.items.map(flowOf).join(", ")}]`;
  return one.entries.length === 0
    ? "{}"
    : `{ ${one.entries.map(([key, value]) => `${key}: ${flowOf(value)}`).join(", ")} }`;
};

/** Where comments and blank lines go; taken from in turn. */
interface Dice {
  readonly rolls: readonly number[];
  at: number;
  comments: number;
}
const roll = (dice: Dice, sides: number): number => {
  const value = dice.rolls[dice.at % dice.rolls.length] ?? 0;
  dice.at += 1;
  return value % sides;
};
const comment = (dice: Dice): string => {
  dice.comments += 1;
  return `# c${dice.comments}.`;
};
const pad = (column: number): string => " ".repeat(column);
/** Blank lines and comments above an entry. */
const above = (dice: Dice, column: number): string[] => {
  const lines: string[] = [];
  if (roll(dice, 6) === 0) lines.push("");
  if (roll(dice, 4) === 0) lines.push(pad(column) + comment(dice));
  if (roll(dice, 12) === 0) lines.push("");
  return lines;
};
const behind = (dice: Dice): string =>
  roll(dice, 5) === 0 ? `${pad(1 + roll(dice, 2))}${comment(dice)}` : "";

const blockText = (value: string): { header: string; lines: string[] } | null => {
  const body = value.replace(/\n+$/, "");
  if (!value.includes("\n") || body.trim() === "" || /^ /.test(body)) return null;
  const ends = value.length - body.length;
  return {
    header: `|${ends === 0 ? "-" : ends === 1 ? "" : "+"}`,
    lines: [...body.split("\n"), ...Array.from({ length: Math.max(0, ends - 1) }, () => "")],
  };
};

interface Style {
  readonly step: number;
  readonly dashStep: number;
}
/** The rest of a line behind a colon or a dash, and the lines below. */
const under = (
  one: Piece,
  column: number,
  dice: Dice,
  style: Style,
): { first: string; rest: string[] } => {
  if (one.kind === "text") {
    const block = one.style > 1 ? blockText(one.text) : null;
    if (block === null)
      return { first: ` ${inline(one.text, one.style)}${behind(dice)}`, rest: [] };
    return {
      first: ` ${block.header}${behind(dice)}`,
      rest: block.lines.map((line) => (line === "" ? "" : pad(column + style.step) + line)),
    };
  }
  const size = one.kind === "list" ? one.items.length : one.entries.length;
  if (one.flow || size === 0) return { first: ` ${flowOf(one)}${behind(dice)}`, rest: [] };
  const inner = column + (one.kind === "list" ? style.dashStep : style.step);
  return {
    first: behind(dice),
    rest:
      one.kind === "list"
        ? itemLines(one.items, inner, dice, style)
        : entryLines(one.entries, inner, dice, style),
  };
};
const entryLines = (
  entries: readonly (readonly [string, Piece])[],
  column: number,
  dice: Dice,
  style: Style,
): string[] =>
  entries.flatMap(([key, value]) => {
    const lead = above(dice, column);
    const { first, rest } = under(value, column, dice, style);
    return [...lead, `${pad(column)}${key}:${first}`, ...rest];
  });
const itemLines = (items: readonly Piece[], column: number, dice: Dice, style: Style): string[] =>
  items.flatMap((item) => {
    const lead = above(dice, column);
    if (item.kind === "map" && !item.flow && item.entries.length > 0) {
      const [head = "", ...rest] = entryLines(
        item.entries,
        column + 2,
        { ...dice, rolls: [1], at: 0 },
        style,
      );
      return [...lead, `${pad(column)}- ${head.trimStart()}`, ...rest];
    }
    if (item.kind === "list" && !item.flow && item.items.length > 0)
      return [...lead, `${pad(column)}- ${flowOf(item)}`];
    const { first, rest } = under(item, column, dice, style);
    return [...lead, `${pad(column)}-${first}`, ...rest];
  });

const rows = fc.record({
  kind: fc.constant("list" as const),
  items: fc.array(piece, { minLength: 1, maxLength: 4 }),
  flow: fc.constant(false),
});
const value = fc.oneof(rows, piece);
/** The text of one rule as the database keeps it, with comments `# c1.`, `# c2.` … wherever one may stand. */
export const arbitraryRule: fc.Arbitrary<string> = fc
  .record({
    name: text,
    when: fc.option(value, { nil: null }),
    if: fc.option(piece, { nil: null }),
    then: value,
    else: fc.option(value, { nil: null }),
    rolls: fc.array(fc.nat(59), { minLength: 7, maxLength: 40 }),
    column: fc.constantFrom(0, 2, 4),
    step: fc.constantFrom(2, 3, 4),
    isTight: fc.boolean(),
    isWide: fc.boolean(),
    ends: fc.constantFrom("", "\n", "\n\n", "\n    # c0.\n"),
  })
  .map(({ rolls, column, step, isTight, isWide, ends, ...from }) => {
    const dice: Dice = { rolls, at: 0, comments: 0 };
    const style = { step, dashStep: isTight ? 0 : step };
    const entries = (["name", "when", "if", "then", "else"] as const).flatMap((key) => {
      const one = from[key];
      return one === null ? [] : [[key, one] as const];
    });
    const lines = [
      ...above(dice, column),
      `${pad(column)}- id: a-rule${behind(dice)}`,
      ...entryLines(entries, column + 2, dice, style),
    ];
    const all = lines.join("\n") + ends;
    return isWide ? all.replaceAll("\n", "\r\n") : all;
  });
