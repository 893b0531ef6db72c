import type { Rule } from "../../../engine/index.ts";
import { textOfCode } from "../../errors.ts";
import type { NoticeTemplate } from "../../notices/templates.ts";
import type { NoticeFigure } from "../../storage/notices.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { platformData } from "../platform-data.ts";
import { found } from "../refusal.ts";

type Routes =
  | "GET /accounts/:account/notices"
  | "POST /accounts/:account/notices/sync"
  | "GET /accounts/:account/notices/days";
type Templates = AnswerOf<"GET /accounts/:account/notices">;

/** Templates that a row of a rule names, in lists inside of it, too. */
const namedIn = (value: unknown, names: Set<string>): void => {
  if (typeof value !== "object" || value === null) return;
  const { use, params } = value as { readonly use?: unknown; readonly params?: unknown };
  if (use === "notice") {
    const { template } = (params ?? {}) as { readonly template?: unknown };
    for (const one of [template].flat()) if (typeof one === "string") names.add(one);
  }
  for (const inner of Object.values(value)) namedIn(inner, names);
};
const usersOf = (rules: readonly Rule[]) => {
  const used = rules.map(({ id, name, when, then, else: other }) => {
    const names = new Set<string>();
    namedIn([when, then, other], names);
    return { rule: { id, name }, names };
  });
  return (wanted: readonly string[]) =>
    used.filter(({ names }) => wanted.some((one) => names.has(one))).map(({ rule }) => rule);
};

const shown = async (
  { store }: Desk,
  account: string,
  held: readonly NoticeTemplate[],
): Promise<Templates> => {
  const served = found(await store.ruleSet(account, "active"));
  const declared = Object.entries(served.account.templates);
  const users = usersOf(served.rules);
  const templates = held.map(({ fields, ...one }) => {
    const names = declared.filter(([, id]) => id === one.id).map(([name]) => name);
    return { ...one, fields: fields.map((field) => ({ ...field })), names, rules: users(names) };
  });
  const ids = new Set(held.map(({ id }) => id));
  const missing = declared.filter(([, id]) => !ids.has(id));
  return { templates, missing: missing.map(([name, id]) => ({ name, id, rules: users([name]) })) };
};

const figureOf = ({ day, template, state, reason, n }: NoticeFigure) => {
  const isRefused = reason === "refused";
  const result =
    state === "sent" ? ("sent" as const) : isRefused ? ("refused" as const) : ("failed" as const);
  const why = result === "failed" ? { code: reason, ...textOfCode(reason) } : null;
  return { day, template, result, count: n, why };
};

/** 模板消息/订阅通知: templates with the rules that use them, and how what was sent ended. */
export const noticeHandlers = (desk: Desk): HandlersOf<Routes> => ({
  "GET /accounts/:account/notices": async ({ params }) =>
    shown(desk, params.account, platformData(await desk.notices.current(params.account))),
  "POST /accounts/:account/notices/sync": async ({ params }) =>
    shown(desk, params.account, platformData(await desk.notices.sync(params.account))),
  "GET /accounts/:account/notices/days": async ({ params, query }) => ({
    days: (await desk.library.notices.days(params.account, query)).map(figureOf),
  }),
});
