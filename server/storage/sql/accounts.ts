import type { Kysely } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { Accounts, StoredAccount } from "../library.ts";
import type { AccountTable, Schema } from "../schema.ts";
import type { SecretBox } from "../secret-box.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";

type Content = {
  readonly account: string;
  readonly settings: string;
  readonly secrets: string;
  readonly now_ms: number;
};

const accountStatements = (db: Kysely<Schema>) => ({
  list: prepare<Record<never, never>, AccountTable>("accounts", () =>
    db.selectFrom("account").selectAll().orderBy("account"),
  ),
  find: prepare<{ readonly account: string }, AccountTable>("account", (v) =>
    db.selectFrom("account").selectAll().where("account", "=", v.account),
  ),
  add: prepare<Content>("addAccount", (v) =>
    db
      .insertInto("account")
      .values({
        account: v.account,
        settings: v.settings,
        secrets: v.secrets,
        revision: 1,
        created_at_ms: v.now_ms,
        updated_at_ms: v.now_ms,
      })
      .onConflict((conflict) => conflict.column("account").doNothing()),
  ),
  change: prepare<Content & { readonly revision: number }>("changeAccount", (v) =>
    db
      .updateTable("account")
      .set((eb) => ({
        settings: v.settings,
        secrets: v.secrets,
        revision: eb("revision", "+", 1),
        updated_at_ms: v.now_ms,
      }))
      .where("account", "=", v.account)
      .where("revision", "=", v.revision),
  ),
});

const open = (row: AccountTable): Omit<StoredAccount, "secrets"> => ({
  id: row.account,
  settings: JSON.parse(row.settings) as Json,
  revision: row.revision,
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
});
const placeOf = (account: string): string => `account/${account}/secrets`;

interface Context {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly secretBox: SecretBox;
}
type Written = Pick<StoredAccount, "id" | "settings" | "secrets" | "revision">;

/** The step that adds an account (`revision` 0) or changes it. */
export const accountStep = ({ db, nowMs, secretBox }: Context): ((account: Written) => Step) => {
  const statements = accountStatements(db.sql);
  return (account) => {
    const values = {
      account: account.id,
      settings: JSON.stringify(account.settings),
      secrets: secretBox.seal(JSON.stringify(account.secrets), placeOf(account.id)),
      now_ms: nowMs(),
    };
    return account.revision === 0
      ? step(statements.add, values)
      : step(statements.change, { ...values, revision: account.revision });
  };
};

/** Accounts with their settings, and their secrets under the key of this installation. */
export const accounts = (context: Context): Accounts => {
  const { db, secretBox } = context;
  const statements = accountStatements(db.sql);
  const written = accountStep(context);
  return {
    list: async () => (await db.read(statements.list, {})).map(open),
    find: async (id) => {
      const [row] = await db.read(statements.find, { account: id });
      if (row === undefined) return null;
      const secrets = JSON.parse(secretBox.open(row.secrets, placeOf(id)));
      return { ...open(row), secrets: secrets as StoredAccount["secrets"] };
    },
    add: async (account) =>
      (await db.write([written({ ...account, revision: 0 })])).done ? "done" : "taken",
    change: async (account) => ((await db.write([written(account)])).done ? "done" : "stale"),
  };
};
