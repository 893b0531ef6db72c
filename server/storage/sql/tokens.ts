import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { Schema, TokenTable } from "../schema.ts";
import type { SecretBox } from "../secret-box.ts";
import { prepare } from "../statement.ts";
import { StorageError } from "../storage-error.ts";
import type { StoredToken, Tokens } from "../tokens.ts";
import { step } from "../unit-of-work.ts";

type Kind = { readonly account: string; readonly kind: string };
type Content = Kind & { readonly token: string; readonly expires_at_ms: number };
type Lease = { readonly account: string; readonly name: string; readonly holder: string };

const tokenStatements = (db: Kysely<Schema>) => ({
  find: prepare<Kind, TokenTable>("token", (v) =>
    db.selectFrom("token").selectAll().where("account", "=", v.account).where("kind", "=", v.kind),
  ),
  add: prepare<Content>("addToken", (v) =>
    db
      .insertInto("token")
      .values({ account: v.account, kind: v.kind, ...contentOf(v), generation: 1 })
      .onConflict((conflict) => conflict.columns(["account", "kind"]).doNothing()),
  ),
  replace: prepare<Content & { readonly after: number }>("replaceToken", (v) =>
    db
      .updateTable("token")
      .set((eb) => ({ ...contentOf(v), generation: eb("generation", "+", 1) }))
      .where("account", "=", v.account)
      .where("kind", "=", v.kind)
      .where("generation", "=", v.after),
  ),
  expire: prepare<Kind & { readonly generation: number }>("expireToken", (v) =>
    db
      .updateTable("token")
      .set({ expires_at_ms: 0 })
      .where("account", "=", v.account)
      .where("kind", "=", v.kind)
      .where("generation", "=", v.generation),
  ),
});
const contentOf = (v: Content) => ({ token: v.token, expires_at_ms: v.expires_at_ms });

const leaseStatements = (db: Kysely<Schema>) => ({
  lease: prepare<Lease & { readonly until_ms: number; readonly now_ms: number }>(
    "leaseToken",
    (v) =>
      db
        .insertInto("lock")
        .values({ account: v.account, name: v.name, holder: v.holder, until_ms: v.until_ms })
        .onConflict((conflict) =>
          conflict
            .columns(["account", "name"])
            .doUpdateSet({ holder: v.holder, until_ms: v.until_ms })
            .where("lock.until_ms", "<=", v.now_ms),
        ),
  ),
  release: prepare<Lease>("releaseToken", (v) =>
    db
      .deleteFrom("lock")
      .where("account", "=", v.account)
      .where("name", "=", v.name)
      .where("holder", "=", v.holder),
  ),
});

const placeOf = (account: string, kind: string): string => `token/${account}/${kind}`;
const lockOf = (kind: string): string => `token/${kind}`;

type Sealed = Pick<StoredToken, "value" | "renewAtMs">;

/** Under another key nothing is known of it but its generation: the next one can still replace it. */
const openRow = (row: TokenTable, secretBox: SecretBox): StoredToken => {
  const { account, kind, generation } = row;
  try {
    const opened = JSON.parse(secretBox.open(row.token, placeOf(account, kind))) as Sealed;
    return { ...opened, expiresAtMs: row.expires_at_ms, generation };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { value: "", renewAtMs: 0, expiresAtMs: 0, generation };
  }
};

/** What the platform lent, one row an account and kind, with a lease for who fetches the next. */
export const tokens = ({
  db,
  nowMs,
  secretBox,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly secretBox: SecretBox;
}): Tokens => {
  const statements = { ...tokenStatements(db.sql), ...leaseStatements(db.sql) };
  return {
    find: async (account, kind) => {
      const [row] = await db.read(statements.find, { account, kind });
      return row === undefined ? null : openRow(row, secretBox);
    },
    put: async (account, kind, { value, renewAtMs, expiresAtMs }, after) => {
      const token = secretBox.seal(JSON.stringify({ value, renewAtMs }), placeOf(account, kind));
      const content = { account, kind, token, expires_at_ms: expiresAtMs };
      const write =
        after === 0
          ? step(statements.add, content)
          : step(statements.replace, { ...content, after });
      return (await db.write([write])).done ? "done" : "stale";
    },
    expire: async (account, kind, generation) => {
      const write = step(statements.expire, { account, kind, generation });
      return (await db.write([write])).done ? "done" : "stale";
    },
    lease: async (account, kind, { holder, forMs }) => {
      const now_ms = nowMs();
      const values = { account, name: lockOf(kind), holder, until_ms: now_ms + forMs, now_ms };
      return (await db.write([step(statements.lease, values)])).done ? "mine" : "taken";
    },
    release: async (account, kind, holder) => {
      await db.write([step(statements.release, { account, name: lockOf(kind), holder }, "any")]);
    },
  };
};
