import type { Kysely, SqlBool } from "kysely";
import { sql } from "kysely";
import type { FollowerState } from "../../../engine/index.ts";
import type { Database } from "../database.ts";
import type { FollowerCursor, FollowerFilter, Followers, ListedFollower } from "../library.ts";
import type { FollowerTable, Schema } from "../schema.ts";
import type { SecretBox } from "../secret-box.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { containsText } from "./contains-text.ts";
import { expectDone } from "./expect-done.ts";
import { followerRows } from "./follower-row.ts";
import { followerStatements } from "./follower-statements.ts";

type Key = { readonly account: string; readonly openid: string };
type Row = Pick<FollowerTable, "openid" | "version" | "data" | "seen_at_ms">;

const statementsOf = (db: Kysely<Schema>) => ({
  insert: followerStatements(db).insert,
  find: prepare<Key, Row>("follower", (v) =>
    db
      .selectFrom("follower")
      .select(["openid", "version", "data", "seen_at_ms"])
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  scan: prepare<{ readonly account: string; readonly after: string; readonly limit: number }, Row>(
    "scanFollowers",
    (v) =>
      db
        .selectFrom("follower")
        .select(["openid", "version", "data", "seen_at_ms"])
        .where("account", "=", v.account)
        .where("openid", ">", v.after)
        .orderBy("openid")
        .limit(v.limit),
  ),
  save: prepare<Key & Pick<FollowerTable, "version" | "data" | "name" | "tags" | "followed_at_ms">>(
    "saveFollower",
    (v) =>
      db
        .updateTable("follower")
        .set((eb) => ({
          version: eb("version", "+", 1),
          data: v.data,
          name: v.name,
          tags: v.tags,
          followed_at_ms: v.followed_at_ms,
        }))
        .where("account", "=", v.account)
        .where("openid", "=", v.openid)
        .where("version", "=", v.version),
  ),
});

const filtered = (db: Kysely<Schema>, account: string, filter: FollowerFilter) => {
  let query = db.selectFrom("follower").where("account", "=", account);
  const { tag, text, isFollowing } = filter;
  if (tag !== undefined)
    // Not LIKE: that would take `vip` for `VIP` on one engine and not on the other.
    query = query.where(sql<SqlBool>`replace(tags, ${`\n${tag}\n`}, '') <> tags`);
  if (isFollowing !== undefined) query = query.where("followed_at_ms", isFollowing ? ">" : "=", 0);
  if (text !== undefined)
    query = query.where((eb) =>
      eb.or([containsText(sql.ref("name"), text), eb("openid", "=", text)]),
    );
  return query;
};
const pageQuery = (
  from: ReturnType<typeof filtered>,
  page: { readonly before: FollowerCursor | null; readonly limit: number },
) => {
  const query = from
    .select(["openid", "version", "data", "seen_at_ms"])
    .orderBy("followed_at_ms", "desc")
    .orderBy("openid", "desc")
    .limit(page.limit);
  const { before } = page;
  if (before === null) return query;
  return query.where((eb) =>
    eb.or([
      eb("followed_at_ms", "<", before.followedAtMs),
      eb.and([eb("followed_at_ms", "=", before.followedAtMs), eb("openid", "<", before.openid)]),
    ]),
  );
};

/** Our own rows of an account's followers. */
export const followers = ({
  db,
  nowMs,
  secretBox,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly secretBox: SecretBox;
}): Followers => {
  const rows = followerRows(secretBox);
  const toListed = (account: string, row: Row): ListedFollower => ({
    openid: row.openid,
    seenAtMs: row.seen_at_ms,
    state: rows.read({ account, openid: row.openid }, row),
  });
  const statements = statementsOf(db.sql);
  const saving = (account: string, openid: string, state: FollowerState, isOneOfMany = false) => {
    const values = { account, openid, ...rows.write({ account, openid }, state) };
    const many = isOneOfMany ? "any" : 1;
    return state.version === 0
      ? step(statements.insert, { ...values, seen_at_ms: nowMs(), rule_set_version: 0 }, many)
      : step(statements.save, { ...values, version: state.version }, many);
  };
  return {
    find: async (account, openid) => {
      const [row] = await db.read(statements.find, { account, openid });
      return row === undefined ? null : rows.read({ account, openid }, row);
    },
    list: async (account, filter, page) => {
      const found = await db.find(pageQuery(filtered(db.sql, account, filter), page));
      return found.map((row) => toListed(account, row));
    },
    count: async (account, filter) => {
      const query = filtered(db.sql, account, filter).select((eb) =>
        eb.fn.countAll<number>().as("n"),
      );
      return (await db.find(query))[0]?.n ?? 0;
    },
    save: async (account, openid, state) =>
      (await db.write([saving(account, openid, state)])).done ? "done" : "stale",
    scan: async (account, after, limit) =>
      (await db.read(statements.scan, { account, after, limit })).map((row) =>
        toListed(account, row),
      ),
    // One statement for each, written once: a list of hundreds would be a new statement every time, and its memory is not V8's to see.
    findMany: async (account, openids) => {
      const found = await Promise.all(
        openids.map((openid) => db.read(statements.find, { account, openid })),
      );
      return new Map(
        found.flat().map((row) => [row.openid, toListed(account, row).state] as const),
      );
    },
    saveMany: async (account, followers) => {
      const unit = followers.map(({ openid, state }) => saving(account, openid, state, true));
      const rowsChanged = unit.length === 0 ? [] : expectDone(await db.write(unit));
      return followers.flatMap(({ openid }, place) => (rowsChanged[place] === 1 ? [] : [openid]));
    },
  };
};
