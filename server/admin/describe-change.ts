import type { Json, LocalText, Registry, Rule, TriggerRow } from "../../engine/index.ts";
import { conditionSentence, rowSentence, ruleSentence } from "../../engine/index.ts";

type Language = keyof LocalText;
const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const made = (make: (language: Language) => string): LocalText => ({
  "zh-CN": make("zh-CN"),
  en: make("en"),
});
const fromTo = (title: LocalText, before: string, after: string): LocalText =>
  both(
    `${title["zh-CN"]}由「${before}」改为「${after}」`,
    `${title.en} changed from "${before}" to "${after}"`,
  );

const HEAD: readonly (readonly [keyof Rule, LocalText])[] = [
  ["name", both("规则名称", "name")],
  ["note", both("备注", "note")],
  ["group", both("分组", "group")],
  ["priority", both("优先级", "priority")],
];
const headChanges = (before: Rule, after: Rule): readonly LocalText[] => [
  ...HEAD.flatMap(([key, title]) =>
    before[key] === after[key] ? [] : [fromTo(title, String(before[key]), String(after[key]))],
  ),
  ...(before.enabled === after.enabled
    ? []
    : [after.enabled ? both("启用", "switched on") : both("停用", "switched off")]),
  ...(before.continue === after.continue
    ? []
    : [
        after.continue
          ? both("命中后继续匹配", "the search goes on after it")
          : both("命中后不再继续", "the search ends with it"),
      ]),
  ...(same(before.active, after.active) ? [] : [both("生效时间有改动", "the active time changed")]),
  ...(same(before.limit, after.limit) ? [] : [both("频率限制有改动", "the limit changed")]),
];

/** Without paths, which change when a row moves. */
const bare = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (key === "path" ? undefined : inner)) ?? "";
const same = (a: unknown, b: unknown): boolean => bare(a) === bare(b);

/** Keywords of a text trigger, by the way they match. */
const keywordsOf = (rule: Rule): ReadonlySet<string> =>
  new Set(
    rule.when.flatMap(({ use, params }: TriggerRow) => {
      if (use !== "text" || typeof params !== "object" || params === null) return [];
      return Object.values(params as Readonly<Record<string, Json>>).flatMap((list) =>
        Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [],
      );
    }),
  );
const keywordChanges = (before: Rule, after: Rule): readonly LocalText[] => {
  const [was, is] = [keywordsOf(before), keywordsOf(after)];
  const added = [...is].filter((word) => !was.has(word));
  const gone = [...was].filter((word) => !is.has(word));
  return [
    ...(added.length === 0
      ? []
      : [both(`新增关键词 ${added.join("、")}`, `keywords added: ${added.join(", ")}`)]),
    ...(gone.length === 0
      ? []
      : [both(`去掉关键词 ${gone.join("、")}`, `keywords removed: ${gone.join(", ")}`)]),
  ];
};

type Rows = readonly { readonly use: string; readonly params: Json; readonly path: string }[];
/** Rows that are not on the other side; one gone and one new of the same kind is one that changed. */
const rowChanges = (
  title: LocalText,
  [before, after]: readonly [Rows, Rows],
  registry: Registry,
): readonly LocalText[] => {
  const unmatched = (rows: Rows, others: Rows): Rows => {
    const left = others.map(bare);
    return rows.filter((row) => {
      const at = left.indexOf(bare(row));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const gone = [...unmatched(before, after)];
  const said = (row: Rows[number]) => made((language) => rowSentence(row, registry, language));
  const changes = unmatched(after, before).map((row) => {
    const at = gone.findIndex(({ use }) => use === row.use);
    const [old] = at < 0 ? [] : gone.splice(at, 1);
    const now = said(row);
    if (old === undefined)
      return both(`${title["zh-CN"]}新增：${now["zh-CN"]}`, `${title.en}: added ${now.en}`);
    const was = said(old);
    return both(
      `${title["zh-CN"]}：「${was["zh-CN"]}」改为「${now["zh-CN"]}」`,
      `${title.en}: "${was.en}" became "${now.en}"`,
    );
  });
  const lost = gone.map((row) => {
    const was = said(row);
    return both(`${title["zh-CN"]}去掉：${was["zh-CN"]}`, `${title.en}: removed ${was.en}`);
  });
  const isMoved = changes.length + lost.length === 0 && !same(before, after);
  const moved = both(`${title["zh-CN"]}的顺序有改动`, `${title.en}: order changed`);
  return isMoved ? [moved] : [...changes, ...lost];
};

const conditionChange = (before: Rule, after: Rule, registry: Registry): readonly LocalText[] => {
  if (same(before.if, after.if)) return [];
  const said = (rule: Rule) =>
    made((language) => (rule.if === null ? "" : conditionSentence(rule.if, registry, language)));
  const [was, is] = [said(before), said(after)];
  if (before.if === null) return [both(`新增条件：${is["zh-CN"]}`, `condition added: ${is.en}`)];
  if (after.if === null) return [both(`去掉条件：${was["zh-CN"]}`, `condition removed: ${was.en}`)];
  return [
    both(
      `条件由「${was["zh-CN"]}」改为「${is["zh-CN"]}」`,
      `condition changed from "${was.en}" to "${is.en}"`,
    ),
  ];
};

/** Triggers beside keywords, which are told word by word. */
const others = ({ when }: Rule): Rows => when.filter(({ use }) => use !== "text");

/** What changed about a rule, one sentence a difference; `[]` if it means the same. */
export const describeChange = (
  before: Rule | null,
  after: Rule | null,
  registry: Registry,
): readonly LocalText[] => {
  if (before === null && after === null) return [];
  if (before === null && after !== null)
    return [made((language) => ruleSentence(after, registry, language))];
  if (after === null || before === null)
    return before === null ? [] : [made((language) => ruleSentence(before, registry, language))];
  const keywords = keywordChanges(before, after);
  const [wasText, isText] = [before, after].map(({ when }) =>
    when.filter(({ use }) => use === "text"),
  );
  const way =
    keywords.length === 0 && !same(wasText, isText)
      ? [both("关键词的匹配方式有改动", "how keywords match changed")]
      : [];
  return [
    ...headChanges(before, after),
    ...keywords,
    ...way,
    ...rowChanges(both("触发条件", "trigger"), [others(before), others(after)], registry),
    ...conditionChange(before, after, registry),
    ...rowChanges(both("则执行", "then"), [before.then, after.then], registry),
    ...rowChanges(both("否则", "else"), [before.else ?? [], after.else ?? []], registry),
  ];
};
