import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database.ts";
import type { Consent, Privacy } from "../privacy.ts";
import type { ConsentTable, Schema } from "../schema.ts";
import type { Statement, Values } from "../statement.ts";
import { prepare } from "../statement.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Person = { readonly account: string; readonly openid: string };
type ConsentRow = { readonly [K in keyof ConsentTable]: ConsentTable[K] };
type Span = Person & { readonly from_ms: number; readonly until_ms: number };

const DAY_MS = 86_400_000;
/** One statement looks at the deliveries of so long a time: there is no index by follower, and the loop must not be held. */
const SPAN_MS = 3_600_000;

/** Tables whose rows are a follower's alone. */
const OWN = [
  "follower",
  "lane",
  "effect",
  "timer",
  "consent",
  "notice",
  "tester",
  "sync_member",
  "page_session",
  "binding",
  "bind_code",
  "share",
  "conversation",
] as const;

const consentStatements = (db: Kysely<Schema>) => ({
  note: prepare<ConsentRow>("noteConsent", (v) =>
    db
      .insertInto("consent")
      .values({
        account: v.account,
        openid: v.openid,
        what: v.what,
        source: v.source,
        is_given: v.is_given,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) =>
        conflict.columns(["account", "openid", "what", "at_ms"]).doNothing(),
      ),
  ),
  list: prepare<Person, ConsentRow>("consents", (v) =>
    db
      .selectFrom("consent")
      .selectAll()
      .where("account", "=", v.account)
      .where("openid", "=", v.openid)
      .orderBy("at_ms", "desc"),
  ),
});
const eraseStatements = (db: Kysely<Schema>) => ({
  own: OWN.map(
    (table): Statement<Person> =>
      prepare<Person>(`erase_${table}`, (v) =>
        db.deleteFrom(table).where("account", "=", v.account).where("openid", "=", v.openid),
      ),
  ),
  /** Books are kept; whose they were is not. */
  orders: prepare<Person>("eraseBuyer", (v) =>
    db
      .updateTable("pay_order")
      .set({ openid: "" })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  records: prepare<Person>("eraseRecords", (v) =>
    db
      .updateTable("record")
      .set({ openid: null })
      .where("account", "=", v.account)
      .where("openid", "=", v.openid),
  ),
  oldest: prepare<{ readonly account: string }, { readonly at_ms: number | null }>(
    "oldestDelivery",
    (v) =>
      db
        .selectFrom("delivery")
        .select((eb) => eb.fn.min("at_ms").as("at_ms"))
        .where("account", "=", v.account),
  ),
  deliveries: prepare<Span>("eraseDeliveries", (v) =>
    db
      .deleteFrom("delivery")
      .where("account", "=", v.account)
      .where("at_ms", ">=", v.from_ms)
      .where("at_ms", "<", v.until_ms)
      .where("openid", "=", v.openid)
      .where("state", "=", sql.lit("done" as const)),
  ),
  /** What a repeat needs stays; the rest is as if it had never been. */
  recent: prepare<Span>("eraseRecentDeliveries", (v) =>
    db
      .updateTable("delivery")
      .set({ openid: null, event: "{}", body: "", trace: null })
      .where("account", "=", v.account)
      .where("at_ms", ">=", v.from_ms)
      .where("at_ms", "<", v.until_ms)
      .where("openid", "=", v.openid)
      .where("state", "=", sql.lit("done" as const)),
  ),
});

const toConsent = ({ what, is_given, source, at_ms }: ConsentRow): Consent => ({
  ...{ what, isGiven: is_given === 1, source, atMs: at_ms },
});

/** Consents, and erasing. */
export const privacy = ({
  db,
  nowMs,
}: {
  readonly db: Database;
  readonly nowMs: () => number;
}): Privacy => {
  const consents = consentStatements(db.sql);
  const erasing = eraseStatements(db.sql);
  const run = async <V extends Values>(statement: Statement<V>, values: V): Promise<void> => {
    expectDone(await db.write([step(statement, values, "any")]));
  };
  const eraseDeliveries = async (person: Person): Promise<void> => {
    const [oldest] = await db.read(erasing.oldest, { account: person.account });
    const now = nowMs();
    for (let from = oldest?.at_ms ?? now; from <= now; from += SPAN_MS) {
      const span = { ...person, from_ms: from, until_ms: from + SPAN_MS };
      await run(from < now - DAY_MS ? erasing.deliveries : erasing.recent, span);
    }
  };
  return {
    noteConsent: (account, openid, { what, isGiven, source, atMs }) =>
      run(consents.note, { account, openid, what, source, is_given: isGiven ? 1 : 0, at_ms: atMs }),
    consents: async (account, openid) =>
      (await db.read(consents.list, { account, openid })).map(toConsent),
    erase: async (account, openid) => {
      const person = { account, openid };
      const unit = [...erasing.own, erasing.orders, erasing.records];
      expectDone(await db.write(unit.map((statement) => step(statement, person, "any"))));
      await eraseDeliveries(person);
    },
  };
};
