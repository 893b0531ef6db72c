import { PLATFORM_OFFSET_MS } from "../../../engine/limits.ts";
import type { Database } from "../state/database.ts";

export type SandboxTradeType = "JSAPI" | "NATIVE" | "APP" | "MWEB";

/** An order of a merchant. */
export interface SandboxOrder {
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly account: string;
  readonly appid: string;
  readonly tradeType: SandboxTradeType;
  readonly description: string;
  readonly attach: string;
  readonly totalFen: number;
  readonly notifyUrl: string;
  /** Who may pay it; `""`: anybody. */
  readonly payer: string;
  readonly prepayId: string;
  /** What stands in the code of a Native order; `""` for the others. */
  readonly codeToken: string;
  readonly createdAtMs: number;
  /** From then on nobody can pay it. */
  readonly expiresAtMs: number;
  /** How long the prepay id lives. */
  readonly prepayUntilMs: number;
  readonly state: "NOTPAY" | "SUCCESS" | "REFUND" | "CLOSED";
  /** `""` until it is paid. */
  readonly transactionId: string;
  readonly openid: string;
  /** 0 until it is paid. */
  readonly paidAtMs: number;
  readonly refundedFen: number;
}

/** Money on its way back. */
export interface SandboxRefund {
  readonly mchid: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly refundFen: number;
  readonly reason: string;
  readonly notifyUrl: string;
  readonly createdAtMs: number;
  /** When it ends. */
  readonly dueAtMs: number;
  readonly status: "PROCESSING" | "SUCCESS" | "CLOSED" | "ABNORMAL";
  /** How it is going to end. */
  readonly verdict: "SUCCESS" | "CLOSED" | "ABNORMAL";
  readonly doneAtMs: number;
}

const ddl = `
CREATE TABLE IF NOT EXISTS pay_orders (
  mchid TEXT NOT NULL, outTradeNo TEXT NOT NULL, account TEXT NOT NULL, appid TEXT NOT NULL, tradeType TEXT NOT NULL,
  description TEXT NOT NULL, attach TEXT NOT NULL, totalFen INTEGER NOT NULL, notifyUrl TEXT NOT NULL, payer TEXT NOT NULL,
  prepayId TEXT NOT NULL UNIQUE, codeToken TEXT NOT NULL, createdAtMs INTEGER NOT NULL, expiresAtMs INTEGER NOT NULL,
  prepayUntilMs INTEGER NOT NULL, state TEXT NOT NULL, transactionId TEXT NOT NULL, openid TEXT NOT NULL,
  paidAtMs INTEGER NOT NULL, refundedFen INTEGER NOT NULL,
  PRIMARY KEY (mchid, outTradeNo)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pay_orders_paid ON pay_orders (mchid, paidAtMs);
CREATE INDEX IF NOT EXISTS pay_orders_transaction ON pay_orders (transactionId);
CREATE INDEX IF NOT EXISTS pay_orders_code ON pay_orders (codeToken);
CREATE INDEX IF NOT EXISTS pay_orders_made ON pay_orders (account, createdAtMs);
CREATE TABLE IF NOT EXISTS pay_refunds (
  mchid TEXT NOT NULL, outRefundNo TEXT NOT NULL, refundId TEXT NOT NULL, outTradeNo TEXT NOT NULL, refundFen INTEGER NOT NULL,
  reason TEXT NOT NULL, notifyUrl TEXT NOT NULL, createdAtMs INTEGER NOT NULL, dueAtMs INTEGER NOT NULL,
  status TEXT NOT NULL, verdict TEXT NOT NULL, doneAtMs INTEGER NOT NULL,
  PRIMARY KEY (mchid, outRefundNo)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pay_refunds_due ON pay_refunds (status, dueAtMs);
CREATE INDEX IF NOT EXISTS pay_refunds_of ON pay_refunds (mchid, outTradeNo);
CREATE TABLE IF NOT EXISTS pay_wallets (account TEXT NOT NULL, openid TEXT NOT NULL, fen INTEGER NOT NULL, PRIMARY KEY (account, openid)) WITHOUT ROWID`;

/** What a wallet holds that nobody has put anything into: a thousand yuan. */
const WALLET_FEN = 100_000;

/** `2026-11-23T10:34:56+08:00`, as WeChat Pay writes times. */
export const payTime = (ms: number): string =>
  `${new Date(Math.floor(ms / 1000) * 1000 + PLATFORM_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;

/** Orders, refunds and wallets. Knows no rules: the API does. */
export class PayOrders {
  readonly #database: Database;

  constructor(database: Database) {
    database.define(ddl);
    this.#database = database;
  }

  find(mchid: string, outTradeNo: string): SandboxOrder | undefined {
    return this.#database.get<SandboxOrder>(
      "SELECT * FROM pay_orders WHERE mchid = ? AND outTradeNo = ?",
      mchid,
      outTradeNo,
    );
  }

  /** By a column whose values are nobody else's. */
  by(column: "prepayId" | "transactionId" | "codeToken", value: string): SandboxOrder | undefined {
    if (value === "") return undefined;
    return this.#database.get<SandboxOrder>(`SELECT * FROM pay_orders WHERE ${column} = ?`, value);
  }

  ofAccount(account: string): readonly SandboxOrder[] {
    return this.#database.all<SandboxOrder>(
      "SELECT * FROM pay_orders WHERE account = ? ORDER BY createdAtMs DESC, outTradeNo LIMIT 1000",
      account,
    );
  }

  paidBetween(mchid: string, fromMs: number, untilMs: number): readonly SandboxOrder[] {
    return this.#database.all<SandboxOrder>(
      "SELECT * FROM pay_orders WHERE mchid = ? AND paidAtMs >= ? AND paidAtMs < ? ORDER BY paidAtMs, outTradeNo",
      mchid,
      fromMs,
      untilMs,
    );
  }

  add(order: SandboxOrder): void {
    this.#insert("pay_orders", { ...order });
  }

  change(order: SandboxOrder, change: Partial<SandboxOrder>): SandboxOrder {
    this.#update("pay_orders", change, { mchid: order.mchid, outTradeNo: order.outTradeNo });
    return { ...order, ...change };
  }

  refund(mchid: string, outRefundNo: string): SandboxRefund | undefined {
    return this.#database.get<SandboxRefund>(
      "SELECT * FROM pay_refunds WHERE mchid = ? AND outRefundNo = ?",
      mchid,
      outRefundNo,
    );
  }

  refundsOf({ mchid, outTradeNo }: SandboxOrder): readonly SandboxRefund[] {
    return this.#database.all<SandboxRefund>(
      "SELECT * FROM pay_refunds WHERE mchid = ? AND outTradeNo = ? ORDER BY createdAtMs, outRefundNo",
      mchid,
      outTradeNo,
    );
  }

  refundsBetween(mchid: string, fromMs: number, untilMs: number): readonly SandboxRefund[] {
    return this.#database.all<SandboxRefund>(
      "SELECT * FROM pay_refunds WHERE mchid = ? AND createdAtMs >= ? AND createdAtMs < ? ORDER BY createdAtMs, outRefundNo",
      mchid,
      fromMs,
      untilMs,
    );
  }

  /** Those under way that end by then, the first to end first. */
  refundsDue(nowMs: number): readonly SandboxRefund[] {
    return this.#database.all<SandboxRefund>(
      "SELECT * FROM pay_refunds WHERE status = 'PROCESSING' AND dueAtMs <= ? ORDER BY dueAtMs LIMIT 1000",
      nowMs,
    );
  }

  nextRefundMs(): number | null {
    const row = this.#database.get<{ at: number | null }>(
      "SELECT min(dueAtMs) AS at FROM pay_refunds WHERE status = 'PROCESSING'",
    );
    return row?.at ?? null;
  }

  addRefund(refund: SandboxRefund): void {
    this.#insert("pay_refunds", { ...refund });
  }

  changeRefund(refund: SandboxRefund, change: Partial<SandboxRefund>): SandboxRefund {
    this.#update("pay_refunds", change, { mchid: refund.mchid, outRefundNo: refund.outRefundNo });
    return { ...refund, ...change };
  }

  balance(account: string, openid: string): number {
    const row = this.#database.get<{ fen: number }>(
      "SELECT fen FROM pay_wallets WHERE account = ? AND openid = ?",
      account,
      openid,
    );
    return row?.fen ?? WALLET_FEN;
  }

  setBalance(account: string, openid: string, fen: number): void {
    this.#database.run(
      "INSERT INTO pay_wallets (account, openid, fen) VALUES (?, ?, ?) ON CONFLICT (account, openid) DO UPDATE SET fen = excluded.fen",
      account,
      openid,
      fen,
    );
  }

  #insert(
    table: "pay_orders" | "pay_refunds",
    row: Readonly<Record<string, string | number>>,
  ): void {
    const names = Object.keys(row);
    const places = names.map(() => "?").join(", ");
    this.#database.run(
      `INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`,
      ...Object.values(row),
    );
  }

  #update(
    table: "pay_orders" | "pay_refunds",
    change: object,
    key: Readonly<Record<string, string>>,
  ): void {
    const set = Object.keys(change)
      .map((name) => `${name} = ?`)
      .join(", ");
    const where = Object.keys(key)
      .map((name) => `${name} = ?`)
      .join(" AND ");
    const values = Object.values(change) as (string | number)[];
    this.#database.run(
      `UPDATE ${table} SET ${set} WHERE ${where}`,
      ...values,
      ...Object.values(key),
    );
  }
}
