import type { AccountId } from "../../../engine/index.ts";
import type { Clock } from "../../clock.ts";
import type { Database } from "../database.ts";
import type { OrderChange, Orders } from "../orders.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { eventSteps } from "./event-step.ts";
import { expectDone } from "./expect-done.ts";
import { readDue } from "./moved-accounts.ts";
import { orderList } from "./order-list.ts";
import { fromBill, fromNotice, fromOrder, toBill, toNotice, toOrder } from "./order-rows.ts";
import type { OrderTableRow } from "./order-statements.ts";
import { orderStatements } from "./order-statements.ts";

interface Context {
  readonly db: Database;
  readonly nowMs: Clock["nowMs"];
  readonly moved?: Clock["moved"];
}
type Statements = ReturnType<typeof orderStatements>;

const stockSteps = (
  statements: Statements,
  account: AccountId,
  { stock, after }: OrderChange,
): readonly Step[] => {
  const { takes, most } = stock;
  const { product } = after.order;
  if (takes === 0 || product === "") return [];
  const piece = { account, product };
  const begun = step(statements.stocked, piece, "any");
  if (most === null) return [begun, step(statements.take, { ...piece, takes })];
  return [begun, step(statements.takeUpTo, { ...piece, takes, most })];
};

/** The order itself comes first: whoever finds it changed touches nothing else. */
const saveSteps = (
  statements: Statements,
  account: AccountId,
  change: OrderChange,
): readonly Step[] => {
  const { before, after, notice } = change;
  const version = (before?.version ?? 0) + 1;
  const row = fromOrder(account, after, version);
  return [
    before === null
      ? step(statements.add, row)
      : step(statements.change, { ...row, was: before.version }),
    ...stockSteps(statements, account, change),
    ...(notice === null ? [] : [step(statements.keep, fromNotice(account, notice), "any")]),
  ];
};

const asking = (
  { db }: Context,
  statements: Statements,
): Omit<Orders, "save" | "keep" | "takeDue" | "keepBill" | "list" | "sums"> => {
  const one = async (rows: Promise<readonly OrderTableRow[]>) => {
    const [row] = await rows;
    return row === undefined ? null : toOrder(row);
  };
  return {
    find: (account, no) => one(db.read(statements.find, { account, no })),
    byCode: async (account, code) =>
      code === "" ? null : one(db.read(statements.byCode, { account, code })),
    ofFollower: async (account, openid, limit) =>
      (await db.read(statements.ofFollower, { account, openid, limit })).map(toOrder),
    shownAt: (account, at) => one(db.read(statements.shownAt, { account, ...at })),
    noticesOf: async (account, no) => (await db.read(statements.of, { account, no })).map(toNotice),
    troubles: async (account, limit) => {
      const read = (state: string) => db.read(statements.troubles, { account, state, limit });
      const [refused, unknown] = await Promise.all([read("refused"), read("unknown")]);
      return [...refused, ...unknown]
        .map(toNotice)
        .sort((a, b) => b.atMs - a.atMs)
        .slice(0, limit);
    },
    stock: async (account) => {
      const rows = await db.read(statements.taken, { account });
      return new Map(rows.map(({ product, taken }) => [product, taken]));
    },
    tradedIn: async (account, { fromMs, untilMs }) =>
      (await db.read(statements.traded, { account, from_ms: fromMs, until_ms: untilMs })).map(
        toOrder,
      ),
    bills: async (account, limit) =>
      (await db.read(statements.bills, { account, limit })).map(toBill),
  };
};

/** Orders: a change, its events and what it takes from the stock are one unit, made from a version that nobody else has changed. */
export const orders = (context: Context): Orders => {
  const { db, nowMs } = context;
  const statements = orderStatements(db.sql);
  const eventOf = eventSteps(db.sql);
  const lend = async (row: OrderTableRow, forMs: number) => {
    const { account, no, check_at_ms } = row;
    const until_ms = nowMs(account) + forMs;
    const lent = await db.write([
      step(statements.lend, { account, no, was_ms: check_at_ms, until_ms }),
    ]);
    return lent.done ? [{ account, row: toOrder({ ...row, check_at_ms: until_ms }) }] : [];
  };
  return {
    ...asking(context, statements),
    ...orderList(db),
    save: async (account, change) => {
      const events = change.events.flatMap((event) => eventOf(event, nowMs()));
      const result = await db.write([...saveSteps(statements, account, change), ...events]);
      if (result.done) return "done";
      return result.failed === statements.takeUpTo.name ? "sold-out" : "stale";
    },
    keep: async (account, notice) => {
      expectDone(await db.write([step(statements.keep, fromNotice(account, notice), "any")]));
    },
    takeDue: async (limit, forMs) => {
      const at = { now_ms: nowMs(), limit };
      const rows = await readDue(context, at, {
        all: (values) => db.read(statements.due, values),
        of: (values) => db.read(statements.dueOf, values),
      });
      return (await Promise.all(rows.map((row) => lend(row, forMs)))).flat();
    },
    keepBill: async (account, bill) => {
      expectDone(await db.write([step(statements.keepBill, fromBill(account, bill))]));
    },
  };
};
