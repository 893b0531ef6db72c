import type { AccountId } from "../../engine/index.ts";
import { listNotices } from "../wechat/api/notices.ts";
import type { Template } from "../wechat/api/templates.ts";
import { listTemplates } from "../wechat/api/templates.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";

/** One line of a template: what the follower reads before it, and the name of its field. */
export interface TemplateField {
  readonly label: string;
  /** `thing1`: its letters are its type. */
  readonly name: string;
}
/** A template of either sort, as an account holds it on the platform. */
export interface NoticeTemplate {
  readonly id: string;
  readonly title: string;
  /** `template`: to any follower; `subscription`: to those who allowed it. */
  readonly sort: "template" | "subscription";
  readonly fields: readonly TemplateField[];
  readonly example: string;
}
/** What templates an account has; read once and kept until one is missing. */
export interface NoticeTemplates {
  readonly list: (account: AccountId, api: Api) => Promise<ApiResult<readonly NoticeTemplate[]>>;
  /** What was read last, if that was not long ago; read now otherwise. */
  readonly current: (account: AccountId, api: Api) => Promise<ApiResult<readonly NoticeTemplate[]>>;
  /** `null` when the platform has none of that id. */
  readonly find: (
    account: AccountId,
    api: Api,
    id: string,
  ) => Promise<ApiResult<NoticeTemplate | null>>;
}

const LINE = /([^\n{]*?)[:：]?\s*\{\{(\w+)\.DATA\}\}/g;
/** `商品:{{thing1.DATA}}\n…` as its fields. */
export const fieldsOf = (content: string): readonly TemplateField[] =>
  [...content.matchAll(LINE)].map(([, label = "", name = ""]) => ({ label: label.trim(), name }));

const toNotice =
  (sort: NoticeTemplate["sort"]) =>
  ({ id, title, content, example }: Template): NoticeTemplate => ({
    ...{ id, title, sort, example },
    fields: fieldsOf(content),
  });

const ACCOUNTS_KEPT = 1_000;
/** An id nobody knows is not asked for again and again. */
const MISSED_MS = 60_000;
/** A template may be changed in the console. */
const KEPT_MS = 600_000;

interface Known {
  readonly templates: readonly NoticeTemplate[];
  readonly atMs: number;
}

export const createNoticeTemplates = (nowMs: () => number): NoticeTemplates => {
  const known = new Map<AccountId, Known>();

  const list: NoticeTemplates["list"] = async (account, api) => {
    const own = await listTemplates(api);
    if (!own.ok) return own;
    const subscribed = await listNotices(api);
    if (!subscribed.ok) return subscribed;
    const templates = [
      ...own.data.map(toNotice("template")),
      ...subscribed.data.map(toNotice("subscription")),
    ];
    if (known.size >= ACCOUNTS_KEPT) known.clear();
    known.set(account, { templates, atMs: nowMs() });
    return { ok: true, data: templates };
  };

  return {
    list,
    current: async (account, api) => {
      const kept = known.get(account);
      const isFresh = kept !== undefined && nowMs() - kept.atMs < KEPT_MS;
      return isFresh ? { ok: true, data: kept.templates } : list(account, api);
    },
    find: async (account, api, id) => {
      const kept = known.get(account);
      const ageMs = nowMs() - (kept?.atMs ?? 0);
      const found = kept?.templates.find((one) => one.id === id);
      if (found !== undefined && ageMs < KEPT_MS) return { ok: true, data: found };
      if (kept !== undefined && ageMs < MISSED_MS) return { ok: true, data: null };
      const listed = await list(account, api);
      if (!listed.ok) return listed;
      return { ok: true, data: listed.data.find((one) => one.id === id) ?? null };
    },
  };
};
