import type { Kysely } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { NowMs } from "../../clock.ts";
import type { Database } from "../database.ts";
import type { MapAnswers } from "../map-answers.ts";
import type { MapAnswerTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Row = { readonly [P in keyof MapAnswerTable]: MapAnswerTable[P] };

/** So many old answers go with each new one. */
const SWEPT = 20;

const statementsOf = (db: Kysely<Schema>) => ({
  find: prepare<Omit<Row, "answer">, { readonly answer: string }>("mapAnswer", (v) =>
    db
      .selectFrom("map_answer")
      .select("answer")
      .where("account", "=", v.account)
      .where("kind", "=", v.kind)
      .where("asked", "=", v.asked)
      .where("until_ms", ">", v.until_ms),
  ),
  keep: prepare<Row>("keepMapAnswer", (v) =>
    db
      .insertInto("map_answer")
      .values({
        account: v.account,
        kind: v.kind,
        asked: v.asked,
        answer: v.answer,
        until_ms: v.until_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "kind", "asked"]).doUpdateSet((eb) => ({
          answer: eb.ref("excluded.answer"),
          until_ms: eb.ref("excluded.until_ms"),
        })),
      ),
  ),
  sweep: prepare<{ readonly account: string; readonly until_ms: number; readonly limit: number }>(
    "sweepMapAnswers",
    (v) =>
      db
        .deleteFrom("map_answer")
        .where("account", "=", v.account)
        .where((eb) =>
          eb(
            eb.refTuple("kind", "asked"),
            "in",
            db
              .selectFrom("map_answer as old")
              .select(["old.kind", "old.asked"])
              .where("old.account", "=", v.account)
              .where("old.until_ms", "<=", v.until_ms)
              .orderBy("old.until_ms")
              .limit(v.limit)
              .$asTuple("kind", "asked"),
          ),
        ),
  ),
});

/** Answers of the map services, by what was asked. */
export const mapAnswers = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: NowMs;
}): MapAnswers => {
  const statements = statementsOf(db.sql);
  return {
    find: async (account, { kind, asked }) => {
      const until_ms = nowMs(account);
      const [row] = await db.read(statements.find, { account, kind, asked, until_ms });
      return row === undefined ? null : { answer: JSON.parse(row.answer) as Json };
    },
    keep: async (account, { kind, asked }, { answer, untilMs }) => {
      const row = { account, kind, asked, answer: JSON.stringify(answer), until_ms: untilMs };
      const old = { account, until_ms: nowMs(account), limit: SWEPT };
      expectDone(await db.write([step(statements.keep, row), step(statements.sweep, old, "any")]));
    },
  };
};
