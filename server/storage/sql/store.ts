import type { RuleSet } from "../../../engine/index.ts";
import type { Store } from "../store.ts";
import type { StoreContext } from "./deliveries.ts";
import { deliveries } from "./deliveries.ts";
import { effects } from "./effects.ts";
import { servedStatements } from "./rule-set-statements.ts";
import { timers } from "./timers.ts";

/** The hot half of storage over any engine. All of it throws `StorageError`. */
export const makeStore = (context: StoreContext): Store => {
  const { db } = context;
  const served = servedStatements(db.sql);
  return {
    ...deliveries(context),
    ...effects(context),
    ...timers(context),
    ruleSet: async (account, version) => {
      const [row] =
        version === "active"
          ? await db.read(served.active, { account })
          : await db.read(served.version, { account, version });
      return row === undefined ? null : (JSON.parse(row.rules) as RuleSet);
    },
  };
};
