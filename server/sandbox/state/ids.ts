import { hash } from "node:crypto";
import type { Database } from "./database.ts";

const blockSize = 100;
const ddl =
  "CREATE TABLE IF NOT EXISTS counters (family TEXT PRIMARY KEY, reserved INTEGER NOT NULL) WITHOUT ROWID";

interface Counter {
  next: number;
  reserved: number;
}

/**
 * Ids that look like the platform's and depend on the seed and their number only, so that the same run gives the same ids.
 * Numbers are reserved in blocks: after a restart some are skipped, none comes twice.
 */
export class Ids {
  readonly #database: Database;
  readonly #seed: string;
  readonly #counters = new Map<string, Counter>();

  constructor(database: Database, seed: string) {
    database.define(ddl);
    this.#database = database;
    this.#seed = seed;
  }

  /** The next number of a family, from 1. */
  next(family: string): number {
    const counter = this.#counters.get(family) ?? this.#load(family);
    counter.next += 1;
    if (counter.next > counter.reserved) {
      counter.reserved += blockSize;
      this.#database.run(
        "INSERT INTO counters (family, reserved) VALUES (?, ?) ON CONFLICT (family) DO UPDATE SET reserved = excluded.reserved",
        family,
        counter.reserved,
      );
    }
    return counter.next;
  }

  /** Base64url characters, a new text at each call. */
  text(family: string, length: number): string {
    return this.of(`${family}/${this.next(family)}`, length);
  }

  /** Base64url characters made of a name: the same name, the same text. */
  of(name: string, length: number): string {
    let made = "";
    for (let part = 0; made.length < length; part++) {
      made += hash("sha256", `${this.#seed}/${name}/${part}`, "base64url");
    }
    return made.slice(0, length);
  }

  /** Decimal digits, the first not 0. */
  digits(family: string, length: number): string {
    const hex = hash("sha256", `${this.#seed}/${family}/${this.next(family)}`, "hex");
    const text = BigInt(`0x${hex}`).toString().slice(0, length);
    return text.padEnd(length, "7");
  }

  /** Hexadecimal digits. */
  hex(family: string, length: number): string {
    return hash("sha256", `${this.#seed}/${family}/${this.next(family)}`, "hex").slice(0, length);
  }

  /** The id of a user's message: 17 digits, rising. */
  messageId(): string {
    return String(24_900_000_000_000_000n + BigInt(this.next("message")));
  }

  /** Starts counting anew; for a reset. */
  forget(): void {
    this.#counters.clear();
  }

  #load(family: string): Counter {
    const row = this.#database.get<{ reserved: number }>(
      "SELECT reserved FROM counters WHERE family = ?",
      family,
    );
    const counter = { next: row?.reserved ?? 0, reserved: row?.reserved ?? 0 };
    this.#counters.set(family, counter);
    return counter;
  }
}
