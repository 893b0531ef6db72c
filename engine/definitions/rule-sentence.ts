import type { ActionRow, Condition, ConditionLeaf, Rule, TriggerRow } from "../schema/rule.ts";
import type { Json, LocalText } from "../schema/words.ts";
import type { Registry } from "./registry.ts";

type Language = keyof LocalText;
const WORDS = {
  "zh-CN": {
    when: "当",
    or: "或",
    and: "且",
    if: "，且满足 ",
    then: "，则",
    else: "，否则",
    not: "不是",
    list: "、",
    next: "；",
    more: (count: number) => `等 ${count} 项`,
    open: "（",
    close: "）",
    never: "不会自己触发",
  },
  en: {
    when: "When ",
    or: " or ",
    and: " and ",
    if: ", if ",
    then: ", then ",
    else: ", else ",
    not: "not ",
    list: ", ",
    next: "; ",
    more: (count: number) => `and ${count} more`,
    open: "(",
    close: ")",
    never: "never by itself",
  },
} as const;

/** What a parameter's name reads like inside a sentence; names that say nothing there are left out. */
const KEYS: Readonly<Record<string, LocalText>> = {
  is: { "zh-CN": "全匹配 ", en: "is " },
  has: { "zh-CN": "含 ", en: "has " },
  starts: { "zh-CN": "开头是 ", en: "starts with " },
  matches: { "zh-CN": "匹配 ", en: "matches " },
  within: { "zh-CN": "在 ", en: "within " },
  of: { "zh-CN": "内，离 ", en: " of " },
  image: { "zh-CN": "图片 ", en: "picture " },
  voice: { "zh-CN": "语音 ", en: "voice " },
  video: { "zh-CN": "视频 ", en: "video " },
  music: { "zh-CN": "音乐 ", en: "music " },
  articles: { "zh-CN": "图文 ", en: "articles " },
  inside: { "zh-CN": "范围 ", en: "inside " },
  "mini-program": { "zh-CN": "小程序 ", en: "mini program " },
  random: { "zh-CN": "随机一条 ", en: "one of " },
  options: { "zh-CN": "选项 ", en: "options " },
};
/** Only these of an object inside a list say what it is. */
const NAMES = ["title", "name", "text", "question", "id", "url", "file", "key"] as const;
const SHOWN = 30;
const LISTED = 4;

const cut = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, " ");
  const signs = [...line];
  return signs.length <= SHOWN ? line : `${signs.slice(0, SHOWN).join("")}…`;
};
const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listWords = (list: readonly Json[], language: Language): string => {
  // Corners of an area say nothing to a reader.
  if (list.length > 2 && list.every(Array.isArray)) return "…";
  const shown = list.slice(0, LISTED).map((one) => valueWords(one, language));
  const rest = list.length > LISTED ? ["…"] : [];
  return [...shown.filter((one) => one !== ""), ...rest].join(WORDS[language].list);
};
const mapWords = (value: { readonly [key: string]: Json }, language: Language): string => {
  const named = NAMES.find((name) => typeof value[name] === "string");
  const entries = Object.entries(value);
  if (named !== undefined && entries.length > 1) return valueWords(value[named] ?? "", language);
  return entries
    .filter(([key]) => key !== "path")
    .map(([key, inner]) => `${KEYS[key]?.[language] ?? ""}${valueWords(inner, language)}`)
    .filter((words) => words.trim() !== "")
    .slice(0, LISTED)
    .join(" ");
};
/** A value as it reads in a sentence: cut, without quotes. */
const valueWords = (value: Json, language: Language): string => {
  if (value === null || value === true || value === "any") return "";
  if (typeof value === "string") return cut(value);
  if (Array.isArray(value)) return listWords(value, language);
  return isMap(value) ? mapWords(value, language) : String(value);
};

const at = (params: Json, path: string): Json =>
  path
    .split(".")
    .slice(1)
    .reduce<Json>((value, key) => (isMap(value) ? (value[key] ?? null) : null), params);

const EMPTY_QUOTES = /\s*(?:「」|""|“”)/g;
const fill = (template: string, values: (name: string) => string): string =>
  template
    .replaceAll(/\{([a-z][A-Za-z0-9.-]*)\}/g, (_, name: string) => values(name))
    .replaceAll(EMPTY_QUOTES, "")
    .replace(/[：:]\s*$/, "")
    .trim();

/** One row of `when`, `then` or `else` in words; a name that nothing defines is shown as it is. */
export const rowSentence = (
  row: TriggerRow | ActionRow,
  registry: Registry,
  language: Language,
): string => {
  const definition = registry.triggers.get(row.use) ?? registry.actions.get(row.use);
  if (definition === undefined) return row.use;
  return fill(definition.sentence[language], (name) => valueWords(at(row.params, name), language));
};

const leafSentence = (leaf: ConditionLeaf, registry: Registry, language: Language): string => {
  const fact = registry.facts.get(leaf.fact)?.title[language] ?? leaf.fact;
  const operator = registry.operators.get(leaf.operator);
  if (operator === undefined) return `${fact} ${leaf.operator}`;
  const value = leaf.value === true ? "" : valueWords(leaf.value, language);
  return fill(operator.sentence[language], (name) => (name === "fact" ? fact : value));
};

/** A condition in words; groups inside groups stand in brackets. */
export const conditionSentence = (
  condition: Condition,
  registry: Registry,
  language: Language,
): string => {
  const words = WORDS[language];
  const inner = (part: Condition): string => {
    const said = conditionSentence(part, registry, language);
    const isGroup = "all" in part || "any" in part;
    return isGroup ? `${words.open}${said}${words.close}` : said;
  };
  if ("all" in condition) return condition.all.map(inner).join(words.and);
  if ("any" in condition) return condition.any.map(inner).join(words.or);
  if ("not" in condition) {
    const said = conditionSentence(condition.not, registry, language);
    return `${words.not}${words.open}${said}${words.close}`;
  }
  return leafSentence(condition, registry, language);
};

const ACTIONS = 3;
const listSentence = (
  rows: readonly ActionRow[],
  registry: Registry,
  language: Language,
): string => {
  const { next, more } = WORDS[language];
  const shown = rows.slice(0, ACTIONS).map((row) => rowSentence(row, registry, language));
  const rest = rows.length > ACTIONS ? [more(rows.length - ACTIONS)] : [];
  return [...shown, ...rest].join(next);
};

/** A whole rule in one sentence, made from its definitions' own: 当 … 且满足 …，则 …，否则 …. */
export const ruleSentence = (rule: Rule, registry: Registry, language: Language): string => {
  const words = WORDS[language];
  const triggers = rule.when.map((row) => rowSentence(row, registry, language));
  const shown = triggers.slice(0, LISTED).join(words.or);
  const when = triggers.length === 0 ? words.never : `${words.when}${shown}`;
  const more = triggers.length > LISTED ? ` ${words.more(triggers.length - LISTED)}` : "";
  const condition =
    rule.if === null ? "" : `${words.if}${conditionSentence(rule.if, registry, language)}`;
  const then = `${words.then}${listSentence(rule.then, registry, language)}`;
  const other =
    rule.else === null ? "" : `${words.else}${listSentence(rule.else, registry, language)}`;
  return `${when}${more}${condition}${then}${other}`;
};
