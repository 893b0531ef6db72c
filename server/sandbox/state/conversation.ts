import type { Database } from "./database.ts";
import type { Time } from "./time.ts";

/** An article as the follower sees it. */
export interface SeenArticle {
  readonly title: string;
  readonly description: string;
  readonly picture: string;
  readonly url: string;
}

/** What stands in a conversation on the phone. */
export type Shown =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image" | "voice"; readonly mediaId: string }
  | {
      readonly kind: "video";
      readonly mediaId: string;
      readonly title: string;
      readonly description: string;
    }
  | {
      readonly kind: "music";
      readonly title: string;
      readonly description: string;
      readonly url: string;
      readonly hqUrl: string;
      readonly thumbMediaId: string;
    }
  | { readonly kind: "articles"; readonly articles: readonly SeenArticle[] }
  | {
      readonly kind: "options";
      readonly head: string;
      readonly items: readonly { readonly id: string; readonly text: string }[];
      readonly tail: string;
    }
  | {
      readonly kind: "mini-program";
      readonly title: string;
      readonly appId: string;
      readonly page: string;
      readonly thumbMediaId: string;
    }
  | { readonly kind: "card"; readonly cardId: string }
  | {
      readonly kind: "notice";
      readonly title: string;
      readonly lines: readonly { readonly name: string; readonly value: string }[];
      readonly url: string;
      readonly page: string;
    }
  | { readonly kind: "typing"; readonly on: boolean }
  | { readonly kind: "system"; readonly text: string }
  /** What the follower did: a message or an event, by its push kind, with the fields of the push. */
  | { readonly kind: "did"; readonly push: string; readonly fields: unknown };

/** Which way something came into the conversation. */
export type Via =
  | "follower"
  | "reply"
  | "customer-message"
  | "template"
  | "notice"
  | "mass"
  | "preview"
  | "menu"
  | "agent"
  | "system";

/** One line of a conversation. */
export interface Entry {
  readonly id: number;
  readonly account: string;
  readonly openid: string;
  readonly atMs: number;
  readonly via: Via;
  /** The push it belongs to, `""` for none. */
  readonly push: string;
  readonly shown: Shown;
  /** The agent whose name is shown, `""` for none. */
  readonly agent: string;
}

interface Row extends Omit<Entry, "shown"> {
  readonly json: string;
}

const ddl = `
CREATE TABLE IF NOT EXISTS conversation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL, openid TEXT NOT NULL, atMs INTEGER NOT NULL,
  via TEXT NOT NULL, push TEXT NOT NULL, agent TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS conversation_of ON conversation (account, openid, id);
CREATE INDEX IF NOT EXISTS conversation_at ON conversation (account, atMs);`;

const entryOf = ({ json, ...row }: Row): Entry => ({ ...row, shown: JSON.parse(json) as Shown });

/** Everything that was said and done, and who listens to it. */
export class Conversation {
  readonly #database: Database;
  readonly #time: Time;
  readonly #listeners = new Set<(entry: Entry) => void>();

  constructor(database: Database, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#time = time;
  }

  /** Adds a line and tells those who listen. */
  add(line: {
    readonly account: string;
    readonly openid: string;
    readonly via: Via;
    readonly shown: Shown;
    readonly push?: string;
    readonly agent?: string;
  }): Entry {
    const { account, openid, via, shown, push = "", agent = "" } = line;
    const atMs = this.#time.nowMs();
    const { id } = this.#database.run(
      "INSERT INTO conversation (account, openid, atMs, via, push, agent, json) VALUES (?, ?, ?, ?, ?, ?, ?)",
      account,
      openid,
      atMs,
      via,
      push,
      agent,
      JSON.stringify(shown),
    );
    const entry: Entry = { id, account, openid, atMs, via, push, agent, shown };
    for (const listen of this.#listeners) listen(entry);
    return entry;
  }

  /** The lines of one follower after a line, oldest first. */
  of(account: string, openid: string, after: number, count: number): readonly Entry[] {
    const rows = this.#database.all<Row>(
      "SELECT * FROM conversation WHERE account = ? AND openid = ? AND id > ? ORDER BY id LIMIT ?",
      account,
      openid,
      after,
      count,
    );
    return rows.map(entryOf);
  }

  /** The lines of an account between two moments, oldest first. */
  between(account: string, fromMs: number, untilMs: number): readonly Entry[] {
    const rows = this.#database.all<Row>(
      "SELECT * FROM conversation WHERE account = ? AND atMs >= ? AND atMs < ? ORDER BY id",
      account,
      fromMs,
      untilMs,
    );
    return rows.map(entryOf);
  }

  /** Calls back at every new line; gives what ends it. */
  listen(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
