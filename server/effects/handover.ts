import { createSession, onlineAgents } from "../wechat/api/agents.ts";
import type { WechatClient } from "../wechat/client.ts";
import { performed, refusalPerformed } from "./performed.ts";
import type { Performer } from "./performer.ts";

/** Another agent serves the follower already: that is what was wanted. */
const SERVED = 65414;

/** Opens a session with WeChat's agents where no response could hand over: after a reminder, a page, a late answer. */
export const handoverPerformer = ({
  client,
}: {
  readonly client: Pick<WechatClient, "api">;
}): Performer<"handover"> => ({
  kind: "handover",
  perform: async ({ agent: wanted }, { account, follower, signal }) => {
    if (follower === null) return { kind: "never", code: "no-follower" };
    const api = client.api(account, { signal, isBackground: true });
    const there = wanted === null ? await onlineAgents(api) : { ok: true as const, data: [wanted] };
    if (!there.ok) return refusalPerformed(there);
    const [agent] = there.data;
    if (agent === undefined) return { kind: "later", afterMs: 0, code: "no-agent-there" };
    const created = await createSession(api, agent, follower);
    if (!created.ok && created.errcode === SERVED) return { kind: "done", value: null };
    return performed(created);
  },
});
