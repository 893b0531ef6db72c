import type { Account, AccountId, Effect, InboundEvent } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Notices } from "../storage/notices.ts";
import type { Performer } from "./performer.ts";

export interface NoticeResultDeps {
  readonly notices: Pick<Notices, "templateOf">;
  readonly settings: (account: AccountId) => Promise<Account | null>;
  /** Lets the rules answer an event of ours; rejects when it cannot be stored. */
  readonly post: (event: InboundEvent) => Promise<void>;
  readonly nowMs: NowMs;
}
type Result = Effect<"notice-result">["results"][number];

/**
 * Tells the rules how notices ended. It stands in the follower's lane behind the sending, so that what was sent is known
 * by now; the result of what another program sent goes by the platform's id, or by none.
 */
export const noticeResultPerformer = (deps: NoticeResultDeps): Performer<"notice-result"> => {
  const templateOf = async (account: AccountId, result: Result): Promise<string> => {
    const { templateId, messageId } = result;
    if (templateId === null) return (await deps.notices.templateOf(account, messageId)) ?? "";
    const templates = (await deps.settings(account))?.templates ?? {};
    return Object.keys(templates).find((name) => templates[name] === templateId) ?? templateId;
  };
  return {
    kind: "notice-result",
    perform: async ({ results }, { account, follower, key }) => {
      for (const [place, result] of results.entries()) {
        const template = await templateOf(account, result);
        const { state, reason } = result;
        await deps.post({
          kind: "notice",
          ...{ account, follower, key: `${key}/${place}`, sentAtMs: deps.nowMs(account) },
          ...{ state, template, reason },
        });
      }
      return { kind: "done", value: null };
    },
  };
};
