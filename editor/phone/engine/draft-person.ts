import type { CallAnswer, Conversation, FollowerState, Turn } from "../../../engine/index.ts";
import { newFollower, startConversation } from "../../../engine/index.ts";

type Rules = Parameters<typeof startConversation>[0]["rules"];

/** Longer jumps skip what timers and schedules would have done in between. */
const longestWalkMs = 31 * 86_400_000;

/** Nothing really goes out of a try: neither a request nor a plugin. */
const answerCall = async (): Promise<CallAnswer> => ({ ok: false, reason: "simulated" });

/** A follower of a draft and the conversation that is going on. */
export interface DraftPerson {
  readonly openid: string;
  readonly follower: () => FollowerState;
  /** Brings the conversation to a moment; what timers did on the way. */
  readonly walkTo: (nowMs: number) => Promise<readonly Turn[]>;
  readonly send: Conversation["send"];
  /** Goes on with other rules, as the same follower. */
  readonly reload: (rules: Rules) => void;
}

/** Somebody who follows already, so that a draft can be tried at once. */
export const draftPerson = (openid: string, rules: Rules, nowMs: number): DraftPerson => {
  let ruleSet = rules;
  let generation = 0;
  const begin = (follower: FollowerState, atMs: number): Conversation => {
    generation += 1;
    const seed = `${openid}/${generation}`;
    return startConversation({ rules: ruleSet, follower, openid, nowMs: atMs, seed, answerCall });
  };
  let conversation = begin({ ...newFollower(), followedAtMs: nowMs }, nowMs);
  return {
    openid,
    follower: () => conversation.follower(),
    walkTo: async (toMs) => {
      const byMs = toMs - conversation.nowMs();
      if (byMs >= 0 && byMs <= longestWalkMs) return conversation.wait(byMs);
      conversation = begin(conversation.follower(), toMs);
      return [];
    },
    send: (sent) => conversation.send(sent),
    reload: (next) => {
      ruleSet = next;
      conversation = begin(conversation.follower(), conversation.nowMs());
    },
  };
};
