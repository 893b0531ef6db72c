import { hash } from "node:crypto";
import type { AccountKind } from "../../../engine/limits.ts";
import { TOKEN } from "../../../engine/limits.ts";
import type { AesKey } from "../../wechat/wire/envelope.ts";
import { decodeAesKey } from "../../wechat/wire/envelope.ts";
import type { Database } from "./database.ts";

/** How pushes travel: as they are, sealed beside the plain text, sealed only. */
export type PushMode = "plain" | "compatible" | "safe";

/** An Official Account as the console and the developer settings of the platform know it. */
export interface SandboxAccount extends AccountKind {
  readonly id: string;
  readonly name: string;
  readonly appId: string;
  readonly appSecret: string;
  /** `gh_` and twelve hexadecimal digits. */
  readonly originalId: string;
  /** The token of the developer's address, signs every push. */
  readonly token: string;
  /** EncodingAESKey, 43 characters; needed for every mode but `plain`. */
  readonly aesKey: string;
  readonly mode: PushMode;
  /** Where pushes go; `null`: nowhere, the account has no developer mode. */
  readonly webhookUrl: string | null;
  /** Addresses that may ask for a token; `null`: any. */
  readonly ipWhitelist: readonly string[] | null;
  /** How long a token still works after the next one of its family. */
  readonly handOverMs: number;
  /** Whether voices carry what was understood. */
  readonly recognition: boolean;
  /** The host that OAuth may lead back to; `null`: any. */
  readonly oauthHost: string | null;
  /** The account's key at Tencent's maps. */
  readonly mapKey: string;
  /** Signs requests there; `""`: the key asks for no signature. */
  readonly mapSecret: string;
}

/** What must be said about an account; the rest has a usual value. */
export type AccountInput = Pick<SandboxAccount, "id"> & Partial<SandboxAccount>;

const ddl =
  "CREATE TABLE IF NOT EXISTS accounts (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID";

const hexOf = (text: string): string => hash("sha256", text, "hex");

/** Six groups of five. */
const mapKeyOf = (id: string): string =>
  (hexOf(`${id}/map`).slice(0, 30).toUpperCase().match(/.{5}/g) ?? []).join("-");

const usual = (id: string): SandboxAccount => ({
  id,
  name: id,
  appId: `wx${hexOf(id).slice(0, 16)}`,
  appSecret: hexOf(`${id}/secret`).slice(0, 32),
  originalId: `gh_${hexOf(id).slice(0, 12)}`,
  token: "sandbox",
  aesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
  mode: "plain",
  webhookUrl: null,
  kind: "service",
  verified: true,
  ipWhitelist: null,
  handOverMs: TOKEN.handOverMs,
  recognition: true,
  oauthHost: null,
  mapKey: mapKeyOf(id),
  mapSecret: "",
});

/** An older file knows less of an account. */
const completed = (stored: AccountInput): SandboxAccount => ({ ...usual(stored.id), ...stored });

/** The accounts of this sandbox, kept in memory and in the file. */
export class Accounts {
  readonly #database: Database;
  readonly #byId = new Map<string, SandboxAccount>();
  readonly #keys = new Map<string, AesKey>();

  constructor(database: Database) {
    database.define(ddl);
    this.#database = database;
    for (const { json } of database.all<{ json: string }>("SELECT json FROM accounts ORDER BY id"))
      this.#keep(completed(JSON.parse(json) as AccountInput));
  }

  /** Adds an account or changes the named fields of one. Throws for an EncodingAESKey that is none. */
  put(input: AccountInput): SandboxAccount {
    const account = { ...(this.#byId.get(input.id) ?? usual(input.id)), ...input };
    decodeAesKey(account.aesKey);
    this.#keep(account);
    this.#database.run(
      "INSERT INTO accounts (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
      account.id,
      JSON.stringify(account),
    );
    return account;
  }

  get(id: string): SandboxAccount | undefined {
    return this.#byId.get(id);
  }

  byAppId(appId: string): SandboxAccount | undefined {
    return this.all().find((account) => account.appId === appId);
  }

  all(): readonly SandboxAccount[] {
    return [...this.#byId.values()];
  }

  /** The decoded EncodingAESKey. */
  keyOf(account: SandboxAccount): AesKey {
    const known = this.#keys.get(account.aesKey);
    if (known !== undefined) return known;
    const key = decodeAesKey(account.aesKey);
    this.#keys.set(account.aesKey, key);
    return key;
  }

  #keep(account: SandboxAccount): void {
    this.#byId.set(account.id, account);
  }
}
