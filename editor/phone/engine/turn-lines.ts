import type { Turn } from "../../../engine/index.ts";
import type { Line } from "../lines.ts";
import type { MediaAddress } from "./content-of.ts";
import { contentOf } from "./content-of.ts";

/** Where lines stand. */
export interface TurnPlace {
  readonly openid: string;
  readonly push: string;
  readonly nextId: () => number;
  readonly addressOf: MediaAddress;
}

/** What a follower sees of a turn: the passive reply, and everything else as customer-service messages. */
export const turnLines = (
  { seen, outcome, event }: Turn,
  { openid, push, nextId, addressOf }: TurnPlace,
): readonly Line[] => {
  const { reply } = outcome;
  const baseOf = () => ({ id: nextId(), openid, atMs: event.sentAtMs, push, key: null });
  const isPassive = reply !== null && reply.kind !== "transfer" && event.kind !== "due";
  const handedOver: readonly Line[] =
    reply?.kind === "transfer"
      ? [{ ...baseOf(), kind: "happened", what: "handed-over", detail: reply.agent ?? "" }]
      : [];
  const said = seen.map(
    (message, place): Line => ({
      ...baseOf(),
      kind: "said",
      by: "account",
      agent: "",
      isLate: !(isPassive && place === 0),
      content: contentOf(message, addressOf),
    }),
  );
  return [...handedOver, ...said];
};
