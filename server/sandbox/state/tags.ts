import type { Database } from "./database.ts";

/** A tag, and how many hold it. */
export interface Tag {
  readonly id: number;
  readonly name: string;
  readonly count: number;
}

const ddl = `
CREATE TABLE IF NOT EXISTS tags (
  account TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (account, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tag_members (
  account TEXT NOT NULL, tag INTEGER NOT NULL, openid TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (account, openid, tag)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tag_members_of ON tag_members (account, tag, seq)`;

/** Ids below are the platform's own; custom ones begin here. */
const firstId = 100;
/** 星标组, the only one of the platform's that is listed. */
const starred = { id: 2, name: "星标组" };

/** Tags of all accounts and who holds them. Knows no limits: the API does. */
export class Tags {
  readonly #database: Database;

  constructor(database: Database) {
    database.define(ddl);
    this.#database = database;
  }

  /** All, the platform's own first. */
  all(account: string): readonly Tag[] {
    const own = this.#database.all<{ id: number; name: string }>(
      "SELECT id, name FROM tags WHERE account = ? ORDER BY id",
      account,
    );
    return [starred, ...own].map((tag) => ({ ...tag, count: this.count(account, tag.id) }));
  }

  /** The account's own tag of that id. */
  get(account: string, id: number): { readonly id: number; readonly name: string } | undefined {
    if (id === starred.id) return starred;
    return this.#database.get<{ id: number; name: string }>(
      "SELECT id, name FROM tags WHERE account = ? AND id = ?",
      account,
      id,
    );
  }

  create(account: string, name: string): { readonly id: number; readonly name: string } {
    const row = this.#database.get<{ id: number | null }>(
      "SELECT max(id) AS id FROM tags WHERE account = ?",
      account,
    );
    const id = Math.max(firstId, (row?.id ?? 0) + 1);
    this.#database.run("INSERT INTO tags (account, id, name) VALUES (?, ?, ?)", account, id, name);
    return { id, name };
  }

  rename(account: string, id: number, name: string): void {
    this.#database.run("UPDATE tags SET name = ? WHERE account = ? AND id = ?", name, account, id);
  }

  remove(account: string, id: number): void {
    this.#database.run("DELETE FROM tags WHERE account = ? AND id = ?", account, id);
    this.#database.run("DELETE FROM tag_members WHERE account = ? AND tag = ?", account, id);
  }

  count(account: string, id: number): number {
    const row = this.#database.get<{ n: number }>(
      "SELECT count(*) AS n FROM tag_members WHERE account = ? AND tag = ?",
      account,
      id,
    );
    return row?.n ?? 0;
  }

  /** The ids a follower holds, the latest first. */
  of(account: string, openid: string): readonly number[] {
    return this.#database
      .all<{ tag: number }>(
        "SELECT tag FROM tag_members WHERE account = ? AND openid = ? ORDER BY seq DESC, tag",
        account,
        openid,
      )
      .map(({ tag }) => tag);
  }

  give(account: string, id: number, openid: string, seq: number): void {
    this.#database.run(
      "INSERT OR IGNORE INTO tag_members (account, tag, openid, seq) VALUES (?, ?, ?, ?)",
      account,
      id,
      openid,
      seq,
    );
  }

  take(account: string, id: number, openid: string): void {
    this.#database.run(
      "DELETE FROM tag_members WHERE account = ? AND tag = ? AND openid = ?",
      account,
      id,
      openid,
    );
  }

  takeAll(account: string, openid: string): void {
    this.#database.run("DELETE FROM tag_members WHERE account = ? AND openid = ?", account, openid);
  }

  /** Holders of a tag in the order they got it, after one of them. */
  members(account: string, id: number, after: string, count: number): readonly string[] {
    const row = this.#database.get<{ seq: number }>(
      "SELECT seq FROM tag_members WHERE account = ? AND tag = ? AND openid = ?",
      account,
      id,
      after,
    );
    return this.#database
      .all<{ openid: string }>(
        "SELECT openid FROM tag_members WHERE account = ? AND tag = ? AND seq > ? ORDER BY seq LIMIT ?",
        account,
        id,
        row?.seq ?? 0,
        count,
      )
      .map(({ openid }) => openid);
  }
}
