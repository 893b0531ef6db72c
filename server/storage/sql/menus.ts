import type { Kysely } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { MenuBackup, MenuBackups } from "../menus.ts";
import type { MenuBackupTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Key = { readonly account: string; readonly id: string };

const backupStatements = (db: Kysely<Schema>) => ({
  add: prepare<{ readonly [P in keyof MenuBackupTable]: MenuBackupTable[P] }>(
    "addMenuBackup",
    (v) =>
      db.insertInto("menu_backup").values({
        account: v.account,
        id: v.id,
        at_ms: v.at_ms,
        author: v.author,
        menus: v.menus,
      }),
  ),
  prune: prepare<{ readonly account: string; readonly keep: number }>("pruneMenuBackups", (v) =>
    db
      .deleteFrom("menu_backup")
      .where("account", "=", v.account)
      .where("id", "not in", (eb) =>
        eb
          .selectFrom("menu_backup")
          .select("id")
          .where("account", "=", v.account)
          .orderBy("at_ms", "desc")
          .orderBy("id", "desc")
          .limit(v.keep),
      ),
  ),
  list: prepare<{ readonly account: string }, MenuBackupTable>("menuBackups", (v) =>
    db
      .selectFrom("menu_backup")
      .selectAll()
      .where("account", "=", v.account)
      .orderBy("at_ms", "desc")
      .orderBy("id", "desc"),
  ),
  find: prepare<Key, MenuBackupTable>("menuBackup", (v) =>
    db
      .selectFrom("menu_backup")
      .selectAll()
      .where("account", "=", v.account)
      .where("id", "=", v.id),
  ),
});

const toBackup = ({ id, at_ms, author, menus }: MenuBackupTable): MenuBackup => ({
  id,
  atMs: at_ms,
  author,
  menus: JSON.parse(menus) as Json,
});

/** Menus that were replaced on the platform. */
export const menuBackups = (db: Database): MenuBackups => {
  const statements = backupStatements(db.sql);
  return {
    add: async (account, { id, atMs, author, menus }, keep) => {
      const row = { account, id, at_ms: atMs, author, menus: JSON.stringify(menus) };
      expectDone(
        await db.write([
          step(statements.add, row),
          step(statements.prune, { account, keep }, "any"),
        ]),
      );
    },
    list: async (account) => (await db.read(statements.list, { account })).map(toBackup),
    find: async (account, id) => {
      const [row] = await db.read(statements.find, { account, id });
      return row === undefined ? null : toBackup(row);
    },
  };
};
