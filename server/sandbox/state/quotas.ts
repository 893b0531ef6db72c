import { CLEAR_QUOTA_PER_MONTH, DAILY_QUOTA, MINUTE_QUOTA } from "../../../engine/limits.ts";
import type { Database } from "./database.ts";
import type { Time } from "./time.ts";
import { platformDay, platformMonth } from "./time.ts";

const ddl = `
CREATE TABLE IF NOT EXISTS quota_used (
  account TEXT NOT NULL, name TEXT NOT NULL, period TEXT NOT NULL, used INTEGER NOT NULL,
  PRIMARY KEY (account, name, period)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quota_limits (
  account TEXT NOT NULL, name TEXT NOT NULL, perDay INTEGER, perMinute INTEGER,
  PRIMARY KEY (account, name)) WITHOUT ROWID`;

const minuteMs = 60_000;

/** How often each API was called; the day begins at midnight in Beijing. */
export class Quotas {
  readonly #database: Database;
  readonly #time: Time;

  constructor(database: Database, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#time = time;
  }

  /** Counts a call, or gives the code that the platform answers instead. */
  use(account: string, name: string): 0 | 45009 | 45011 {
    const { perDay, perMinute } = this.limits(account, name);
    if (perMinute !== null) {
      const minute = `m${Math.floor(this.#time.nowMs() / minuteMs)}`;
      if (this.#used(account, name, minute) >= perMinute) return 45011;
      this.#count(account, name, minute);
    }
    const day = platformDay(this.#time.nowMs());
    if (perDay !== null && this.#used(account, name, day) >= perDay) return 45009;
    this.#count(account, name, day);
    return 0;
  }

  /** Counts a call of this second, or `false` when there were as many as may be. */
  countInSecond(account: string, name: string, perSecond: number): boolean {
    const second = `s${this.#time.nowS()}`;
    if (this.#used(account, name, second) >= perSecond) return false;
    // The seconds before are of no use to anybody.
    this.#database.run(
      "DELETE FROM quota_used WHERE account = ? AND name = ? AND period LIKE 's%' AND period <> ?",
      account,
      name,
      second,
    );
    this.#count(account, name, second);
    return true;
  }

  limits(account: string, name: string): { perDay: number | null; perMinute: number | null } {
    const set = this.#database.get<{ perDay: number | null; perMinute: number | null }>(
      "SELECT perDay, perMinute FROM quota_limits WHERE account = ? AND name = ?",
      account,
      name,
    );
    return {
      perDay: set?.perDay ?? DAILY_QUOTA[name] ?? null,
      perMinute: set?.perMinute ?? MINUTE_QUOTA[name] ?? null,
    };
  }

  /** Other limits than the platform's, for tests. */
  setLimits(
    account: string,
    name: string,
    limits: { readonly perDay?: number; readonly perMinute?: number },
  ): void {
    this.#database.run(
      "INSERT OR REPLACE INTO quota_limits (account, name, perDay, perMinute) VALUES (?, ?, ?, ?)",
      account,
      name,
      limits.perDay ?? null,
      limits.perMinute ?? null,
    );
  }

  usedToday(account: string, name: string): number {
    return this.#used(account, name, platformDay(this.#time.nowMs()));
  }

  /** Sets all counts of the day back; `false` when that was done ten times this month. */
  clear(account: string): boolean {
    const month = platformMonth(this.#time.nowMs());
    if (this.#used(account, "clear", month) >= CLEAR_QUOTA_PER_MONTH) return false;
    this.#database.run("DELETE FROM quota_used WHERE account = ? AND name <> 'clear'", account);
    this.#count(account, "clear", month);
    return true;
  }

  #used(account: string, name: string, period: string): number {
    const row = this.#database.get<{ used: number }>(
      "SELECT used FROM quota_used WHERE account = ? AND name = ? AND period = ?",
      account,
      name,
      period,
    );
    return row?.used ?? 0;
  }

  #count(account: string, name: string, period: string): void {
    this.#database.run(
      `INSERT INTO quota_used (account, name, period, used) VALUES (?, ?, ?, 1)
       ON CONFLICT (account, name, period) DO UPDATE SET used = used + 1`,
      account,
      name,
      period,
    );
  }
}
