import type { Kysely } from "kysely";
import type { Json } from "../../../engine/index.ts";
import type { AuditEntry, AuditLog } from "../audit.ts";
import type { Database } from "../database.ts";
import type { AuditTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Row = { readonly [P in keyof AuditTable]: AuditTable[P] };

const toRow = (entry: AuditEntry): Row => ({
  account: entry.account,
  id: entry.id,
  member: entry.member,
  member_name: entry.memberName,
  what: entry.what,
  subject: entry.subject,
  address: entry.address,
  details: JSON.stringify(entry.details),
  at_ms: entry.atMs,
});
const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  atMs: row.at_ms,
  member: row.member,
  memberName: row.member_name,
  account: row.account,
  what: row.what,
  subject: row.subject,
  address: row.address,
  details: JSON.parse(row.details) as Readonly<Record<string, Json>>,
});

/** The step that stands beside what it tells about; none for `null`. */
export const auditSteps = (db: Kysely<Schema>): ((entry: AuditEntry | null) => readonly Step[]) => {
  const add = prepare<Row>("addAudit", (v) =>
    db.insertInto("audit").values({
      account: v.account,
      id: v.id,
      member: v.member,
      member_name: v.member_name,
      what: v.what,
      subject: v.subject,
      address: v.address,
      details: v.details,
      at_ms: v.at_ms,
    }),
  );
  return (entry) => (entry === null ? [] : [step(add, toRow(entry))]);
};

/** Who did what. */
export const auditLog = (db: Database): AuditLog => {
  const steps = auditSteps(db.sql);
  return {
    add: async (entry) => {
      expectDone(await db.write(steps(entry)));
    },
    list: async (filter, { before, limit }) => {
      let query = db.sql.selectFrom("audit").selectAll();
      if (filter.account !== undefined) query = query.where("account", "=", filter.account);
      if (filter.member !== undefined) query = query.where("member", "=", filter.member);
      if (before !== null)
        query = query.where((eb) =>
          eb.or([
            eb("at_ms", "<", before.atMs),
            eb.and([eb("at_ms", "=", before.atMs), eb("id", "<", before.id)]),
          ]),
        );
      const found = query.orderBy("at_ms", "desc").orderBy("id", "desc").limit(limit);
      return (await db.find(found)).map(toEntry);
    },
  };
};
