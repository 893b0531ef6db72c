import type { AccountId } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import type { Broadcast, BroadcastChange } from "../storage/broadcasts.ts";
import type { Api } from "../wechat/request.ts";
import type { AllowanceDeps } from "./allowance.ts";
import { mustWait } from "./allowance.ts";
import type { PrepareBody } from "./prepare-body.ts";
import type { CollectDeps, Sender } from "./receivers.ts";
import { collectReceivers } from "./receivers.ts";
import { resultFollower } from "./results.ts";
import type { SendPartDeps } from "./send-part.ts";
import { partSender, waitsFor } from "./send-part.ts";

export interface StepDeps extends SendPartDeps, CollectDeps, AllowanceDeps {
  readonly broadcasts: SendPartDeps["broadcasts"];
  readonly prepare: PrepareBody;
}
/** A broadcast with something to do. */
export interface Work {
  readonly account: AccountId;
  readonly sender: Sender;
  readonly api: Api;
  readonly broadcast: Broadcast;
}
type BroadcastStep = (work: Work) => Promise<BroadcastChange>;

/** What is done with a broadcast, by its state: rights, allowance and files; whom it goes to; a job after the other; the results. */
export const broadcastSteps = (deps: StepDeps) => {
  const { broadcasts, nowMs } = deps;
  const sendPart = partSender(deps);

  const scheduled: BroadcastStep = async ({ account, sender, api, broadcast }) => {
    const { settings } = sender;
    if (!hasRight(settings, "mass-send")) return { state: "failed", code: "wechat-48001" };
    const wait = await mustWait(deps, { account, settings, target: broadcast.target });
    if (wait !== null) return { code: wait.code, retryAtMs: wait.untilMs };
    const body = await deps.prepare({ account, api }, broadcast.content);
    if (body.ok) return { state: "collecting", body: { ...body.data }, code: "", retryAtMs: 0 };
    if (body.retry !== "never") return waitsFor(body, nowMs(account));
    return { state: "failed", code: body.code };
  };
  const collecting: BroadcastStep = async ({ account, sender, broadcast }) => {
    const { id, target } = broadcast;
    const collected = await collectReceivers(deps, { account, sender, target, id });
    if ("code" in collected) return { state: "failed", code: collected.code };
    return { state: "sending", code: "", retryAtMs: 0, receivers: collected.count };
  };
  const sending: BroadcastStep = async (work) => {
    const part = await broadcasts.nextPart(work.account, work.broadcast.id);
    return part === null ? { state: "sent", code: "", retryAtMs: 0 } : sendPart({ ...work, part });
  };
  const steps = { scheduled, collecting, sending, sent: resultFollower(deps) };
  return steps satisfies Readonly<Record<string, BroadcastStep>>;
};
