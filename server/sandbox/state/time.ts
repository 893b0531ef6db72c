import { PLATFORM_OFFSET_MS } from "../../../engine/limits.ts";
import type { Database } from "./database.ts";

const ddl =
  "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID";

/** The sandbox's clock: the given one, moved by time travel; the move survives a restart. */
export class Time {
  readonly #database: Database;
  readonly #clock: () => number;
  readonly #listeners: (() => void)[] = [];
  #movedMs: number;

  constructor(database: Database, clock: () => number) {
    database.define(ddl);
    this.#database = database;
    this.#clock = clock;
    this.#movedMs = this.#stored();
  }

  /** Where time travel has led to. */
  nowMs(): number {
    return this.#clock() + this.#movedMs;
  }

  /** Whole seconds, as the platform counts. */
  nowS(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** The given clock, unmoved. */
  realMs(): number {
    return this.#clock();
  }

  /** How far time travel has led from the given clock; negative for back. */
  movedMs(): number {
    return this.#movedMs;
  }

  /** Moves by a time, or to a moment; back too. */
  travel(to: { readonly byMs?: number; readonly toMs?: number }): void {
    this.#movedMs =
      to.toMs === undefined ? this.#movedMs + (to.byMs ?? 0) : to.toMs - this.#clock();
    this.#database.run(
      "INSERT INTO settings (name, value) VALUES ('movedMs', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      String(this.#movedMs),
    );
    for (const listener of this.#listeners) listener();
  }

  /** Calls after every travel: something may be due now. */
  onMove(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Back to the given clock; for a reset. */
  forget(): void {
    this.#movedMs = 0;
  }

  #stored(): number {
    const row = this.#database.get<{ value: string }>(
      "SELECT value FROM settings WHERE name = 'movedMs'",
    );
    return row === undefined ? 0 : Number(row.value);
  }
}

/** `2026-11-23` in Beijing time, the platform's day. */
export const platformDay = (ms: number): string =>
  new Date(ms + PLATFORM_OFFSET_MS).toISOString().slice(0, 10);
/** `2026-11` in Beijing time. */
export const platformMonth = (ms: number): string => platformDay(ms).slice(0, 7);
/** The hour of the day in Beijing time, 0–23. */
export const platformHour = (ms: number): number => new Date(ms + PLATFORM_OFFSET_MS).getUTCHours();
