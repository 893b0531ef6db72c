import { TOKEN } from "../../../engine/limits.ts";
import type { SandboxAccount } from "./accounts.ts";
import type { Database } from "./database.ts";
import type { Ids } from "./ids.ts";
import type { Time } from "./time.ts";

/** `token`: `/cgi-bin/token`; `stable`: `/cgi-bin/stable_token`. Neither knows of the other. */
export type TokenFamily = "token" | "stable";

/** An access token of the platform. */
export interface Token {
  readonly token: string;
  readonly account: string;
  readonly family: TokenFamily;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

interface Row extends Token {
  /** When it stops because a later one was made; `null`: it is the latest. */
  readonly endsAtMs: number | null;
}

const ddl = `
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY, account TEXT NOT NULL, family TEXT NOT NULL,
  issuedAtMs INTEGER NOT NULL, expiresAtMs INTEGER NOT NULL, endsAtMs INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokens_of ON tokens (account, family, issuedAtMs)`;

const tokenLength = 136;

/** Access tokens: two families an account, each with one latest token. */
export class Tokens {
  readonly #database: Database;
  readonly #ids: Ids;
  readonly #time: Time;

  constructor(database: Database, ids: Ids, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#ids = ids;
    this.#time = time;
  }

  /** Makes the next token of a family; the one before works for `handOverMs` more. */
  issue(account: SandboxAccount, family: TokenFamily, handOverMs: number): Token {
    const nowMs = this.#time.nowMs();
    this.#database.run(
      "UPDATE tokens SET endsAtMs = ? WHERE account = ? AND family = ? AND endsAtMs IS NULL",
      nowMs + handOverMs,
      account.id,
      family,
    );
    const token = this.#ids.text(`token/${account.id}`, tokenLength);
    const expiresAtMs = nowMs + TOKEN.lifetimeMs;
    this.#database.run(
      "INSERT INTO tokens (token, account, family, issuedAtMs, expiresAtMs) VALUES (?, ?, ?, ?, ?)",
      token,
      account.id,
      family,
      nowMs,
      expiresAtMs,
    );
    return { token, account: account.id, family, issuedAtMs: nowMs, expiresAtMs };
  }

  /** The latest of a family, expired or not. */
  latest(account: SandboxAccount, family: TokenFamily): Token | undefined {
    return this.#database.get<Row>(
      "SELECT * FROM tokens WHERE account = ? AND family = ? AND endsAtMs IS NULL",
      account.id,
      family,
    );
  }

  /** Whose token it is, or the code that the platform answers. */
  check(token: string): { readonly account: string } | { readonly code: 40001 | 40014 | 42001 } {
    if (!/^[\w-]{64,512}$/.test(token)) return { code: 40014 };
    const row = this.#database.get<Row>("SELECT * FROM tokens WHERE token = ?", token);
    if (row === undefined) return { code: 40001 };
    const nowMs = this.#time.nowMs();
    if (row.expiresAtMs <= nowMs) return { code: 42001 };
    if (row.endsAtMs !== null && row.endsAtMs <= nowMs) return { code: 40001 };
    return { account: row.account };
  }
}
