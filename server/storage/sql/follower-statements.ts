import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";

export type FollowerValues = {
  readonly account: string;
  readonly openid: string;
  readonly data: string;
  readonly name: string;
  readonly tags: string;
  readonly followed_at_ms: number;
  readonly seen_at_ms: number;
  readonly rule_set_version: number;
};
type UnlistedValues = Omit<FollowerValues, "name" | "tags" | "followed_at_ms">;

/** A follower row is written by whoever read the version that stands there. */
export const followerStatements = (db: Kysely<Schema>) => ({
  insert: prepare<FollowerValues>("insertFollower", (v) =>
    db
      .insertInto("follower")
      .values({
        account: v.account,
        openid: v.openid,
        version: 1,
        data: v.data,
        name: v.name,
        tags: v.tags,
        followed_at_ms: v.followed_at_ms,
        seen_at_ms: v.seen_at_ms,
        rule_set_version: v.rule_set_version,
      })
      .onConflict((conflict) => conflict.columns(["account", "openid"]).doNothing()),
  ),
  /** Where nothing changed that lists show: the index behind them stays untouched. */
  updateData: prepare<UnlistedValues & { readonly version: number }>("updateFollowerData", (v) =>
    db
      .updateTable("follower")
      .set((eb) => ({
        version: eb("version", "+", sql.lit(1)),
        data: v.data,
        seen_at_ms: v.seen_at_ms,
        rule_set_version: v.rule_set_version,
      }))
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("version", "=", v.version),
  ),
  update: prepare<FollowerValues & { readonly version: number }>("updateFollower", (v) =>
    db
      .updateTable("follower")
      .set((eb) => ({
        version: eb("version", "+", 1),
        data: v.data,
        name: v.name,
        tags: v.tags,
        followed_at_ms: v.followed_at_ms,
        seen_at_ms: v.seen_at_ms,
        rule_set_version: v.rule_set_version,
      }))
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .where("version", "=", v.version),
  ),
});
