import type { AccountId } from "../../engine/index.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { NoticeTemplate, NoticeTemplates } from "./templates.ts";

/** The templates an account holds on the platform, for the editor. */
export interface NoticeDesk {
  /** As they were read last, at most ten minutes ago. */
  readonly current: (account: AccountId) => Promise<ApiResult<readonly NoticeTemplate[]>>;
  /** As they are now; what sends notices knows them, too. */
  readonly sync: (account: AccountId) => Promise<ApiResult<readonly NoticeTemplate[]>>;
}

export const noticeDesk = (
  templates: NoticeTemplates,
  client: Pick<WechatClient, "api">,
): NoticeDesk => ({
  current: (account) => templates.current(account, client.api(account)),
  sync: (account) => templates.list(account, client.api(account)),
});
