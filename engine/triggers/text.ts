import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { signsOf } from "../meaning/pieces.ts";
import type { Account } from "../schema/account.ts";
import type { Filed } from "../schema/compiled-rules.ts";
import type { Names } from "../schema/words.ts";
import { foldText, lengthOf, plainText, restAfter, stripEnds } from "../text/fold.ts";
import { groupNames, PATTERN_LIMITS, searchPattern } from "../text/pattern.ts";
import { requiredLiterals } from "../text/required-literals.ts";
import { spokenText } from "../text/spoken-text.ts";
import { filedAny } from "./filed.ts";
import { anyShort } from "./shapes.ts";

const Keywords = Type.Array(
  Type.String({ minLength: 1, maxLength: 200, pattern: "\\S", "x-shape": "keyword" }),
  { minItems: 1 },
);
const Patterns = Type.Array(
  Type.String({ minLength: 1, maxLength: PATTERN_LIMITS.sourceUnits, "x-shape": "pattern" }),
  { minItems: 1 },
);
/** More examples than these teach nothing new, and training must end within seconds. */
const MOST_EXAMPLES = 200;
const Examples = Type.Array(
  Type.String({ minLength: 1, maxLength: 200, pattern: "\\S", "x-shape": "example" }),
  { minItems: 1, maxItems: MOST_EXAMPLES },
);
const Params = Type.Object(
  {
    any: Type.Optional(Type.Literal(true)),
    is: Type.Optional(Keywords),
    has: Type.Optional(Keywords),
    starts: Type.Optional(Keywords),
    matches: Type.Optional(Patterns),
    means: Type.Optional(Examples),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);
type Params = Type.Static<typeof Params>;

const fold = (text: string, settings: Account): string => foldText(text, settings.foldTraditional);
const folded = (keywords: readonly string[] | undefined, settings: Account): readonly string[] =>
  (keywords ?? []).map((keyword) => fold(keyword, settings)).filter((keyword) => keyword !== "");

const filedWords = (
  words: readonly string[],
  where: "exact" | "prefix" | "part",
): readonly Filed[] =>
  words.map((text) => ({
    key: { in: where, text },
    kind: where === "exact" ? 1 : 2,
    length: lengthOf(text),
  }));

const filedMeaning = (examples: readonly string[]): Filed => ({
  key: { in: "meaning", examples },
  kind: 4,
  length: 0,
});

const index = (params: Params, settings: Account): readonly Filed[] => [
  ...(params.any === true ? [filedAny("text")] : []),
  ...filedWords(folded(params.is, settings), "exact"),
  ...filedWords(folded(params.has, settings), "part"),
  ...filedWords(folded(params.starts, settings), "prefix"),
  ...(params.matches ?? []).map((source): Filed => {
    const literals = folded(requiredLiterals(source), settings);
    return { key: { in: "pattern", source, literals }, kind: 3, length: 0 };
  }),
  ...(params.means === undefined ? [] : [filedMeaning(params.means)]),
];

const NOTHING: Names = {};
const TEXT_NAMES: readonly string[] = ["text"];
const NO_NAMES: readonly string[] = [];

/** The longest of the keywords counts, so that `[查, 查询]` leaves the same rest in either order. */
const matchStart = (words: readonly string[], plain: string, text: string): Names | null => {
  let longest: string | null = null;
  for (const word of words)
    if (text.startsWith(word) && (longest === null || word.length > longest.length)) longest = word;
  const rest = longest === null ? null : restAfter(plain, text, longest);
  return rest === null ? null : { rest };
};

/** All patterns of the list that match capture; for one name the first listed wins. */
const matchPatterns = (sources: readonly string[], plain: string): Names | null => {
  let found: Names | null = null;
  for (const source of sources) {
    const groups = searchPattern(source, plain);
    if (groups !== null) found = { ...groups, ...(found ?? NOTHING) };
  }
  return found;
};

const isExample = (examples: readonly string[], raw: string): boolean => {
  const said = signsOf(raw).join("");
  return examples.some((example) => signsOf(example).join("") === said);
};

const match = (params: Params, raw: string, settings: Account): Names | null => {
  if (params.any === true) return NOTHING;
  const plain = plainText(raw);
  if (params.matches !== undefined) return matchPatterns(params.matches, plain);
  const text = fold(raw, settings);
  if (params.starts !== undefined) return matchStart(folded(params.starts, settings), plain, text);
  // By itself an example means itself; what else it means is decided among all rules' examples, in the index.
  if (params.means !== undefined) return isExample(params.means, raw) ? NOTHING : null;
  const stripped = stripEnds(text);
  const holds =
    folded(params.has, settings).some((word) => text.includes(word)) ||
    folded(params.is, settings).some((word) => word === text || word === stripped);
  return holds ? NOTHING : null;
};

/** What a follower writes, or says and is understood. */
export const text = defineTrigger({
  name: "text",
  title: { "zh-CN": "收到文字", en: "Text" },
  help: {
    "zh-CN":
      "粉丝发来的文字（语音识别出的文字也算）。is 等于，has 包含，starts 开头是，matches 正则，means 意思相近（写几句例句），any 任意文字；写一个或一列，满足其一即可。全角半角、大小写不分，is 还会忽略首尾标点。starts 之后的内容是 {{ rest }}。",
    en: "What a follower writes, or says and is recognised: is (equal), has (contains), starts (begins with), matches (RE2 pattern), means (what they mean, from example sentences) or any text. A list holds if one of it does. Full and half width and case do not matter; for is, marks at the ends of the message do not either. What follows starts is {{ rest }}.",
  },
  group: "message",
  params: Params,
  short: anyShort,
  sentence: { "zh-CN": "收到文字{params}", en: "text {params}" },
  needs: [],
  example: "text: { has: [营业时间, 几点开门] }",
  on: ["text", "voice"],
  index,
  names: (event) => (spokenText(event) === null ? NO_NAMES : TEXT_NAMES),
  match: (params, event, settings) => {
    const raw = spokenText(event);
    return raw === null ? null : match(params, raw, settings);
  },
  captures: (params) => (params.matches ?? []).flatMap(groupNames),
  sample: (params) => {
    if (params.any === true) return "你好";
    return (params.is ?? params.has ?? params.starts ?? params.means)?.[0] ?? null;
  },
});
