import type { LocalText } from "../schema/words.ts";
import type { PlainSchema } from "./authored-schema.ts";
import type { Resource } from "./shapes.ts";

type Language = keyof LocalText;
const say = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** What a name points to, in words. */
const RESOURCES: Readonly<Record<Resource, LocalText>> = {
  rule: say("规则编号", "rule id"),
  channel: say("渠道", "channel"),
  place: say("地点", "place"),
  picture: say("图片", "picture"),
  product: say("商品", "product"),
  "menu-key": say("菜单 key", "menu key"),
  tag: say("标签", "tag"),
  hook: say("hook", "hook"),
  desk: say("`wechat`、`kf2001@账号` 或 hook", "`wechat`, `kf2001@ACCOUNT` or a hook"),
  "notice-template": say("通知模板", "notice template"),
  page: say("页面", "page"),
  media: say("素材", "media"),
  fact: say("名称", "name"),
};
/** Own forms of text, by `x-shape`. */
const FORMS: Readonly<Record<string, LocalText>> = {
  duration: say("时长 `90s 10m 2h 7d 4w`", "duration `90s 10m 2h 7d 4w`"),
  date: say("日期 `2026-10-01`", "date `2026-10-01`"),
  "date-range": say("日期段 `2026-10-01..2026-10-07`", "dates `2026-10-01..2026-10-07`"),
  "date-time": say("时刻 `2026-11-23T20:31`", "moment `2026-11-23T20:31`"),
  "time-window": say("时间段 `09:00-18:00`", "window `09:00-18:00`"),
  days: say(
    "`mon` … `sun`、`mon-fri`、`workday`、`restday`",
    "`mon` … `sun`, `mon-fri`, `workday`, `restday`",
  ),
  distance: say("距离 `500m`、`3km`", "distance `500m`, `3km`"),
  money: say("金额 `39.80`（元）", "yuan `39.80`"),
  cron: say("分 时 日 月 星期", "minute hour day month weekday"),
  pattern: say("正则（RE2）", "pattern (RE2)"),
  keyword: say("关键词", "keyword"),
  example: say("例句", "example sentence"),
  timezone: say("时区 `Asia/Shanghai`", "time zone `Asia/Shanghai`"),
};
const TYPES: Readonly<Record<string, LocalText>> = {
  string: say("文字", "text"),
  number: say("数字", "number"),
  integer: say("整数", "whole number"),
  boolean: say("`true` 或 `false`", "`true` or `false`"),
  object: say("键: 值", "key: value"),
  null: say("空", "nothing"),
};
const WORDS = {
  actions: say("动作列表", "list of actions"),
  condition: say("条件", "condition"),
  free: say("任意数据", "any data"),
  said: say("文字，或每种语言一段", "text, or one a language"),
  list: say("一个或几个", "one or several:"),
  anything: say("任意", "anything"),
  name: say("保存的名称", "name to save under"),
} as const;

const isMap = (value: unknown): value is PlainSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly PlainSchema[] =>
  Array.isArray(value) ? value.filter(isMap) : [];

const fixedOf = (schema: PlainSchema): string | null => {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  const among = schema.enum;
  return Array.isArray(among) ? among.map((one) => `\`${String(one)}\``).join(" ") : null;
};

const range = ({ minimum, maximum }: PlainSchema): string =>
  minimum === undefined && maximum === undefined
    ? ""
    : ` ${String(minimum ?? "…")}–${String(maximum ?? "…")}`;

const textOf = (schema: PlainSchema, language: Language): string | null => {
  if (schema["x-captures"] === true) return WORDS.name[language];
  const resource = schema["x-resource"];
  if (typeof resource === "string") return RESOURCES[resource as Resource]?.[language] ?? null;
  const shape = schema["x-pattern"] === true ? "pattern" : schema["x-shape"];
  return typeof shape === "string" ? (FORMS[shape]?.[language] ?? null) : null;
};

const choicesOf = (choices: readonly PlainSchema[], language: Language): string => {
  if (choices.some((one) => one["x-said"] === true)) return WORDS.said[language];
  return [...new Set(choices.map((one) => shapeInWords(one, language)))].join(" · ");
};

const pointed = (ref: string, language: Language): string =>
  ref.endsWith("/condition") ? WORDS.condition[language] : WORDS.actions[language];

const listInWords = ({ items }: PlainSchema, language: Language): string => {
  if (Array.isArray(items))
    return `[${listOf(items)
      .map((one) => shapeInWords(one, language))
      .join(", ")}]`;
  return `${WORDS.list[language]} ${shapeInWords(isMap(items) ? items : {}, language)}`;
};
/** `{ lat, lng }`, with `NAME: …` where any other key may stand. */
const mapInWords = ({ properties, additionalProperties }: PlainSchema): string | null => {
  const keys = Object.keys(isMap(properties) ? properties : {});
  const all = isMap(additionalProperties) ? [...keys, "NAME: …"] : keys;
  return all.length === 0 ? null : `\`{ ${all.join(", ")} }\``;
};
const ofType = (schema: PlainSchema, language: Language): string => {
  const { type } = schema;
  if (type === "array") return listInWords(schema, language);
  const map = type === "object" ? mapInWords(schema) : null;
  const word = typeof type === "string" ? TYPES[type]?.[language] : undefined;
  return map ?? `${word ?? WORDS.anything[language]}${range(schema)}`;
};

/** Says in words what a schema takes, on one line of a table. */
export const shapeInWords = (schema: PlainSchema, language: Language): string => {
  const { $ref } = schema;
  if (typeof $ref === "string") return pointed($ref, language);
  if (schema["x-free"] === true) return WORDS.free[language];
  const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (choices.length > 0) return choicesOf(choices, language);
  return fixedOf(schema) ?? textOf(schema, language) ?? ofType(schema, language);
};
