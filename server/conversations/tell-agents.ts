import type { InboundEvent, Message, OpenId, TraceStep } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Library } from "../storage/library.ts";

/** What a person, or a system for one, does to a conversation. */
export interface AgentAct {
  readonly account: string;
  readonly follower: OpenId;
  /** The same on every try: a second one changes nothing and is told the same. */
  readonly key: string;
  readonly state: InboundEvent<"agent">["state"];
  /** `inbox`, or the name of a hook. */
  readonly at: string;
  /** The name that is shown. */
  readonly agent: string;
  /** Which colleague, of our inbox. */
  readonly member?: string;
  readonly messages: readonly Message[];
}
/** What became of what was said: on its way, or why not. */
export interface Told {
  readonly isSent: boolean;
  /** Of the first message that is not, in the words of the trace. */
  readonly reason: string | null;
}
export type TellAgents = (act: AgentAct) => Promise<Told>;

const isLeftOut = (step: TraceStep): boolean => step.kind === "action" && step.left === "left-out";

/**
 * Takes what agents do the way of every event: in the follower's order, stored once, charged to the window's ledger,
 * sent by the outbox. Rejects when storage refuses.
 */
export const agentTeller =
  (from: {
    readonly post: (event: InboundEvent) => Promise<void>;
    readonly log: Pick<Library["log"], "find">;
    readonly nowMs: NowMs;
  }): TellAgents =>
  async (act) => {
    const event: InboundEvent<"agent"> = {
      ...act,
      kind: "agent",
      sentAtMs: from.nowMs(act.account),
    };
    await from.post(event);
    const steps = (await from.log.find(act.account, act.key))?.trace?.steps ?? [];
    const left = steps.find(isLeftOut);
    const reason = left?.kind === "action" ? left.reason : null;
    return { isSent: left === undefined, reason };
  };
