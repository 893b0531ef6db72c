import { hash } from "node:crypto";
import type { Account, AccountId, Effect, OpenId } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { Notices } from "../storage/notices.ts";
import { sendNotice as sendSubscription } from "../wechat/api/notices.ts";
import { sendTemplate } from "../wechat/api/templates.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import { fillFields } from "./fill-fields.ts";
import type { NoticeTemplate, NoticeTemplates } from "./templates.ts";

export interface SendNoticeDeps {
  readonly client: Pick<WechatClient, "api">;
  readonly templates: NoticeTemplates;
  readonly notices: Pick<Notices, "add">;
  /** `null` for an unknown account. */
  readonly settings: (account: AccountId) => Promise<Account | null>;
  readonly nowMs: NowMs;
  readonly log: { readonly warn: (fields: object, text: string) => void };
}
/** One notice to one follower; `key` is the same for every try. */
export interface WantedNotice extends Pick<Effect<"notice">, "template" | "data" | "url"> {
  readonly account: AccountId;
  readonly follower: OpenId;
  readonly key: string;
  readonly signal: AbortSignal;
}
export type SentNotice =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly afterMs: number; readonly code: string }
  | { readonly kind: "never"; readonly code: string };

/** The same message was taken before: a crash kept us from hearing it. */
const SENT_ALREADY = 45065;
const never = (code: string): SentNotice => ({ kind: "never", code });

const refused = ({ retry, code, afterMs }: ApiRefusal): SentNotice =>
  retry === "never" ? never(code) : { kind: "later", afterMs, code };

/** Few characters whatever the key holds. */
const clientIdOf = (key: string): string => hash("sha256", key, "hex").slice(0, 32);

interface Ready extends WantedNotice {
  readonly api: Api;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

const sendAs = async (
  { sort }: NoticeTemplate,
  { api, id, fields, follower, key, url }: Ready,
): Promise<ApiResult<string | null>> => {
  const message = { to: follower, template: id, fields };
  if (sort === "template")
    return sendTemplate(api, {
      ...message,
      clientId: clientIdOf(key),
      ...(url === null ? {} : { url }),
    });
  const sent = await sendSubscription(api, { ...message, ...(url === null ? {} : { page: url }) });
  return sent.ok ? { ok: true, data: null } : sent;
};

/** Sends a notice after checking its fields against the template; what became of it later comes as a push. Only a failure of storage is thrown. */
export const noticeSender = (deps: SendNoticeDeps) => {
  const keep = async (ready: Ready, messageId: string | null): Promise<void> => {
    if (messageId === null) return;
    const { account, follower, template } = ready;
    await deps.notices.add(account, { messageId, template, follower, atMs: deps.nowMs(account) });
  };

  const send = async (ready: Ready, template: NoticeTemplate): Promise<SentNotice> => {
    const sent = await sendAs(template, ready);
    if (!sent.ok && sent.errcode === SENT_ALREADY) return { kind: "done" };
    if (!sent.ok) return refused(sent);
    await keep(ready, sent.data);
    return { kind: "done" };
  };

  const fill = async (wanted: WantedNotice, id: string): Promise<SentNotice> => {
    const { account, signal, template } = wanted;
    const api = deps.client.api(account, { signal, isBackground: true });
    const found = await deps.templates.find(account, api, id);
    if (!found.ok) return refused(found);
    if (found.data === null) return never("wechat-40037");
    const filled = fillFields(found.data.fields, wanted.data);
    if (filled.ok) return send({ ...wanted, api, id, fields: filled.fields }, found.data);
    const { code, field } = filled;
    deps.log.warn({ account, template, code, field }, "a notice does not fit its template");
    return never(code);
  };

  return async (wanted: WantedNotice): Promise<SentNotice> => {
    const settings = await deps.settings(wanted.account);
    if (settings === null) return never("no-account");
    const { templates } = settings;
    const id = Object.hasOwn(templates, wanted.template) ? templates[wanted.template] : undefined;
    if (id === undefined) return never("notice-no-template");
    return hasRight(settings, "template-message") ? fill(wanted, id) : never("wechat-48001");
  };
};
export type SendNotice = ReturnType<typeof noticeSender>;
