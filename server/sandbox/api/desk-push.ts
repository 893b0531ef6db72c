import type { Core } from "../core.ts";
import type { DeskEvent } from "../state/desk.ts";

const messageOf = (event: DeskEvent): { kind: string; fields: Record<string, string> } => {
  if (event.kind === "moved")
    return {
      kind: "kf_switch_session",
      fields: { FromKfAccount: event.agent, ToKfAccount: event.to },
    };
  const kind = event.kind === "opened" ? "kf_create_session" : "kf_close_session";
  return { kind, fields: { KfAccount: event.agent } };
};

/** Pushes what happened at the agents' desk (contract §2.5). A session that only waited ends without a push. */
export const pushDeskEvent = (core: Core, account: string, event: DeskEvent | null): void => {
  if (event === null || event.agent === "") return;
  core.pusher.later({ account, from: event.openid, message: messageOf(event) });
};
