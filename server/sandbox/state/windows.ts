import type { WindowTrigger } from "../../../engine/limits.ts";
import { WINDOW_GRANTS } from "../../../engine/limits.ts";
import type { Database } from "./database.ts";
import type { Time } from "./time.ts";

/** An open or used-up window of customer-service messages. */
export interface Window {
  readonly cause: WindowTrigger;
  readonly untilMs: number;
  readonly left: number;
}

const ddl = `
CREATE TABLE IF NOT EXISTS windows (
  account TEXT NOT NULL, openid TEXT NOT NULL, cause TEXT NOT NULL,
  untilMs INTEGER NOT NULL, "left" INTEGER NOT NULL,
  PRIMARY KEY (account, openid, cause)) WITHOUT ROWID`;

/** The ledger of §4.3: what a follower did opens a window of its own kind; each message sent uses one place of the window that closes first. */
export class Windows {
  readonly #database: Database;
  readonly #time: Time;

  constructor(database: Database, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#time = time;
  }

  open(account: string, openid: string, cause: WindowTrigger): void {
    const { count, forMs } = WINDOW_GRANTS[cause];
    this.#database.run(
      `INSERT INTO windows (account, openid, cause, untilMs, "left") VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (account, openid, cause) DO UPDATE SET untilMs = excluded.untilMs, "left" = excluded."left"`,
      account,
      openid,
      cause,
      this.#time.nowMs() + forMs,
      count,
    );
  }

  /** Uses one place. `shut`: no window is open; `used`: those open are used up. */
  take(account: string, openid: string): "taken" | "shut" | "used" {
    const open = this.of(account, openid);
    if (open.length === 0) return "shut";
    const window = open.find(({ left }) => left > 0);
    if (window === undefined) return "used";
    this.#database.run(
      `UPDATE windows SET "left" = "left" - 1 WHERE account = ? AND openid = ? AND cause = ?`,
      account,
      openid,
      window.cause,
    );
    return "taken";
  }

  /** The open ones, the first to close first. */
  of(account: string, openid: string): readonly Window[] {
    return this.#database.all<Window>(
      `SELECT cause, untilMs, "left" FROM windows WHERE account = ? AND openid = ? AND untilMs > ? ORDER BY untilMs`,
      account,
      openid,
      this.#time.nowMs(),
    );
  }

  /** Shuts all: the follower has left. */
  shut(account: string, openid: string): void {
    this.#database.run("DELETE FROM windows WHERE account = ? AND openid = ?", account, openid);
  }
}
