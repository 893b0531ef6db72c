import type { Compilable, Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Statement, Values } from "./statement.ts";
import type { UnitOfWork, UnitResult } from "./unit-of-work.ts";

/** What an engine must do for us: everything above it is the same SQL for each. All of it throws `StorageError`. */
export interface Database {
  /** Writes SQL and runs nothing. */
  readonly sql: Kysely<Schema>;
  /** Runs a statement that was written at start. */
  readonly read: <V extends Values, R>(
    statement: Statement<V, R>,
    values: V,
  ) => Promise<readonly R[]>;
  /** Runs a query written just now (20 µs more): lists with filters. */
  readonly find: <R>(query: Compilable<R>) => Promise<readonly R[]>;
  /** Durable when it resolves with `done: true`. */
  readonly write: (unit: UnitOfWork) => Promise<UnitResult>;
  /** Finishes what was begun; later calls are refused. */
  readonly close: () => Promise<void>;
}
