import { hash, randomBytes } from "node:crypto";
import type { SandboxAccount } from "../state/accounts.ts";
import type { Database } from "../state/database.ts";
import type { Ids } from "../state/ids.ts";
import type { Time } from "../state/time.ts";
import { makeCertificate } from "./certificate.ts";
import type { PairText } from "./keys.ts";
import { keysOf, makePair } from "./keys.ts";

/** A merchant of WeChat Pay as its console knows it. */
export interface SandboxMerchant extends PairText {
  readonly mchid: string;
  /** The account whose appid is bound to it. */
  readonly account: string;
  readonly apiV3Key: string;
  readonly serial: string;
  /** Its own certificate, as `apiclient_cert.pem`. */
  readonly certificate: string;
  /** What notifications, and answers to who does not say, are signed with. */
  readonly proof: "public-key" | "certificate";
  /** What refunds are paid from; `null`: always enough. */
  readonly balanceFen: number | null;
  /** Before each so many notifications comes one with a wrong signature, to see whether it is refused; 0: never. */
  readonly probeEvery: number;
  /** So many of the next answers are signed wrongly, as the platform does now and then: asked again, they are right. */
  readonly probeAnswers: number;
  /** `drop`: no notification ever arrives. */
  readonly notify: "send" | "drop";
}
export type MerchantChange = Partial<
  Pick<
    SandboxMerchant,
    "apiV3Key" | "proof" | "balanceFen" | "probeEvery" | "probeAnswers" | "notify"
  >
>;

/** What WeChat Pay itself signs with. */
export interface PlatformKey extends PairText {
  readonly kind: "public-key" | "certificate";
  /** Serial number, or `PUB_KEY_ID_…`. */
  readonly serial: string;
  /** `""` for a public key. */
  readonly certificate: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const ddl = `
CREATE TABLE IF NOT EXISTS pay_merchants (mchid TEXT PRIMARY KEY, account TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pay_platform (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, json TEXT NOT NULL)`;
/** Kept when everything else is emptied, as the accounts are: whoever was given the keys goes on. */
export const merchantTables = ["pay_merchants", "pay_platform"] as const;

const YEAR_MS = 365 * 86_400_000;
const CERTIFICATE_YEARS = 5;
const PROBE_EVERY = 10;
/** By chance, as the keys are: one that comes again after a reset would name two keys. */
const newSerial = (): string => `5${randomBytes(20).toString("hex").slice(1).toUpperCase()}`;

const usualMchid = (account: string): string => {
  const digits = BigInt(`0x${hash("sha256", `mchid/${account}`, "hex")}`).toString();
  return `19${digits.slice(0, 8)}`;
};

/** Merchants and the platform's own keys, made when they are first asked for. */
export class Merchants {
  readonly #database: Database;
  readonly #ids: Ids;
  readonly #time: Time;
  readonly #making = new Map<string, Promise<unknown>>();

  constructor(database: Database, ids: Ids, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#ids = ids;
    this.#time = time;
  }

  find(mchid: string): SandboxMerchant | undefined {
    const row = this.#database.get<{ json: string }>(
      "SELECT json FROM pay_merchants WHERE mchid = ?",
      mchid,
    );
    return row === undefined ? undefined : (JSON.parse(row.json) as SandboxMerchant);
  }

  /** The account's merchant of that number, or its usual one; `undefined` for a number that is another account's. */
  async of(account: SandboxAccount, named: string | null): Promise<SandboxMerchant | undefined> {
    const mchid = named ?? usualMchid(account.id);
    const found = this.find(mchid) ?? (await this.#once(mchid, () => this.#make(account, mchid)));
    return found.account === account.id ? found : undefined;
  }

  change(merchant: SandboxMerchant, change: MerchantChange): SandboxMerchant {
    const changed = { ...merchant, ...change };
    this.#put(changed);
    return changed;
  }

  /** The key that signs now: the latest of its kind. */
  async platformKey(kind: PlatformKey["kind"]): Promise<PlatformKey> {
    return this.#latest(kind) ?? this.#once(kind, () => this.rotate(kind));
  }

  /** All certificates that still hold, the latest first. */
  async certificates(): Promise<readonly PlatformKey[]> {
    await this.platformKey("certificate");
    const nowMs = this.#time.realMs();
    return this.#keys("certificate").filter(({ untilMs }) => nowMs < untilMs);
  }

  /** Makes the next key of a kind, which signs from now on. */
  async rotate(kind: PlatformKey["kind"]): Promise<PlatformKey> {
    const pair = await makePair();
    const fromMs = this.#time.realMs() - YEAR_MS;
    const untilMs = fromMs + CERTIFICATE_YEARS * YEAR_MS;
    const serial = kind === "certificate" ? newSerial() : `PUB_KEY_ID_${newSerial()}`;
    const certificate =
      kind === "certificate"
        ? makeCertificate({ serial, commonName: "Tenpay sandbox", fromMs, untilMs }, keysOf(pair))
        : "";
    const made = { ...pair, kind, serial, certificate, fromMs, untilMs };
    this.#database.run(
      "INSERT INTO pay_platform (kind, json) VALUES (?, ?)",
      kind,
      JSON.stringify(made),
    );
    return made;
  }

  #keys(kind: PlatformKey["kind"]): readonly PlatformKey[] {
    return this.#database
      .all<{ json: string }>(
        "SELECT json FROM pay_platform WHERE kind = ? ORDER BY seq DESC LIMIT 10",
        kind,
      )
      .map(({ json }) => JSON.parse(json) as PlatformKey);
  }

  #latest(kind: PlatformKey["kind"]): PlatformKey | undefined {
    return this.#keys(kind)[0];
  }

  async #make(account: SandboxAccount, mchid: string): Promise<SandboxMerchant> {
    const pair = await makePair();
    const serial = newSerial();
    const fromMs = this.#time.realMs() - YEAR_MS;
    const untilMs = fromMs + CERTIFICATE_YEARS * YEAR_MS;
    const certificate = makeCertificate(
      { serial, commonName: mchid, fromMs, untilMs },
      keysOf(pair),
    );
    const made: SandboxMerchant = {
      ...pair,
      mchid,
      account: account.id,
      apiV3Key: this.#ids.of(`pay/${mchid}`, 32),
      serial,
      certificate,
      proof: "public-key",
      balanceFen: null,
      probeEvery: PROBE_EVERY,
      probeAnswers: 0,
      notify: "send",
    };
    this.#put(made);
    return made;
  }

  #put(merchant: SandboxMerchant): void {
    this.#database.run(
      `INSERT INTO pay_merchants (mchid, account, json) VALUES (?, ?, ?)
       ON CONFLICT (mchid) DO UPDATE SET json = excluded.json`,
      merchant.mchid,
      merchant.account,
      JSON.stringify(merchant),
    );
  }

  /** Two who ask at once get the same one. */
  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const making = this.#making.get(name) as Promise<T> | undefined;
    const made = making ?? make().finally(() => this.#making.delete(name));
    this.#making.set(name, made);
    return made;
  }
}
