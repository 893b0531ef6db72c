import type { AccountId, InboundEvent } from "../../engine/index.ts";
import type { BroadcastChange } from "../storage/broadcasts.ts";
import type { WechatClient } from "../wechat/client.ts";
import { progressOf } from "./progress.ts";
import type { Sender } from "./receivers.ts";
import { RETRY_MS, waitsFor } from "./send-part.ts";
import type { StepDeps, Work } from "./steps.ts";
import { broadcastSteps } from "./steps.ts";
import { targetName } from "./target-name.ts";

export interface BroadcastDeps extends StepDeps {
  readonly client: Pick<WechatClient, "api">;
  /** `null` for an account that is not served. */
  readonly sender: (account: AccountId) => Promise<Sender | null>;
  /** Lets the rules answer an event of ours; rejects when it cannot be stored. */
  readonly post: (event: InboundEvent) => Promise<void>;
  readonly log: { readonly error: (fields: object, text: string) => void };
}

const AT_ONCE = 20;

/** Carries broadcasts out a slice at a time: every step is written down before the platform hears of it. */
export const createBroadcastJob = (deps: BroadcastDeps) => {
  const { broadcasts, nowMs } = deps;
  const steps = broadcastSteps(deps);

  /** The rules hear of it once, whatever happens here in between; nobody needs to know any more whom it went to. */
  const end = async (
    { account, broadcast }: Work,
    code: string,
    isSent: boolean,
  ): Promise<void> => {
    const { id, target } = broadcast;
    const { total, sent, errors } = progressOf(await broadcasts.parts(account, id));
    await deps.post({
      ...{ kind: "event", account, follower: null, key: `broadcast/${id}/end` },
      ...{ sentAtMs: nowMs(account), name: isSent ? "broadcast-sent" : "broadcast-failed" },
      fields: { id, to: targetName(target), total, sent, errors, code },
    });
    await broadcasts.forgetReceivers(account, id);
  };
  const wait = (account: AccountId, code: string): BroadcastChange =>
    waitsFor({ code, afterMs: RETRY_MS }, nowMs(account));
  const stumbled = ({ account, broadcast }: Work, err: unknown): BroadcastChange => {
    deps.log.error({ err, account, broadcast: broadcast.id }, "a broadcast stumbled");
    return wait(account, "broadcast-stumbled");
  };

  const one = async ({ account, id }: { account: AccountId; id: string }): Promise<void> => {
    const broadcast = await broadcasts.find(account, id);
    if (broadcast === null || !Object.hasOwn(steps, broadcast.state)) return;
    const state = broadcast.state as keyof typeof steps;
    const sender = await deps.sender(account);
    if (sender === null) {
      await broadcasts.change(account, id, [state], wait(account, "wechat-no-account"));
      return;
    }
    const work: Work = { account, sender, api: deps.client.api(account), broadcast };
    const change = await steps[state](work).catch((error: unknown) => stumbled(work, error));
    if (change.state === "done" || change.state === "failed")
      await end(work, change.code ?? "", change.state === "done");
    // Stopped meanwhile: what was taken stands with its part, and nothing else is sent.
    await broadcasts.change(account, id, [state], change);
  };
  const inOrder = async (
    due: readonly { readonly account: AccountId; readonly id: string }[],
  ): Promise<void> => {
    for (const each of due) await one(each);
  };

  return {
    /** One slice of each that is due, an account's one after the other; gives how many. */
    run: async (): Promise<number> => {
      const due = await broadcasts.due(nowMs(), AT_ONCE);
      const accounts = [...new Set(due.map(({ account }) => account))];
      await Promise.all(
        accounts.map((account) => inOrder(due.filter((each) => each.account === account))),
      );
      return due.length;
    },
  };
};
