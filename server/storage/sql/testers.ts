import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { Signals, Tester, Testers } from "../drafts.ts";
import type { Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { auditSteps } from "./audit.ts";
import { expectDone } from "./expect-done.ts";

const testerStatements = (db: Kysely<Schema>) => ({
  list: prepare<{ readonly account: string }, Tester>("testers", (v) =>
    db
      .selectFrom("tester")
      .select(["openid", "name", "copy"])
      .where("account", "=", v.account)
      .orderBy("openid"),
  ),
  clear: prepare<{ readonly account: string }>("clearTesters", (v) =>
    db.deleteFrom("tester").where("account", "=", v.account),
  ),
  add: prepare<{ readonly account: string } & { readonly [P in keyof Tester]: string }>(
    "addTester",
    (v) =>
      db
        .insertInto("tester")
        .values({ account: v.account, openid: v.openid, name: v.name, copy: v.copy }),
  ),
});

/** Who gets a draft's answers on the real account. */
export const testers = (db: Database): Testers => {
  const statements = testerStatements(db.sql);
  const audited = auditSteps(db.sql);
  return {
    list: (account) => db.read(statements.list, { account }),
    replace: async (account, wanted, audit) => {
      expectDone(
        await db.write([
          step(statements.clear, { account }, "any"),
          ...wanted.map((one) => step(statements.add, { account, ...one })),
          ...audited(audit),
        ]),
      );
    },
  };
};

type Named = { readonly account: string; readonly name: string };
const signalStatements = (db: Kysely<Schema>) => ({
  note: prepare<Named & { readonly at_ms: number }>("noteSignal", (v) =>
    db
      .insertInto("signal")
      .values({ account: v.account, name: v.name, at_ms: v.at_ms })
      .onConflict((conflict) =>
        conflict.columns(["account", "name"]).doUpdateSet({ at_ms: v.at_ms }),
      ),
  ),
  read: prepare<Named, { readonly at_ms: number }>("signal", (v) =>
    db
      .selectFrom("signal")
      .select("at_ms")
      .where("account", "=", v.account)
      .where("name", "=", v.name),
  ),
});

/** When something last happened. */
export const signals = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Signals => {
  const statements = signalStatements(db.sql);
  return {
    note: async (account, name) => {
      expectDone(await db.write([step(statements.note, { account, name, at_ms: nowMs() })]));
    },
    read: async (account, name) =>
      (await db.read(statements.read, { account, name }))[0]?.at_ms ?? null,
  };
};
