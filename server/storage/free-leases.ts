import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import { prepare } from "./statement.ts";
import { step } from "./unit-of-work.ts";

const NONE = {};

const statementsOf = (db: Kysely<Schema>) => [
  prepare("freeDeliveries", () =>
    db
      .updateTable("delivery")
      .set({ lease_until_ms: 0 })
      .where("state", "!=", sql.lit("done" as const))
      .where("lease_until_ms", ">", 0),
  ),
  prepare("freeLanes", () =>
    db.updateTable("lane").set({ lease: "", lease_until_ms: 0 }).where("lease_until_ms", ">", 0),
  ),
  prepare("freeTimers", () =>
    db.updateTable("timer").set({ lease_until_ms: 0 }).where("lease_until_ms", ">", 0),
  ),
];

/**
 * Ends every lease: what a process that died was at is taken up at once, not half a minute later, when the platform has
 * long stopped asking. Only for who has just taken the process lock: then nobody else can hold one.
 */
export const freeLeases = async (db: Database): Promise<void> => {
  await db.write(statementsOf(db.sql).map((statement) => step(statement, NONE, "any")));
};
