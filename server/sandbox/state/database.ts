import Sqlite from "better-sqlite3";

/** A value SQLite holds. */
export type Cell = string | number | bigint | Buffer | null;

/**
 * The sandbox's own SQLite file. Writes of one turn of the event loop share a transaction that is opened by the first of them
 * and committed before the next turn; reads see it at once, since there is one connection.
 * `:memory:` keeps nothing. Commits are not synced to the disk: a killed process loses nothing, a power cut may.
 */
export class Database {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();
  #isOpen = false;

  constructor(file: string) {
    this.#sqlite = new Sqlite(file);
    this.#sqlite.pragma("journal_mode = WAL");
    this.#sqlite.pragma("synchronous = NORMAL");
    this.#sqlite.pragma("cache_size = -8000");
  }

  /** Creates tables; the text must be repeatable (`IF NOT EXISTS`). */
  define(ddl: string): void {
    this.commit();
    this.#sqlite.exec(ddl);
  }

  /** Writes; gives the number of changed rows and the last row's id. */
  run(sql: string, ...values: readonly Cell[]): { changes: number; id: number } {
    if (!this.#isOpen) this.#begin();
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    return { changes, id: Number(lastInsertRowid) };
  }

  /** The first row, or `undefined`. The caller names the row's shape, as the statement selects it. */
  get<Row>(sql: string, ...values: readonly Cell[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  /** All rows. The caller names the row's shape, as the statement selects it. */
  all<Row>(sql: string, ...values: readonly Cell[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** All or nothing; a failure inside undoes what was written inside. */
  together<T>(work: () => T): T {
    if (!this.#isOpen) this.#begin();
    return this.#sqlite.transaction(work)();
  }

  /** Empties every table but those named; row numbers begin anew. */
  empty(except: readonly string[]): void {
    const tables = this.all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for (const { name } of tables) if (!except.includes(name)) this.run(`DELETE FROM "${name}"`);
    this.run("DELETE FROM sqlite_sequence");
  }

  /** Ends the open transaction. */
  commit(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#sqlite.exec("COMMIT");
  }

  /** Commits and closes; a second call does nothing. */
  close(): void {
    if (!this.#sqlite.open) return;
    this.commit();
    this.#sqlite.close();
  }

  #begin(): void {
    this.#sqlite.exec("BEGIN IMMEDIATE");
    this.#isOpen = true;
    setImmediate(() => {
      if (this.#sqlite.open) this.commit();
    });
  }

  #statement(sql: string): Sqlite.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
