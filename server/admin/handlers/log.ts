import type { Rule, Trace } from "../../../engine/index.ts";
import type { LogEntry, LogFilter } from "../../storage/library.ts";
import type { SourcePart } from "../../storage/sources.ts";
import type { HandlersOf } from "../call.ts";
import type { LogDetail, LogRow, QueryOf } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { maskIn, maskOpenid, mayKnow } from "../mask.ts";
import { found } from "../refusal.ts";

const PAGE = 50;

const cursorOf = (text: string | undefined) => {
  if (text === undefined) return null;
  const at = text.indexOf(":");
  return { atMs: Number(text.slice(0, at)), key: text.slice(at + 1) };
};
const filterOf = ({
  before: _b,
  limit: _l,
  ...filter
}: QueryOf<"GET /accounts/:account/log">): LogFilter => filter;

const rulesOf = async (desk: Desk, account: string): Promise<ReadonlyMap<string, Rule>> => {
  const served = await desk.store.ruleSet(account, "active");
  return new Map((served?.rules ?? []).map((rule) => [rule.id, rule]));
};
const rowOf = (entry: LogEntry, rules: ReadonlyMap<string, Rule>, isKnown: boolean): LogRow => ({
  key: entry.key,
  atMs: entry.atMs,
  follower: isKnown ? entry.follower : maskOpenid(entry.follower),
  kind: entry.kind,
  body: entry.body,
  rule: entry.rule,
  ruleName: rules.get(entry.rule)?.name ?? "",
  outcome: entry.outcome,
  isDone: entry.isDone,
  version: entry.ruleSetVersion,
});

/** Rules that stand on the ladder, each once. */
const onLadder = (trace: Trace | null): readonly string[] => {
  const ids = (trace?.steps ?? []).flatMap((step) =>
    (step.kind === "rule" || step.kind === "dialog") && step.path.startsWith("rules/")
      ? [step.path.split("/")[1] ?? ""]
      : [],
  );
  return [...new Set(ids)];
};
const textIn = (parts: readonly SourcePart[] | null, id: string): string | null =>
  parts?.find((part) => part.kind === "rule" && part.id === id)?.text ?? null;

/** The deliveries of the same follower right before and after. */
const neighbours = async (desk: Desk, account: string, entry: LogEntry) => {
  const { follower, atMs, key } = entry;
  if (follower === null) return { older: null, newer: null };
  const { log } = desk.library;
  const [older] = await log.list(account, { follower }, { before: { atMs, key }, limit: 1 });
  const later = await log.list(account, { follower, fromMs: atMs }, { before: null, limit: 200 });
  const at = later.findIndex((one) => one.key === key);
  return { older: older?.key ?? null, newer: later[at - 1]?.key ?? null };
};

const detailOf = async (
  desk: Desk,
  account: string,
  { key, isKnown }: { readonly key: string; readonly isKnown: boolean },
): Promise<LogDetail> => {
  const detail = found(await desk.library.log.find(account, key));
  const rules = await rulesOf(desk, account);
  const version = detail.trace?.ruleSetVersion ?? detail.ruleSetVersion;
  const then = await desk.library.ruleSets.sources(account, version);
  const now = await desk.library.sources.read({ account, copy: "" });
  const shown = {
    ...rowOf(detail, rules, isKnown),
    event: detail.event,
    answer: detail.answer,
    trace: detail.trace,
    rules: onLadder(detail.trace).map((id) => ({
      id,
      name: rules.get(id)?.name ?? "",
      then: textIn(then, id),
      now: textIn(now, id),
    })),
    ...(await neighbours(desk, account, detail)),
  };
  return isKnown ? shown : maskIn(shown, detail.follower);
};

export const logHandlers = (
  desk: Desk,
): HandlersOf<"GET /accounts/:account/log" | "GET /accounts/:account/log/:key"> => ({
  "GET /accounts/:account/log": async ({ params, query, can }) => {
    const limit = query.limit ?? PAGE;
    const page = { before: cursorOf(query.before), limit };
    const entries = await desk.library.log.list(params.account, filterOf(query), page);
    const rules = await rulesOf(desk, params.account);
    const last = entries.length === limit ? entries.at(-1) : undefined;
    return {
      rows: entries.map((entry) => rowOf(entry, rules, mayKnow(can))),
      next: last === undefined ? null : `${last.atMs}:${last.key}`,
    };
  },
  "GET /accounts/:account/log/:key": ({ params, can }) =>
    detailOf(desk, params.account, { key: params.key, isKnown: mayKnow(can) }),
});
