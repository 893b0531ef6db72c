import { sealResource } from "../../wechat/wire/pay.ts";
import { Post } from "../push/post.ts";
import type { State } from "../state/state.ts";
import { keysOf } from "./keys.ts";
import type { Merchants, SandboxMerchant } from "./merchants.ts";
import { payTime } from "./orders.ts";
import { PROBE_SIGNATURE, signedHeaders } from "./sign-answer.ts";

/** Something a merchant is told. */
export interface Told {
  readonly mchid: string;
  readonly account: string;
  readonly url: string;
  /** `TRANSACTION.SUCCESS`, `REFUND.SUCCESS` … */
  readonly eventType: string;
  readonly summary: string;
  readonly originalType: "transaction" | "refund";
  readonly plain: object;
}
/** One attempt to tell it. */
export interface Attempt {
  readonly atMs: number;
  readonly status: number | null;
  readonly failure: string | null;
  readonly ms: number;
}
/** A notification and what came of it. `probe`: a wrong signature; `done` then means that it was refused, as it must be. */
export interface Notice {
  readonly id: string;
  readonly mchid: string;
  readonly account: string;
  readonly url: string;
  readonly eventType: string;
  readonly isProbe: 0 | 1;
  readonly state: "waiting" | "done" | "ended" | "dropped";
  readonly attempt: number;
  readonly dueAtMs: number;
  /** JSON of `Attempt`s. */
  readonly attempts: string;
  /** JSON of `Told`. */
  readonly told: string;
}

const ddl = `
CREATE TABLE IF NOT EXISTS pay_notices (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE, mchid TEXT NOT NULL, account TEXT NOT NULL, url TEXT NOT NULL, eventType TEXT NOT NULL,
  isProbe INTEGER NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL, dueAtMs INTEGER NOT NULL,
  attempts TEXT NOT NULL, told TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS pay_notices_due ON pay_notices (state, dueAtMs);
CREATE INDEX IF NOT EXISTS pay_notices_of ON pay_notices (account, seq)`;

const S = 1000;
const M = 60 * S;
const H = 60 * M;
/** Waits after each attempt that was not answered well (contract §6.6): sixteen attempts in a day and four minutes. */
export const REPEATS_MS: readonly number[] = [
  ...[15 * S, 15 * S, 30 * S, 3 * M, 10 * M, 20 * M, 30 * M, 30 * M, 30 * M, 60 * M],
  ...[3 * H, 3 * H, 3 * H, 6 * H, 6 * H],
];
const TIMEOUT_MS = 5_000;
const AT_ONCE = 500;
const LONGEST_TIMER_MS = H;
/** Tells merchants, again and again until they answer 200 or 204, by the sandbox's time; survives a restart. */
export class Notifier {
  readonly #state: Pick<State, "database" | "ids" | "time">;
  readonly #merchants: Merchants;
  readonly #post = new Post();
  readonly #running = new Map<string, Promise<void>>();
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    state: Pick<State, "database" | "ids" | "time">,
    merchants: Merchants,
    failed: (error: unknown) => void,
  ) {
    state.database.define(ddl);
    this.#state = state;
    this.#merchants = merchants;
    this.#failed = failed;
  }

  /** Begins telling; gives the notification's id. */
  tell(told: Told): string {
    const { ids, time } = this.#state;
    const id = `EV-${payTime(time.nowMs()).replaceAll(/[^\d]/g, "").slice(0, 14)}${String(ids.next("pay-notice")).padStart(5, "0")}`;
    this.#add(id, told, false);
    const every = this.#merchants.find(told.mchid)?.probeEvery ?? 0;
    if (every > 0 && ids.next("pay-told") % every === 0) this.probe(told);
    this.check();
    return id;
  }

  /** Sends one with a wrong signature. */
  probe(told: Told): string {
    const id = `EV-PROBE-${String(this.#state.ids.next("pay-probe")).padStart(8, "0")}`;
    this.#add(id, told, true);
    this.check();
    return id;
  }

  /** Sends a notification once more, so many copies at the same time. */
  async again(id: string, copies: number): Promise<readonly Attempt[]> {
    const notice = this.#find(id);
    const merchant = notice && this.#merchants.find(notice.mchid);
    if (notice === undefined || merchant === undefined) return [];
    return Promise.all(Array.from({ length: copies }, () => this.#send(notice, merchant)));
  }

  ofAccount(account: string): readonly Notice[] {
    return this.#state.database.all<Notice>(
      "SELECT * FROM pay_notices WHERE account = ? ORDER BY seq DESC LIMIT 1000",
      account,
    );
  }

  /** Starts what is due, and waits for what comes next. */
  check(): void {
    if (this.#isClosed) return;
    for (const notice of this.#due()) {
      if (this.#running.has(notice.id)) continue;
      const work = this.#attempt(notice)
        .catch((error: unknown) => this.#failed(error))
        .finally(() => {
          this.#running.delete(notice.id);
          this.check();
        });
      this.#running.set(notice.id, work);
    }
    this.#arm();
  }

  /** Resolves when nothing is due or under way. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#post.close();
    await this.settle();
  }

  #add(id: string, told: Told, isProbe: boolean): void {
    const { database, time } = this.#state;
    database.run(
      `INSERT INTO pay_notices (id, mchid, account, url, eventType, isProbe, state, attempt, dueAtMs, attempts, told)
       VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, ?, '[]', ?)`,
      id,
      told.mchid,
      told.account,
      told.url,
      told.eventType,
      isProbe ? 1 : 0,
      time.nowMs(),
      JSON.stringify(told),
    );
  }

  #find(id: string): Notice | undefined {
    return this.#state.database.get<Notice>("SELECT * FROM pay_notices WHERE id = ?", id);
  }

  #due(): readonly Notice[] {
    return this.#state.database.all<Notice>(
      "SELECT * FROM pay_notices WHERE state = 'waiting' AND dueAtMs <= ? ORDER BY dueAtMs LIMIT ?",
      this.#state.time.nowMs(),
      AT_ONCE,
    );
  }

  #arm(): void {
    const { database, time } = this.#state;
    const next = database.get<{ at: number | null }>(
      "SELECT min(dueAtMs) AS at FROM pay_notices WHERE state = 'waiting' AND dueAtMs > ?",
      time.nowMs(),
    );
    clearTimeout(this.#timer);
    if (next?.at === null || next === undefined) return;
    const ms = Math.min(next.at - time.nowMs(), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.check(), ms).unref();
  }

  async #attempt(notice: Notice): Promise<void> {
    const merchant = this.#merchants.find(notice.mchid);
    if (merchant === undefined || merchant.notify === "drop") {
      this.#note(notice, [], "dropped", notice.dueAtMs);
      return;
    }
    const attempt = await this.#send(notice, merchant);
    const isTaken = attempt.status === 200 || attempt.status === 204;
    const waitMs = REPEATS_MS[notice.attempt];
    const attempts = [...(JSON.parse(notice.attempts) as Attempt[]), attempt];
    const dueAtMs = notice.dueAtMs + (waitMs ?? 0);
    const { dueAtMs: wasDueAtMs } = notice;
    if (notice.isProbe === 1) this.#note(notice, attempts, isTaken ? "ended" : "done", wasDueAtMs);
    else if (isTaken) this.#note(notice, attempts, "done", wasDueAtMs);
    else this.#note(notice, attempts, waitMs === undefined ? "ended" : "waiting", dueAtMs);
  }

  #note(
    { id, attempt }: Notice,
    attempts: readonly Attempt[],
    state: Notice["state"],
    dueAtMs: number,
  ): void {
    if (this.#isClosed) return;
    this.#state.database.run(
      "UPDATE pay_notices SET state = ?, attempt = ?, dueAtMs = ?, attempts = ? WHERE id = ?",
      state,
      attempt + 1,
      dueAtMs,
      JSON.stringify(attempts),
      id,
    );
  }

  async #send(notice: Notice, merchant: SandboxMerchant): Promise<Attempt> {
    const { time, ids } = this.#state;
    const body = this.#bodyOf(notice, merchant);
    const by = await this.#merchants.platformKey(merchant.proof);
    const signed = signedHeaders(body, {
      serial: by.serial,
      key: keysOf(by).privateKey,
      nowMs: time.realMs(),
      nonce: ids.hex("pay-nonce", 32).toUpperCase(),
      requestId: ids.hex("pay-request", 32).toUpperCase(),
    });
    const { status, failure, ms } = await this.#post.send({
      url: new URL(notice.url),
      body,
      timeoutMs: TIMEOUT_MS,
      slowMs: 0,
      headers: {
        "content-type": "application/json",
        "user-agent": "Mozilla/4.0",
        ...signed,
        ...(notice.isProbe === 1 ? { "wechatpay-signature": PROBE_SIGNATURE } : {}),
      },
    });
    return { atMs: time.nowMs(), status, failure, ms };
  }

  /** The same id and content in every attempt; sealed anew each time, as the platform does. */
  #bodyOf({ id, told }: Notice, { apiV3Key }: SandboxMerchant): string {
    const { time, ids } = this.#state;
    const { eventType, summary, originalType, plain } = JSON.parse(told) as Told;
    const sealed = sealResource(JSON.stringify(plain), {
      key: apiV3Key,
      nonce: ids.text("pay-seal", 12),
      associatedData: originalType,
    });
    return JSON.stringify({
      id,
      create_time: payTime(time.nowMs()),
      resource_type: "encrypt-resource",
      event_type: eventType,
      summary,
      resource: {
        original_type: originalType,
        algorithm: "AEAD_AES_256_GCM",
        ciphertext: sealed.ciphertext,
        associated_data: sealed.associatedData,
        nonce: sealed.nonce,
      },
    });
  }
}
