import type { AccountId } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type {
  Broadcast,
  BroadcastChange,
  BroadcastPart,
  Broadcasts,
} from "../storage/broadcasts.ts";
import { massStatus } from "../wechat/api/mass.ts";
import type { Api } from "../wechat/request.ts";
import { endOf } from "./progress.ts";

export interface ResultDeps {
  readonly broadcasts: Pick<Broadcasts, "parts" | "changePart" | "noteResult">;
  readonly nowMs: NowMs;
}
export interface Sent {
  readonly account: AccountId;
  readonly api: Api;
  readonly broadcast: Broadcast;
}

/** How often what was told is looked at, and when the platform is asked because nothing was. */
const LOOK_MS = 5_000;
const ASK_MS = 600_000;
const GIVE_UP_MS = 86_400_000;

/** Waits for the results of the jobs. One that does not come by itself is asked for, and given up after a day. */
export const resultFollower = ({ broadcasts, nowMs }: ResultDeps) => {
  const askFor = async ({ account, api }: Sent, part: BroadcastPart): Promise<void> => {
    const { messageId, atMs } = part;
    const told = { messageId, total: 0, sent: 0, errors: 0 };
    const status = await massStatus(api, messageId);
    if (status.ok && status.data === "SEND_SUCCESS")
      await broadcasts.noteResult(account, { ...told, isSent: true, code: "broadcast-no-figures" });
    else if (status.ok && status.data === "SEND_FAIL")
      await broadcasts.noteResult(account, { ...told, isSent: false, code: "mass-failed" });
    else if (nowMs(account) - atMs > GIVE_UP_MS)
      await broadcasts.noteResult(account, { ...told, isSent: true, code: "broadcast-unheard" });
  };
  return async (sent: Sent): Promise<BroadcastChange> => {
    const { account, broadcast } = sent;
    const parts = await broadcasts.parts(account, broadcast.id);
    const open = parts.filter(({ state, result }) => state === "sent" && result === null);
    // Taken before, and the platform did not tell its number: nothing about it can be heard.
    for (const part of open.filter(({ messageId }) => messageId === ""))
      await broadcasts.changePart(account, part, { state: "failed", code: "broadcast-unheard" });
    const named = open.filter(({ messageId }) => messageId !== "");
    if (named.length === 0) return endOf(await broadcasts.parts(account, broadcast.id));
    const late = named.filter(({ atMs }) => nowMs(account) - atMs > ASK_MS);
    for (const part of late) await askFor(sent, part);
    return { retryAtMs: nowMs(account) + (late.length > 0 ? ASK_MS : LOOK_MS) };
  };
};
