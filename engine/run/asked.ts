import type { Registry } from "../definitions/registry.ts";
import type { CompiledRules } from "../schema/compiled-rules.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { CallAnswer, Outcome } from "../schema/outcome.ts";

/** Compiled rules together with the definitions they were compiled against. */
export interface ReadyRules extends CompiledRules {
  readonly registry: Registry;
}
export interface Asked {
  readonly event: InboundEvent;
  /** What `recall` read, as it was at the first run; the same object for every run of one message; `null` where an event has none. */
  readonly follower: FollowerState | null;
  readonly rules: ReadyRules;
  /** The version that a waiting dialog or a due reminder began in, if it is another one. */
  readonly earlier: ReadyRules | null;
  readonly nowMs: number;
  readonly seed: string;
  /** By call key; empty at first. */
  readonly answers: ReadonlyMap<string, CallAnswer>;
  /** The platform got `success` already: nothing fits into the HTTP response any more. */
  readonly isLate: boolean;
}
/** The engine's one question. Async only because json-rules-engine is. */
export type Respond = (asked: Asked) => Promise<Outcome>;
