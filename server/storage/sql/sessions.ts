import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { LoginTries, NewSession, Session, Sessions } from "../members.ts";
import type { Schema, SessionTable } from "../schema.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { auditSteps } from "./audit.ts";
import { expectDone } from "./expect-done.ts";

type Row = { readonly [P in keyof SessionTable]: SessionTable[P] };
type Id = { readonly id: string };

export const sessionStatements = (db: Kysely<Schema>) => ({
  find: prepare<Id, Row>("session", (v) =>
    db.selectFrom("session").selectAll().where("id", "=", v.id),
  ),
  of: prepare<{ readonly member: string }, Row>("sessions", (v) =>
    db
      .selectFrom("session")
      .selectAll()
      .where("member", "=", v.member)
      .orderBy("created_at_ms", "desc"),
  ),
  add: prepare<Row>("addSession", (v) =>
    db.insertInto("session").values({
      id: v.id,
      member: v.member,
      address: v.address,
      agent: v.agent,
      created_at_ms: v.created_at_ms,
      seen_at_ms: v.seen_at_ms,
    }),
  ),
  touch: prepare<Id & { readonly now_ms: number }>("touchSession", (v) =>
    db.updateTable("session").set({ seen_at_ms: v.now_ms }).where("id", "=", v.id),
  ),
  seen: prepare<{ readonly member: string; readonly now_ms: number }>("memberSeen", (v) =>
    db.updateTable("member").set({ seen_at_ms: v.now_ms }).where("id", "=", v.member),
  ),
  end: prepare<Id>("endSession", (v) => db.deleteFrom("session").where("id", "=", v.id)),
  endOthers: prepare<{ readonly member: string; readonly keep: string }>("endSessions", (v) =>
    db.deleteFrom("session").where("member", "=", v.member).where("id", "!=", v.keep),
  ),
  purge: prepare<{ readonly seen_ms: number; readonly created_ms: number }>("purgeSessions", (v) =>
    db
      .deleteFrom("session")
      .where((eb) =>
        eb.or([eb("seen_at_ms", "<", v.seen_ms), eb("created_at_ms", "<", v.created_ms)]),
      ),
  ),
});

export const toSessionRow = (session: NewSession, nowMs: number): Row => ({
  id: session.id,
  member: session.member,
  address: session.address,
  agent: session.agent,
  created_at_ms: nowMs,
  seen_at_ms: nowMs,
});
const toSession = ({ created_at_ms, seen_at_ms, ...row }: Row): Session => ({
  ...row,
  createdAtMs: created_at_ms,
  seenAtMs: seen_at_ms,
});

interface Context {
  readonly db: Database;
  readonly nowMs: () => number;
}

/** Who is signed in, one row a cookie. */
export const sessions = ({ db, nowMs }: Context): Sessions => {
  const statements = sessionStatements(db.sql);
  const audited = auditSteps(db.sql);
  return {
    find: async (id) => {
      const [row] = await db.read(statements.find, { id });
      return row === undefined ? null : toSession(row);
    },
    of: async (member) => (await db.read(statements.of, { member })).map(toSession),
    add: async (session, audit) => {
      const now_ms = nowMs();
      expectDone(
        await db.write([
          step(statements.add, toSessionRow(session, now_ms)),
          step(statements.seen, { member: session.member, now_ms }),
          ...audited(audit),
        ]),
      );
    },
    touch: async (id) => {
      await db.write([step(statements.touch, { id, now_ms: nowMs() }, "any")]);
    },
    end: async (id, audit) => {
      const result = await db.write([step(statements.end, { id }), ...audited(audit)]);
      return result.done ? "done" : "gone";
    },
    purge: async ({ seenMs, createdMs }) => {
      const values = { seen_ms: seenMs, created_ms: createdMs };
      await db.write([step(statements.purge, values, "any")]);
    },
  };
};

type Guess = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly at_ms: number;
};
/** Known addresses are few; the holes of a prepared statement are fixed. */
const KNOWN = 5;
type Reserved = Guess & {
  readonly since_ms: number;
  readonly max: number;
  readonly max_here: number;
} & { readonly [P in `known_${number}`]: string };

const tryStatements = (db: Kysely<Schema>) => ({
  /** Inserts one row or none: two processes cannot both take the last try. */
  reserve: prepare<Reserved>("reserveTry", (v) => {
    const known = Array.from({ length: KNOWN }, (_, at) => v[`known_${at}`] as string);
    const recent = db
      .selectFrom("login_try")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("name", "=", v.name)
      .where("at_ms", ">", v.since_ms);
    const elsewhere = recent.where("address", "not in", known);
    const here = recent.where("address", "=", v.address);
    const isKnown = sql`${v.address} in (${sql.join(known)})`;
    return db
      .insertInto("login_try")
      .columns(["id", "name", "address", "at_ms"])
      .expression(
        sql`select ${v.id}, ${v.name}, ${v.address}, ${v.at_ms} where ${here} < ${v.max_here} and (${isKnown} or ${elsewhere} < ${v.max})`,
      );
  }),
  clear: prepare<{ readonly name: string; readonly address: string; readonly before_ms: number }>(
    "clearTries",
    (v) =>
      db
        .deleteFrom("login_try")
        .where((eb) =>
          eb.or([
            eb.and([eb("name", "=", v.name), eb("address", "=", v.address)]),
            eb("at_ms", "<", v.before_ms),
          ]),
        ),
  ),
});
const DAY_MS = 86_400_000;

/** Guesses at passwords. */
export const loginTries = ({ db, nowMs }: Context): LoginTries => {
  const statements = tryStatements(db.sql);
  return {
    reserve: async ({ name, address, known }, { sinceMs, max, maxHere }) => {
      const holes = Array.from({ length: KNOWN }, (_, at) => [`known_${at}`, known[at] ?? ""]);
      const values = {
        ...(Object.fromEntries(holes) as Record<`known_${number}`, string>),
        id: randomUUID(),
        name,
        address,
        at_ms: nowMs(),
        since_ms: sinceMs,
        max,
        max_here: maxHere,
      };
      const result = await db.write([step(statements.reserve, values as Reserved)]);
      return result.done ? "reserved" : "refused";
    },
    clear: async (name, address) => {
      const values = { name, address, before_ms: nowMs() - DAY_MS };
      await db.write([step(statements.clear, values, "any")]);
    },
  };
};
