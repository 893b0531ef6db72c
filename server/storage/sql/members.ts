import type { Kysely } from "kysely";
import type { AuditEntry } from "../audit.ts";
import type { Database } from "../database.ts";
import type { Member, Members, NewSession } from "../members.ts";
import type { MemberTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { auditSteps } from "./audit.ts";
import { sessionStatements, toSessionRow } from "./sessions.ts";

type Row = { readonly [P in keyof MemberTable]: MemberTable[P] };
const NOBODY = "00000000";

const columns = (v: Row) => ({
  name: v.name,
  shown_name: v.shown_name,
  role: v.role,
  accounts: v.accounts,
  password: v.password,
  invite: v.invite,
  addresses: v.addresses,
  is_active: v.is_active,
  invite_until_ms: v.invite_until_ms,
});
const memberStatements = (db: Kysely<Schema>) => ({
  count: prepare<Record<never, never>, { readonly n: number }>("members", () =>
    db.selectFrom("member").select((eb) => eb.fn.countAll<number>().as("n")),
  ),
  list: prepare<Record<never, never>, Row>("memberList", () =>
    db.selectFrom("member").selectAll().orderBy("name"),
  ),
  find: prepare<{ readonly id: string }, Row>("member", (v) =>
    db.selectFrom("member").selectAll().where("id", "=", v.id),
  ),
  byName: prepare<{ readonly name: string }, Row>("memberByName", (v) =>
    db.selectFrom("member").selectAll().where("name", "=", v.name),
  ),
  byInvite: prepare<{ readonly invite: string }, Row>("memberByInvite", (v) =>
    db.selectFrom("member").selectAll().where("invite", "=", v.invite),
  ),
  add: prepare<Row>("addMember", (v) =>
    db
      .insertInto("member")
      .values({
        id: v.id,
        ...columns(v),
        revision: 1,
        created_at_ms: v.created_at_ms,
        seen_at_ms: 0,
      })
      .onConflict((conflict) => conflict.column("name").doNothing()),
  ),
  /** Changes one row exactly if nobody but this one is there: the unit fails otherwise. */
  aloneIs: prepare<{ readonly id: string }>("onlyMember", (v) =>
    db
      .updateTable("member")
      .set({ revision: 1 })
      .where("id", "=", v.id)
      .where((eb) =>
        eb.not(
          eb.exists(
            db.selectFrom("member as other").select("other.id").where("other.id", "!=", v.id),
          ),
        ),
      ),
  ),
  change: prepare<Row>("changeMember", (v) =>
    db
      .updateTable("member")
      .set((eb) => ({ ...columns(v), revision: eb("revision", "+", 1) }))
      .where("id", "=", v.id)
      .where("revision", "=", v.revision),
  ),
});

const toMember = (row: Row): Member => ({
  id: row.id,
  name: row.name,
  shownName: row.shown_name,
  role: row.role,
  accounts: JSON.parse(row.accounts) as Member["accounts"],
  password: row.password,
  isActive: row.is_active === 1,
  invite: row.invite,
  inviteUntilMs: row.invite_until_ms,
  addresses: JSON.parse(row.addresses) as readonly string[],
  revision: row.revision,
  createdAtMs: row.created_at_ms,
  seenAtMs: row.seen_at_ms,
});
const toRow = (member: Omit<Member, "createdAtMs" | "seenAtMs">, nowMs: number): Row => ({
  id: member.id,
  name: member.name,
  shown_name: member.shownName,
  role: member.role,
  accounts: JSON.stringify(member.accounts),
  password: member.password,
  is_active: member.isActive ? 1 : 0,
  invite: member.invite,
  invite_until_ms: member.inviteUntilMs,
  addresses: JSON.stringify(member.addresses),
  revision: member.revision,
  created_at_ms: nowMs,
  seen_at_ms: 0,
});

const readMembers = (
  db: Database,
  statements: ReturnType<typeof memberStatements>,
): Pick<Members, "count" | "list" | "find" | "byName" | "byInvite"> => {
  const first = (rows: readonly Row[]): Member | null => {
    const [row] = rows;
    return row === undefined ? null : toMember(row);
  };
  return {
    count: async () => Number((await db.read(statements.count, {}))[0]?.n ?? 0),
    list: async () => (await db.read(statements.list, {})).map(toMember),
    find: async (id) => first(await db.read(statements.find, { id })),
    byName: async (name) => first(await db.read(statements.byName, { name })),
    byInvite: async (hash) =>
      hash === "" ? null : first(await db.read(statements.byInvite, { invite: hash })),
  };
};

/** The people of the editor. */
export const members = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Members => {
  const statements = memberStatements(db.sql);
  const sessions = sessionStatements(db.sql);
  const audited = auditSteps(db.sql);
  const write = async (steps: readonly Step[], audit: AuditEntry | null): Promise<boolean> =>
    (await db.write([...steps, ...audited(audit)])).done;
  const begin = (session: NewSession | null | undefined): readonly Step[] =>
    session ? [step(sessions.add, toSessionRow(session, nowMs()))] : [];
  return {
    ...readMembers(db, statements),
    add: async (member, { isFirst, session }, audit) => {
      const added = step(statements.add, toRow({ ...member, revision: 1 }, nowMs()));
      const alone = isFirst ? [step(statements.aloneIs, { id: member.id })] : [];
      return (await write([added, ...alone, ...begin(session)], audit)) ? "done" : "taken";
    },
    change: async (member, { keep, session }, audit) => {
      const changed = step(statements.change, toRow(member, nowMs()));
      const values = { member: member.id, keep: keep ?? NOBODY };
      const ended = keep === undefined ? [] : [step(sessions.endOthers, values, "any")];
      return (await write([changed, ...ended, ...begin(session)], audit)) ? "done" : "stale";
    },
  };
};
