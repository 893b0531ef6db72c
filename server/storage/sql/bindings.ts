import type { Binding, Bindings, WaitingNumber } from "../bindings.ts";
import type { Database } from "../database.ts";
import type { SecretBox } from "../secret-box.ts";
import { step } from "../unit-of-work.ts";
import type { BindingRow, WaitingRow } from "./binding-statements.ts";
import { bindingStatements } from "./binding-statements.ts";
import { eventSteps } from "./event-step.ts";
import { expectDone } from "./expect-done.ts";

const toBinding = (row: BindingRow): Binding => ({
  kind: row.kind,
  numberKey: row.number_key,
  tail: row.tail,
  customer: row.customer,
  openid: row.openid,
  atMs: row.at_ms,
});
const placeOf = (account: string, openid: string): string => `bind-code/${account}/${openid}`;
const toWaiting = (row: WaitingRow, secretBox: SecretBox): WaitingNumber => ({
  kind: row.kind,
  numberKey: row.number_key,
  tail: row.tail,
  customer: row.customer,
  phone: row.phone === "" ? "" : secretBox.open(row.phone, placeOf(row.account, row.openid)),
  code: row.code,
  untilMs: row.until_ms,
});

interface Context {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly secretBox: SecretBox;
}
type Codes = Pick<Bindings, "ask" | "waiting" | "forget" | "tryCode">;

const codes = ({ db, nowMs, secretBox }: Context): Codes => {
  const statements = bindingStatements(db.sql);
  const rowOf = async (account: string, openid: string) =>
    (await db.read(statements.waiting, { account, openid }))[0];
  return {
    ask: async (account, openid, { numberKey, untilMs, phone, ...waiting }) => {
      const sealed = phone === "" ? "" : secretBox.seal(phone, placeOf(account, openid));
      const values = { account, openid, ...waiting, phone: sealed, tries: 0 };
      const row = { ...values, number_key: numberKey, until_ms: untilMs };
      expectDone(
        await db.write([
          step(statements.forgetOld, { account, now_ms: nowMs() }, "any"),
          step(statements.ask, row),
        ]),
      );
    },
    waiting: async (account, openid) => {
      const row = await rowOf(account, openid);
      return row === undefined || row.until_ms <= nowMs() ? null : toWaiting(row, secretBox);
    },
    forget: async (account, openid) => {
      await db.write([step(statements.forget, { account, openid }, "any")]);
    },
    tryCode: async (account, openid, { code, most }) => {
      const values = { account, openid, most, now_ms: nowMs() };
      if (!(await db.write([step(statements.countTry, values)])).done) return "over";
      const row = await rowOf(account, openid);
      if (row === undefined) return "over";
      return row.code === code ? "right" : "wrong";
    },
  };
};

/** Cards and phone numbers of followers. */
export const bindings = (context: Context): Bindings => {
  const { db, nowMs } = context;
  const statements = bindingStatements(db.sql);
  const eventOf = eventSteps(db.sql);
  return {
    ...codes(context),
    find: async (account, openid) => {
      const [row] = await db.read(statements.find, { account, openid });
      return row === undefined ? null : toBinding(row);
    },
    holder: async (account, { kind, numberKey }) => {
      const values = { account, kind, number_key: numberKey };
      return (await db.read(statements.holder, values))[0]?.openid ?? null;
    },
    count: async (account) => (await db.read(statements.count, { account }))[0]?.n ?? 0,
    bind: async (account, openid, { waiting, event }) => {
      const { kind, numberKey, tail, customer, code } = waiting;
      const at_ms = nowMs();
      const row = { account, openid, kind, number_key: numberKey, tail, customer, at_ms };
      const result = await db.write([
        step(statements.spend, { account, openid, code }),
        step(statements.bind, row),
        ...eventOf(event, at_ms),
      ]);
      if (result.done) return "done";
      return result.failed === statements.bind.name ? "taken" : "over";
    },
    unbind: async (account, openid, event) => {
      const result = await db.write([
        step(statements.unbind, { account, openid }),
        ...eventOf(event, nowMs()),
      ]);
      return result.done ? "done" : "gone";
    },
  };
};
