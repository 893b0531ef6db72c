import { sql } from "kysely";
import type { Migration } from "./migration.ts";

/** Effects that failed at least once: what waits for its first try is in no index of this. */
export const failedEffects: Migration = {
  name: "0014-failed-effects",
  up: ({ db }) => [
    db.schema
      .createIndex("effect_failed")
      .on("effect")
      .columns(["account", "state", "seq"])
      .where(sql<boolean>`code <> ''`),
  ],
};
