import type { AccountId } from "../../engine/index.ts";
import type { AuditEntry } from "./audit.ts";

/** Somebody who may sign in to the editor. */
export interface Member {
  readonly id: string;
  /** Lower case; unique. */
  readonly name: string;
  readonly shownName: string;
  readonly role: string;
  readonly accounts: "*" | readonly AccountId[];
  /** PHC string, `""` until one is set. */
  readonly password: string;
  readonly isActive: boolean;
  /** SHA-256 of the invitation's token, `""` for none. */
  readonly invite: string;
  readonly inviteUntilMs: number;
  /** From where the last logins came: guesses from elsewhere do not lock these out. */
  readonly addresses: readonly string[];
  /** Counts the changes; a change names the one it was made from. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
}
export type NewMember = Omit<Member, "revision" | "createdAtMs" | "seenAtMs">;

/** The people of the editor. All of it throws `StorageError`. */
export interface Members {
  readonly count: () => Promise<number>;
  /** In the order of their names. */
  readonly list: () => Promise<readonly Member[]>;
  readonly find: (id: string) => Promise<Member | null>;
  readonly byName: (name: string) => Promise<Member | null>;
  readonly byInvite: (hash: string) => Promise<Member | null>;
  /** `isFirst`: only if there is nobody yet. */
  readonly add: (
    member: NewMember,
    how: { readonly isFirst: boolean; readonly session: NewSession | null },
    audit: AuditEntry,
  ) => Promise<"done" | "taken">;
  /** `keep`: the one session that stays; absent: sessions are left alone, `null`: all end. */
  readonly change: (
    member: Omit<Member, "createdAtMs" | "seenAtMs">,
    how: { readonly keep?: string | null; readonly session?: NewSession },
    audit: AuditEntry | null,
  ) => Promise<"done" | "stale">;
}

export interface NewSession {
  /** SHA-256 of the token, hex. */
  readonly id: string;
  readonly member: string;
  readonly address: string;
  readonly agent: string;
}
export interface Session extends NewSession {
  readonly createdAtMs: number;
  readonly seenAtMs: number;
}
export interface Sessions {
  readonly find: (id: string) => Promise<Session | null>;
  /** Newest first. */
  readonly of: (member: string) => Promise<readonly Session[]>;
  readonly add: (session: NewSession, audit: AuditEntry) => Promise<void>;
  /** Notes that it is in use. */
  readonly touch: (id: string) => Promise<void>;
  readonly end: (id: string, audit: AuditEntry) => Promise<"done" | "gone">;
  /** Forgets those not seen since, or made before. */
  readonly purge: (before: {
    readonly seenMs: number;
    readonly createdMs: number;
  }) => Promise<void>;
}

/** Guesses at passwords, counted over all processes. */
export interface LoginTries {
  /** Takes one of the tries that are left since `sinceMs`: `max` for the name from any address but `known`, `maxHere` from this one. */
  readonly reserve: (
    guess: { readonly name: string; readonly address: string; readonly known: readonly string[] },
    limit: { readonly sinceMs: number; readonly max: number; readonly maxHere: number },
  ) => Promise<"reserved" | "refused">;
  /** The password was right: its tries from here are forgotten, and all that are older than a day. */
  readonly clear: (name: string, address: string) => Promise<void>;
}
