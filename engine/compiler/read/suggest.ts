/** Words that authors bring from elsewhere, and ours for them; the first one known at the place is suggested. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  contain: ["has", "includes"],
  contains: ["has", "includes"],
  include: ["includes", "has"],
  keyword: ["text", "has"],
  keywords: ["text", "has"],
  equal: ["equals", "is"],
  eq: ["equals", "is"],
  is: ["equals"],
  "=": ["equals"],
  "==": ["equals"],
  "===": ["equals"],
  "!=": ["not-equals"],
  neq: ["not-equals"],
  notequals: ["not-equals"],
  in: ["one-of"],
  oneof: ["one-of"],
  regex: ["matches"],
  regexp: ["matches"],
  match: ["matches"],
  pattern: ["matches"],
  startswith: ["starts"],
  beginswith: ["starts"],
  prefix: ["starts"],
  endswith: ["ends"],
  suffix: ["ends"],
  gt: ["greater"],
  ">": ["greater"],
  greaterthan: ["greater"],
  gte: ["at-least"],
  ">=": ["at-least"],
  min: ["at-least"],
  lt: ["less"],
  "<": ["less"],
  lessthan: ["less"],
  lte: ["at-most"],
  "<=": ["at-most"],
  max: ["at-most"],
  range: ["between"],
  exist: ["exists"],
  message: ["reply", "text"],
  answer: ["reply"],
  say: ["reply"],
  respond: ["reply"],
  send: ["reply"],
  content: ["text", "reply"],
  subscribe: ["follow"],
  unsubscribe: ["unfollow"],
  click: ["menu"],
  button: ["menu"],
  qrcode: ["scan", "channel"],
  qr: ["scan", "channel"],
  position: ["location"],
  picture: ["image"],
  photo: ["image"],
  news: ["articles"],
  article: ["articles"],
  fallback: ["nothing-matched"],
  default: ["nothing-matched"],
  otherwise: ["else"],
  cron: ["schedule"],
  trigger: ["when"],
  triggers: ["when"],
  on: ["when"],
  condition: ["if", "all"],
  conditions: ["if", "all"],
  action: ["then"],
  actions: ["then"],
  do: ["then"],
  and: ["all"],
  or: ["any"],
  title: ["name"],
  description: ["note"],
  comment: ["note"],
  disabled: ["enabled"],
  weight: ["priority"],
  order: ["priority"],
  label: ["tag"],
  tags: ["tag"],
  tag: ["tags"],
  addtag: ["tag"],
  removetag: ["untag"],
  url: ["http", "link"],
  request: ["http"],
  fetch: ["http"],
  api: ["http"],
  webhook: ["http", "forward"],
  jump: ["goto"],
  question: ["ask"],
  input: ["ask"],
  switch: ["choose"],
  transfer: ["handover"],
  nothing: ["silent"],
  user: ["follower"],
  value: ["value"],
  expected: ["expect"],
  step: ["steps"],
  test: ["tests"],
  rule: ["rules"],
  关键词: ["text", "has"],
  文字: ["text"],
  包含: ["has", "includes"],
  等于: ["is", "equals"],
  开头: ["starts"],
  正则: ["matches"],
  回复: ["reply"],
  标签: ["tag", "tags"],
  菜单: ["menu"],
  关注: ["follow"],
  取消关注: ["unfollow"],
  扫码: ["scan"],
  位置: ["location"],
  图片: ["image"],
  语音: ["voice"],
  视频: ["video"],
  名称: ["name"],
  备注: ["note"],
  时间: ["time"],
  如果: ["if"],
  否则: ["else"],
  那么: ["then"],
  触发: ["when"],
};

/** How a word is compared: full-width forms, case, quotes and separators do not count. */
const fold = (word: string): string =>
  word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/["'“”‘’:：\s_.[\]{}-]/g, "");

const LONGEST = 64;

/** Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment). */
export const editDistance = (from: string, to: string): number => {
  const a = [...from];
  const b = [...to];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

const allowed = (length: number): number =>
  length <= 2 ? 0 : length <= 4 ? 1 : Math.floor(length / 3);

/** "Did you mean": the known name that a word was most likely meant for, or `null`. The same word in other spelling first, then our word for it, then the nearest within a third of its letters. */
export const suggest = (word: string, known: readonly string[]): string | null => {
  if (word.length > LONGEST) return null;
  const folded = fold(word);
  const same = known.find((name) => fold(name) === folded && name !== word);
  if (same !== undefined) return same;
  const lower = word.normalize("NFKC").trim().toLowerCase();
  const key = [lower, folded].find((one) => Object.hasOwn(OTHER_WORDS, one));
  const ours = key === undefined ? [] : (OTHER_WORDS[key] ?? []);
  const translated = ours.find((name) => known.includes(name) && name !== word);
  return translated ?? nearest(folded, word, known);
};

const nearest = (folded: string, word: string, known: readonly string[]): string | null => {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    if (name === word || Math.abs(name.length - word.length) > LONGEST / 3) continue;
    const other = fold(name);
    const distance = editDistance(folded, other);
    const limit = allowed(Math.max([...folded].length, [...other].length));
    if (distance <= limit && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
};
