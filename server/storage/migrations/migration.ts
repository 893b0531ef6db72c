import type { ColumnDataType, Compilable, CreateTableBuilder, Kysely } from "kysely";

/** Where the engines' words differ. */
export interface MigrationContext {
  /** Writes SQL and runs nothing. */
  readonly db: Kysely<unknown>;
  /** A number that the engine counts up by itself. */
  readonly serial: ColumnDataType;
  /** For tables of short rows: stored in the order of their key, where the engine can. */
  readonly clustered: <T extends string, C extends string>(
    table: CreateTableBuilder<T, C>,
  ) => CreateTableBuilder<T, C>;
}
/** A change of the schema, forwards only: what is written here once is never edited after a release. */
export interface Migration {
  readonly name: string;
  readonly up: (context: MigrationContext) => readonly Compilable[];
}
