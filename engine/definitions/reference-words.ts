import type { LocalText } from "../schema/words.ts";
import type { TEMPLATE_FILTERS, TEMPLATE_TAGS } from "../templates/liquid.ts";

const say = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** Headings and sentences of the reference page. */
export const REFERENCE_WORDS = {
  title: say("规则语言参考", "The rule language: reference"),
  made: say(
    "本页由代码里的定义生成（`yingda reference`），请勿手改。",
    "This page is made from the definitions in the code (`yingda reference`); do not edit it.",
  ),
  rule: say("一条规则", "A rule"),
  ruleHelp: say(
    "`when` 里任意一项成立、`if` 成立就做 `then`，`if` 不成立就做 `else`。`if` 写一个条件、一个列表（都要成立），或 `all`、`any`、`not` 之一。一项可以代替列表；任何一行可以加 `note`，或用 `enabled: false` 停用。",
    "If one row of `when` holds and `if` holds, `then` runs; if `if` does not hold, `else` runs. `if` is one condition, a list (all must hold), or one of `all`, `any`, `not`. One item may stand for a list; any row may carry a `note`, or `enabled: false`.",
  ),
  triggers: say("触发条件（when）", "Triggers (when)"),
  actions: say("动作（then、else）", "Actions (then, else)"),
  operators: say("比较（if 的 operator）", "Operators (of if)"),
  operatorsHelp: say(
    "写成 `{ fact: 名称, operator: 比较, value: 值 }`。",
    "Written `{ fact: NAME, operator: OPERATOR, value: VALUE }`.",
  ),
  facts: say("名称（fact 与 {{ }}）", "Names (fact and {{ }})"),
  templates: say("模板", "Templates"),
  templatesHelp: say(
    "文字里的 `{{ 名称 }}` 会填入值，`{{ 名称 | 过滤器: 参数 }}` 先加工；没有值就什么也不显示。",
    "`{{ NAME }}` in a text is filled in, `{{ NAME | FILTER: ARGUMENT }}` works on it first; a missing value prints as nothing.",
  ),
  filters: say("过滤器", "Filters"),
  tags: say("标签", "Tags"),
  tests: say("测试（tests）", "Tests (tests)"),
  testsHelp: say(
    "一个测试有 `name`、`given`（默认 2026-01-05T10:00，周一）和 `steps`；每一步有 `send`（一段文字，或下面的一种）或 `wait: 7d`，可以再写 `expect`。没写的不检查。",
    "A test has `name`, `given` (2026-01-05T10:00, a Monday, unless said) and `steps`; a step has `send` (a text, or one of those below) or `wait: 7d`, and perhaps `expect`. What is not named is not checked.",
  ),
  diagnostics: say("错误与提醒", "Errors and warnings"),
  param: say("参数", "Parameter"),
  takes: say("内容", "Takes"),
  default: say("默认", "Default"),
  needed: say("必填", "required"),
  short: say("简写", "Short form"),
  name: say("名称", "Name"),
  meaning: say("说明", "Meaning"),
  on: say("可比较", "Compares"),
  value: say("值", "Value"),
  code: say("编号", "Code"),
  says: say("提示", "Says"),
  error: say("错误", "error"),
  warning: say("提醒", "warning"),
  rights: say("需要的公众平台权限", "Platform rights needed"),
} as const;

/** What a fact or an operator is about. */
export const INPUT_WORDS = {
  text: say("文字", "text"),
  number: say("数字", "numbers"),
  time: say("日期与时间", "dates and times"),
  list: say("列表", "lists"),
  place: say("位置", "positions"),
} as const;

/** One line a filter. */
export const FILTER_WORDS: Readonly<Record<(typeof TEMPLATE_FILTERS)[number], LocalText>> = {
  default: say('没有值时用这个：`default: "您"`', 'used where there is no value: `default: "you"`'),
  size: say("字数，或列表的项数", "how many characters, or entries"),
  first: say("列表的第一项", "the first entry of a list"),
  last: say("列表的最后一项", "the last entry of a list"),
  join: say('用这个连接列表：`join: "、"`', 'joins a list: `join: ", "`'),
  split: say('按这个分成列表：`split: ","`', 'cuts into a list: `split: ","`'),
  strip: say("去掉首尾空白", "without space at its ends"),
  upcase: say("改为大写", "in capitals"),
  downcase: say("改为小写", "in small letters"),
  replace: say('替换：`replace: "旧", "新"`', 'replaces: `replace: "old", "new"`'),
  remove: say('删去：`remove: "-"`', 'leaves out: `remove: "-"`'),
  truncate: say("最多这么多字：`truncate: 20`", "at most so many characters: `truncate: 20`"),
  slice: say(
    "从第几个字起取几个（从 0 数）：`slice: 0, 3`",
    "so many characters from a place (from 0): `slice: 0, 3`",
  ),
  append: say("在后面加上", "puts behind it"),
  prepend: say("在前面加上", "puts in front of it"),
  plus: say("加", "adds"),
  minus: say("减", "subtracts"),
  times: say("乘", "multiplies"),
  divided_by: say("除", "divides"),
  round: say("四舍五入到几位小数：`round: 2`", "rounds to so many decimals: `round: 2`"),
  mask: say(
    "中间换成星号，首尾各留几个字：`mask: 4`",
    "stars in the middle, so many characters left at each end: `mask: 4`",
  ),
};
/** One line a tag. */
export const TAG_WORDS: Readonly<Record<(typeof TEMPLATE_TAGS)[number], LocalText>> = {
  if: say(
    "`{% if tags.size > 0 %}…{% else %}…{% endif %}`",
    "`{% if tags.size > 0 %}…{% else %}…{% endif %}`",
  ),
  unless: say(
    "`{% unless follower.name %}…{% endunless %}`",
    "`{% unless follower.name %}…{% endunless %}`",
  ),
  case: say(
    '`{% case weekday %}{% when "sat" %}…{% endcase %}`',
    '`{% case weekday %}{% when "sat" %}…{% endcase %}`',
  ),
  for: say(
    "`{% for tag in tags %}{{ tag }} {% endfor %}`",
    "`{% for tag in tags %}{{ tag }} {% endfor %}`",
  ),
  comment: say("`{% comment %}不发出{% endcomment %}`", "`{% comment %}not sent{% endcomment %}`"),
};
