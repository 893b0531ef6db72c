import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { PageSessionTable, PageStateTable, Schema } from "../schema.ts";
import type { PageSession, SignIns } from "../sign-ins.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { eventSteps } from "./event-step.ts";
import { expectDone } from "./expect-done.ts";

type Id = { readonly account: string; readonly id: string };
type State = { readonly [P in keyof PageStateTable]: PageStateTable[P] };
type Row = { readonly [P in keyof PageSessionTable]: PageSessionTable[P] };

const stateStatements = (db: Kysely<Schema>) => ({
  forget: prepare<{ readonly account: string; readonly now_ms: number }>("forgetStates", (v) =>
    db.deleteFrom("page_state").where("account", "=", v.account).where("until_ms", "<=", v.now_ms),
  ),
  begin: prepare<State>("beginSignIn", (v) =>
    db.insertInto("page_state").values({
      account: v.account,
      id: v.id,
      browser: v.browser,
      path: v.path,
      recipient: v.recipient,
      scope: v.scope,
      until_ms: v.until_ms,
    }),
  ),
  state: prepare<Id, State>("pageState", (v) =>
    db.selectFrom("page_state").selectAll().where("account", "=", v.account).where("id", "=", v.id),
  ),
  take: prepare<Id & { readonly browser: string; readonly now_ms: number }>("takeSignIn", (v) =>
    db
      .deleteFrom("page_state")
      .where("account", "=", v.account)
      .where("id", "=", v.id)
      .where("browser", "=", v.browser)
      .where("until_ms", ">", v.now_ms),
  ),
});

const sessionStatements = (db: Kysely<Schema>) => ({
  find: prepare<Id, Row>("pageSession", (v) =>
    db
      .selectFrom("page_session")
      .selectAll()
      .where("account", "=", v.account)
      .where("id", "=", v.id),
  ),
  open: prepare<Row>("openPageSession", (v) =>
    db.insertInto("page_session").values({
      account: v.account,
      id: v.id,
      openid: v.openid,
      scope: v.scope,
      created_at_ms: v.created_at_ms,
      seen_at_ms: v.seen_at_ms,
    }),
  ),
  touch: prepare<Id & { readonly now_ms: number }>("touchPageSession", (v) =>
    db
      .updateTable("page_session")
      .set({ seen_at_ms: v.now_ms })
      .where("account", "=", v.account)
      .where("id", "=", v.id),
  ),
  end: prepare<Id>("endPageSession", (v) =>
    db.deleteFrom("page_session").where("account", "=", v.account).where("id", "=", v.id),
  ),
  purge: prepare<{ readonly account: string; readonly before_ms: number }>(
    "purgePageSessions",
    (v) =>
      db
        .deleteFrom("page_session")
        .where("account", "=", v.account)
        .where("created_at_ms", "<", v.before_ms),
  ),
});

const toSession = ({ id, openid, scope, created_at_ms, seen_at_ms }: Row): PageSession => ({
  id,
  openid,
  scope,
  createdAtMs: created_at_ms,
  seenAtMs: seen_at_ms,
});

interface Context {
  readonly db: Database;
  readonly nowMs: () => number;
}

const states = ({ db, nowMs }: Context): Pick<SignIns, "begin" | "take"> => {
  const statements = stateStatements(db.sql);
  return {
    begin: async (account, { untilMs, ...state }) => {
      expectDone(
        await db.write([
          step(statements.forget, { account, now_ms: nowMs() }, "any"),
          step(statements.begin, { account, ...state, until_ms: untilMs }),
        ]),
      );
    },
    take: async (account, { id, browser }) => {
      const [row] = await db.read(statements.state, { account, id });
      const taken = await db.write([
        step(statements.take, { account, id, browser, now_ms: nowMs() }),
      ]);
      if (row === undefined || !taken.done) return null;
      return { path: row.path, recipient: row.recipient, scope: row.scope };
    },
  };
};

/** Sign-ins of followers' browsers: states that serve once, sessions, and the events that pages make. */
export const signIns = (context: Context): SignIns => {
  const { db, nowMs } = context;
  const statements = sessionStatements(db.sql);
  const eventOf = eventSteps(db.sql);
  return {
    ...states(context),
    find: async (account, id) => {
      const [row] = await db.read(statements.find, { account, id });
      return row === undefined ? null : toSession(row);
    },
    open: async (account, session, { replaces, olderThanMs, event }) => {
      const now_ms = nowMs();
      const times = { created_at_ms: now_ms, seen_at_ms: now_ms };
      expectDone(
        await db.write([
          step(statements.purge, { account, before_ms: olderThanMs }, "any"),
          ...(replaces === null ? [] : [step(statements.end, { account, id: replaces }, "any")]),
          step(statements.open, { account, ...session, ...times }),
          ...eventOf(event, now_ms),
        ]),
      );
    },
    touch: async (account, id) => {
      await db.write([step(statements.touch, { account, id, now_ms: nowMs() }, "any")]);
    },
    end: async (account, id) => {
      await db.write([step(statements.end, { account, id }, "any")]);
    },
    happen: async (event) => {
      expectDone(await db.write(eventOf(event, nowMs())));
    },
  };
};
