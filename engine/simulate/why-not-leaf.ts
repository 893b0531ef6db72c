import type { ReadyRules } from "../run/asked.ts";
import type { FailedLeaf } from "../schema/trace.ts";
import type { Json, LocalText } from "../schema/words.ts";
import { wallTime } from "../time/calendar.ts";

/** One thing that keeps a rule from answering. */
export interface Hindrance {
  readonly kind:
    | "disabled"
    | "no-trigger"
    | "not-active"
    | "limit"
    | "condition"
    | "agent"
    | "dialog"
    | "beaten"
    | "not-a-message"
    | "failed";
  readonly path: string;
  readonly says: LocalText;
  readonly expected: Json;
  readonly actual: Json;
  /** The smallest change that would remove it. */
  readonly change: LocalText | null;
}

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const shown = (value: Json): string => {
  if (value === null || value === "") return "∅";
  if (Array.isArray(value)) return value.map(shown).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

interface Failed {
  readonly operator: string;
  readonly value: Json;
}
const failedOf = (expected: Json): Failed | null =>
  typeof expected === "object" && expected !== null && "operator" in expected
    ? (expected as unknown as Failed)
    : null;

const REMOVE = both("去掉这个条件", "remove this condition");
const toValue = (to: Json): LocalText =>
  both(`把要求改成「${shown(to)}」`, `change the value to "${shown(to)}"`);
const numberIn = (value: Json): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};
const beyond = (actual: Json, by: number): LocalText => {
  const number = numberIn(actual);
  return number === null ? REMOVE : toValue(number + by);
};

const betweenFix = ({ value }: Failed, actual: Json): LocalText => {
  const number = numberIn(actual);
  const [low, high] = Array.isArray(value) ? value.map(numberIn) : [];
  if (number === null || low === undefined || high === undefined || low === null || high === null)
    return REMOVE;
  return toValue([Math.min(low, number), Math.max(high, number)]);
};
const includesFix = ({ value }: Failed): LocalText =>
  both(
    `先给粉丝打上标签「${shown(value)}」，或去掉这个条件`,
    `give the follower the tag "${shown(value)}" first, or remove this condition`,
  );

/** The smallest change of one leaf, by operator. */
const FIXES: Readonly<Record<string, (failed: Failed, actual: Json) => LocalText>> = {
  equals: (_, actual) => (actual === null ? REMOVE : toValue(actual)),
  "one-of": (_, actual) =>
    actual === null
      ? REMOVE
      : both(`在列表里加上「${shown(actual)}」`, `add "${shown(actual)}" to the list`),
  greater: (_, actual) => beyond(actual, -1),
  "at-least": (_, actual) => beyond(actual, 0),
  less: (_, actual) => beyond(actual, 1),
  "at-most": (_, actual) => beyond(actual, 0),
  between: betweenFix,
  within: (_, actual) =>
    both(`把范围扩大到包含 ${shown(actual)}`, `widen the range so that it holds ${shown(actual)}`),
  includes: includesFix,
  exists: ({ value }) =>
    value === false
      ? REMOVE
      : both(
          "先让这个值存在，或去掉这个条件",
          "let there be a value first, or remove this condition",
        ),
};

/** Under an odd number of `not`s a leaf stands against the rule by holding. */
const isNegated = (path: string): boolean =>
  path.split("/").filter((step) => step === "not").length % 2 === 1;

const conditionHindrance = (
  leaf: FailedLeaf,
  failed: Failed,
  { registry }: ReadyRules,
): Hindrance => {
  const { path, actual } = leaf;
  const title =
    registry.operators.get(failed.operator)?.title ?? both(failed.operator, failed.operator);
  const negated = isNegated(path);
  const not = negated ? both("不能", "must not be ") : both("", "");
  const says = both(
    `要求${not["zh-CN"]}${title["zh-CN"]}「${shown(failed.value)}」，实际是「${shown(actual)}」`,
    `expected: ${not.en}${title.en} "${shown(failed.value)}"; found: "${shown(actual)}"`,
  );
  const change = negated ? REMOVE : (FIXES[failed.operator]?.(failed, actual) ?? REMOVE);
  return { kind: "condition", path, says, change, expected: leaf.expected, actual };
};

const activeHindrance = (leaf: FailedLeaf, rules: ReadyRules, nowMs: number): Hindrance => {
  const { date, time } = wallTime(nowMs, rules.settings.timezone);
  const now = `${date} ${time}`;
  return {
    kind: "not-active",
    path: leaf.path,
    says: both(`不在生效时间内，现在是 ${now}`, `outside the time it is active; it is ${now}`),
    change: both("把生效时间改成包含现在", "let the active time hold this moment"),
    expected: leaf.expected,
    actual: now,
  };
};
const limitHindrance = (leaf: FailedLeaf): Hindrance => {
  const runs = numberIn(leaf.actual) ?? 0;
  return {
    kind: "limit",
    path: leaf.path,
    says: both(
      `这位粉丝已经触发过 ${runs} 次，到了次数限制`,
      `this follower has had it ${runs} times: the limit is reached`,
    ),
    change: both(
      `把次数改成 ${runs + 1}，或去掉限制`,
      `set the limit to ${runs + 1}, or remove it`,
    ),
    expected: leaf.expected,
    actual: leaf.actual,
  };
};

/** What one failed leaf of the ladder means, and the smallest change that would let it hold. */
export const leafHindrance = (leaf: FailedLeaf, rules: ReadyRules, nowMs: number): Hindrance => {
  const failed = failedOf(leaf.expected);
  if (leaf.path.endsWith("/active")) return activeHindrance(leaf, rules, nowMs);
  if (leaf.path.endsWith("/limit")) return limitHindrance(leaf);
  if (failed !== null) return conditionHindrance(leaf, failed, rules);
  const says = both("条件不成立", "a condition does not hold");
  const { path, expected, actual } = leaf;
  return { kind: "condition", path, says, change: REMOVE, expected, actual };
};
