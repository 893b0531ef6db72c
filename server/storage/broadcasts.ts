import type {
  AccountId,
  BroadcastContent,
  BroadcastResult,
  BroadcastTarget,
  Json,
  OpenId,
} from "../../engine/index.ts";

/** What a broadcast is at. `collecting`: whom it goes to is written down; `sent`: the platform took all, results are to come. */
export type BroadcastState =
  | "scheduled"
  | "collecting"
  | "sending"
  | "sent"
  | "done"
  | "failed"
  | "stopped"
  | "deleted";
export interface Broadcast {
  readonly id: string;
  readonly state: BroadcastState;
  readonly target: BroadcastTarget;
  readonly content: BroadcastContent;
  /** As it goes to the platform, once its files are there; `null` before. */
  readonly body: Json;
  /** Who wants it; `""` for a rule. */
  readonly author: string;
  readonly createdAtMs: number;
  readonly dueAtMs: number;
  /** When its first part was taken; 0 before. */
  readonly sentAtMs: number;
  /** Why it waits, or failed; `""` while it goes on. */
  readonly code: string;
  readonly retryAtMs: number;
  /** How many it goes to; 0 before that is known, and where the platform picks them. */
  readonly receivers: number;
}
export type BroadcastChange = Partial<
  Pick<Broadcast, "state" | "body" | "sentAtMs" | "code" | "retryAtMs" | "receivers">
>;
/** `sending`: it may have been taken, nobody heard; `sent`: taken; `failed`: refused. */
export type PartState = "waiting" | "sending" | "sent" | "failed";
/** One job of the platform. */
export interface BroadcastPart {
  readonly broadcast: string;
  readonly seq: number;
  readonly state: PartState;
  /** 0 where the platform picks by itself. */
  readonly receivers: number;
  readonly messageId: string;
  readonly code: string;
  readonly atMs: number;
  /** `null` while the platform has told nothing. */
  readonly result: Omit<BroadcastResult, "messageId"> | null;
}
export interface PartToSend extends BroadcastPart {
  /** Empty where the platform picks by itself. */
  readonly openids: readonly OpenId[];
}
export interface PartChange {
  readonly state: PartState;
  readonly messageId?: string;
  readonly code?: string;
}
type PartId = Pick<BroadcastPart, "broadcast" | "seq">;

/** Broadcasts and their parts. All of it throws `StorageError`. */
export interface Broadcasts {
  /** A second one of the same id changes nothing. */
  readonly add: (
    account: AccountId,
    broadcast: Pick<Broadcast, "id" | "target" | "content" | "author" | "dueAtMs">,
  ) => Promise<void>;
  readonly find: (account: AccountId, id: string) => Promise<Broadcast | null>;
  /** Newest first. */
  readonly list: (account: AccountId, limit: number) => Promise<readonly Broadcast[]>;
  /** Those of which something was taken since then, and those that are about to be. */
  readonly sentSince: (account: AccountId, sinceMs: number) => Promise<readonly Broadcast[]>;
  /** Those with something to do now, each by the time of its account. */
  readonly due: (
    nowMs: number,
    limit: number,
  ) => Promise<readonly { readonly account: AccountId; readonly id: string }[]>;
  /** Only while it is in one of these states. */
  readonly change: (
    account: AccountId,
    id: string,
    from: readonly BroadcastState[],
    change: BroadcastChange,
  ) => Promise<"done" | "stale">;
  readonly addPart: (
    account: AccountId,
    part: PartId & Pick<PartToSend, "openids">,
  ) => Promise<void>;
  readonly clearParts: (account: AccountId, id: string) => Promise<void>;
  /** The first that was not taken yet, `null` when all were. */
  readonly nextPart: (account: AccountId, id: string) => Promise<PartToSend | null>;
  /** In their order. */
  readonly parts: (account: AccountId, id: string) => Promise<readonly BroadcastPart[]>;
  /** Durable before the platform hears of it; `stale` when the broadcast was stopped meanwhile. */
  readonly beginPart: (account: AccountId, part: PartId) => Promise<"done" | "stale">;
  readonly changePart: (account: AccountId, part: PartId, change: PartChange) => Promise<void>;
  /** Leaves some of its receivers out. */
  readonly narrowPart: (
    account: AccountId,
    part: PartId,
    openids: readonly OpenId[],
  ) => Promise<void>;
  /** Nobody needs to know any more to whom it went. */
  readonly forgetReceivers: (account: AccountId, id: string) => Promise<void>;
  /** What the platform told of a job, known as ours or not yet; gives the broadcast it belongs to. */
  readonly noteResult: (account: AccountId, result: BroadcastResult) => Promise<string | null>;
}
