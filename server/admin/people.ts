import { randomBytes } from "node:crypto";
import type { AuditEntry } from "../storage/audit.ts";
import type { Library } from "../storage/library.ts";
import type { Member, NewMember, NewSession, Session } from "../storage/members.ts";
import type { SignedIn } from "./call.ts";
import { hashPassword, isPassword, isWeak } from "./passwords.ts";
import { Refusal } from "./refusal.ts";
import { hashToken, newToken } from "./tokens.ts";

const MINUTE_MS = 60_000;
export const SESSION_LIMITS = {
  idleMs: 30 * MINUTE_MS,
  wholeMs: 12 * 60 * MINUTE_MS,
  /** Seen is noted at most so often. */
  touchMs: MINUTE_MS,
  setupMs: 15 * MINUTE_MS,
  inviteMs: 3 * 24 * 60 * MINUTE_MS,
} as const;
/** Guesses at one name: over all processes, and from one address. */
const TRIES = { windowMs: 15 * MINUTE_MS, max: 10, maxHere: 5 } as const;
const ADDRESSES_KEPT = 5;

interface From {
  readonly address: string;
  readonly agent: string;
}
export type Audit = (subject: string, details?: AuditEntry["details"], as?: Member) => AuditEntry;
export interface PeopleDeps {
  readonly library: Pick<Library, "members" | "sessions" | "loginTries" | "audit">;
  readonly nowMs: () => number;
}
export const newId = (): string => randomBytes(8).toString("hex");

const knownAddresses = (member: Member, address: string): readonly string[] =>
  [address, ...member.addresses.filter((one) => one !== address)].slice(0, ADDRESSES_KEPT);

/** Signing in: the first administrator, invitations, passwords, sessions. */
export class People {
  readonly #library: PeopleDeps["library"];
  readonly #nowMs: () => number;
  #setup: { readonly hash: string; readonly untilMs: number } | null = null;
  #isSetUp = false;

  constructor({ library, nowMs }: PeopleDeps) {
    this.#library = library;
    this.#nowMs = nowMs;
  }

  /** Whether anybody can sign in. */
  async isSetUp(): Promise<boolean> {
    this.#isSetUp ||= (await this.#library.members.count()) > 0;
    return this.#isSetUp;
  }

  /** The path of a one-time link for the first administrator, good for 15 minutes; `null` once there is one. */
  async setupPath(): Promise<string | null> {
    if (await this.isSetUp()) return null;
    const { token, hash } = newToken();
    this.#setup = { hash, untilMs: this.#nowMs() + SESSION_LIMITS.setupMs };
    return `/setup#${token}`;
  }

  async setUp(
    given: {
      readonly token: string;
      readonly name: string;
      readonly shownName: string;
      readonly password: string;
    },
    from: From,
    audit: Audit,
  ): Promise<{ readonly member: Member; readonly token: string }> {
    const link = this.#setup;
    const isGood = link !== null && link.hash === hashToken(given.token);
    if (!isGood || link.untilMs < this.#nowMs()) throw new Refusal("link-expired");
    const name = given.name.toLowerCase();
    if (isWeak(given.password, name)) throw new Refusal("password-weak");
    const member: NewMember = {
      id: newId(),
      name,
      shownName: given.shownName,
      role: "admin",
      accounts: "*",
      password: await hashPassword(given.password),
      isActive: true,
      invite: "",
      inviteUntilMs: 0,
      addresses: [from.address],
    };
    const { token, session } = this.#newSession(member.id, from);
    const whole: Member = { ...member, revision: 1, createdAtMs: this.#nowMs(), seenAtMs: 0 };
    const how = { isFirst: true, session };
    const done = await this.#library.members.add(member, how, audit(member.id, {}, whole));
    if (done === "taken") throw new Refusal("link-expired");
    this.#setup = null;
    return { member: whole, token };
  }

  async logIn(
    given: { readonly name: string; readonly password: string },
    from: From,
    audit: Audit,
  ): Promise<{ readonly member: Member; readonly token: string }> {
    const name = given.name.toLowerCase();
    const member = await this.#library.members.byName(name);
    await this.#takeTry(name, from.address, member?.addresses ?? []);
    const isRight = await isPassword(given.password, member?.password ?? "");
    if (member === null || !isRight || !member.isActive) {
      await this.#library.audit.add(audit(name, { refused: true }));
      throw new Refusal("login-wrong");
    }
    await this.#library.loginTries.clear(name, from.address);
    const { token, session } = this.#newSession(member.id, from);
    const addresses = knownAddresses(member, from.address);
    const how = { session };
    const changed = { ...member, addresses };
    const done = await this.#library.members.change(changed, how, audit(member.id, {}, member));
    if (done === "stale") throw new Refusal("busy");
    await this.#library.sessions.purge(this.#oldest());
    return { member, token };
  }

  async acceptInvite(
    given: { readonly token: string; readonly password: string },
    from: From,
    audit: Audit,
  ): Promise<{ readonly member: Member; readonly token: string }> {
    const member = await this.#library.members.byInvite(hashToken(given.token));
    if (member === null || !member.isActive || member.inviteUntilMs < this.#nowMs())
      throw new Refusal("link-expired");
    if (isWeak(given.password, member.name)) throw new Refusal("password-weak");
    const { token, session } = this.#newSession(member.id, from);
    const password = await hashPassword(given.password);
    const changed = {
      ...member,
      password,
      invite: "",
      inviteUntilMs: 0,
      addresses: knownAddresses(member, from.address),
    };
    const how = { keep: null, session };
    const done = await this.#library.members.change(changed, how, audit(member.id, {}, member));
    if (done === "stale") throw new Refusal("link-expired");
    return { member, token };
  }

  async changePassword(
    { member, session }: SignedIn,
    given: { readonly current: string; readonly next: string },
    audit: Audit,
  ): Promise<void> {
    await this.#takeTry(member.name, session.address, member.addresses);
    if (!(await isPassword(given.current, member.password))) {
      await this.#library.audit.add(audit(member.id, { refused: true }));
      throw new Refusal("login-wrong");
    }
    await this.#library.loginTries.clear(member.name, session.address);
    if (isWeak(given.next, member.name)) throw new Refusal("password-weak");
    const password = await hashPassword(given.next);
    const how = { keep: session.id };
    const done = await this.#library.members.change({ ...member, password }, how, audit(member.id));
    if (done === "stale") throw new Refusal("busy");
  }

  /** Who a cookie belongs to, `null` for nobody (any more). */
  async signedIn(token: string | null): Promise<SignedIn | null> {
    if (token === null) return null;
    const session = await this.#library.sessions.find(hashToken(token));
    if (session === null || this.#isOver(session)) return null;
    const member = await this.#library.members.find(session.member);
    if (member === null || !member.isActive) return null;
    if (this.#nowMs() - session.seenAtMs >= SESSION_LIMITS.touchMs)
      await this.#library.sessions.touch(session.id);
    return { session, member };
  }

  #isOver({ seenAtMs, createdAtMs }: Session): boolean {
    const { seenMs, createdMs } = this.#oldest();
    return seenAtMs < seenMs || createdAtMs < createdMs;
  }
  #oldest() {
    const now = this.#nowMs();
    return { seenMs: now - SESSION_LIMITS.idleMs, createdMs: now - SESSION_LIMITS.wholeMs };
  }
  #newSession(
    member: string,
    from: From,
  ): { readonly token: string; readonly session: NewSession } {
    const { token, hash } = newToken();
    return { token, session: { id: hash, member, ...from } };
  }
  async #takeTry(name: string, address: string, known: readonly string[]): Promise<void> {
    const sinceMs = this.#nowMs() - TRIES.windowMs;
    const limit = { sinceMs, max: TRIES.max, maxHere: TRIES.maxHere };
    const taken = await this.#library.loginTries.reserve({ name, address, known }, limit);
    if (taken === "refused") throw new Refusal("too-many-tries", { waitMs: TRIES.windowMs });
  }
}
