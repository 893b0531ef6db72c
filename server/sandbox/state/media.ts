import { MEDIA_LIFETIME_MS } from "../../../engine/limits.ts";
import type { Database } from "./database.ts";
import type { Ids } from "./ids.ts";
import type { Time } from "./time.ts";

/** A stored picture, voice, video or thumb. */
export interface Media {
  readonly mediaId: string;
  readonly account: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly createdAtMs: number;
  /** `null`: permanent. */
  readonly expiresAtMs: number | null;
  readonly title: string;
  readonly description: string;
}

/** What is known of a media without its bytes. */
export type MediaRecord = Omit<Media, "bytes">;

const ddl = `
CREATE TABLE IF NOT EXISTS media (
  mediaId TEXT PRIMARY KEY, account TEXT NOT NULL, type TEXT NOT NULL,
  name TEXT NOT NULL, contentType TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL, expiresAtMs INTEGER,
  title TEXT NOT NULL, description TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS media_of ON media (account, type, createdAtMs);`;

const columns =
  "mediaId, account, type, name, contentType, createdAtMs, expiresAtMs, title, description";

/** Temporary and permanent media of all accounts. */
export class MediaShelf {
  readonly #database: Database;
  readonly #ids: Ids;
  readonly #time: Time;

  constructor(database: Database, ids: Ids, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#ids = ids;
    this.#time = time;
  }

  /** Stores; temporary ones go after three days. One whose `mediaId` is given stands in its place from then on. */
  put(
    media: Pick<Media, "account" | "type" | "name" | "contentType" | "bytes"> &
      Partial<Pick<Media, "title" | "description" | "mediaId">> & { readonly permanent?: boolean },
  ): Media {
    const createdAtMs = this.#time.nowMs();
    const stored: Media = {
      mediaId: media.mediaId ?? this.#ids.text("media", 64),
      account: media.account,
      type: media.type,
      name: media.name,
      contentType: media.contentType,
      bytes: media.bytes,
      createdAtMs,
      expiresAtMs: media.permanent === true ? null : createdAtMs + MEDIA_LIFETIME_MS,
      title: media.title ?? "",
      description: media.description ?? "",
    };
    this.#database.run(
      `INSERT OR REPLACE INTO media (${columns}, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      stored.mediaId,
      stored.account,
      stored.type,
      stored.name,
      stored.contentType,
      stored.createdAtMs,
      stored.expiresAtMs,
      stored.title,
      stored.description,
      stored.bytes,
    );
    return stored;
  }

  /** The media of an account, unless it has expired. */
  record(account: string, mediaId: string): MediaRecord | undefined {
    const row = this.#database.get<MediaRecord>(
      `SELECT ${columns} FROM media WHERE mediaId = ? AND account = ?`,
      mediaId,
      account,
    );
    return row === undefined || this.#isExpired(row) ? undefined : row;
  }

  /** As `record`, with the bytes. */
  get(account: string, mediaId: string): Media | undefined {
    return this.record(account, mediaId) === undefined ? undefined : this.anyones(mediaId);
  }

  /** By id alone, as an open link knows it. */
  anyones(mediaId: string): Media | undefined {
    const row = this.#database.get<Media>(
      `SELECT ${columns}, bytes FROM media WHERE mediaId = ?`,
      mediaId,
    );
    return row === undefined || this.#isExpired(row) ? undefined : row;
  }

  remove(account: string, mediaId: string): boolean {
    const { changes } = this.#database.run(
      "DELETE FROM media WHERE mediaId = ? AND account = ? AND expiresAtMs IS NULL",
      mediaId,
      account,
    );
    return changes > 0;
  }

  /** Permanent media of a type, newest first. */
  permanent(account: string, type: string, offset: number, count: number): readonly MediaRecord[] {
    return this.#database.all<MediaRecord>(
      `SELECT ${columns} FROM media WHERE account = ? AND type = ? AND expiresAtMs IS NULL
       ORDER BY createdAtMs DESC, rowid DESC LIMIT ? OFFSET ?`,
      account,
      type,
      count,
      offset,
    );
  }

  countPermanent(account: string, type: string): number {
    const row = this.#database.get<{ n: number }>(
      "SELECT count(*) AS n FROM media WHERE account = ? AND type = ? AND expiresAtMs IS NULL",
      account,
      type,
    );
    return row?.n ?? 0;
  }

  /** All of an account, newest first; for the control API. */
  all(account: string): readonly MediaRecord[] {
    return this.#database.all<MediaRecord>(
      `SELECT ${columns} FROM media WHERE account = ? ORDER BY createdAtMs DESC, rowid DESC LIMIT 1000`,
      account,
    );
  }

  #isExpired(media: MediaRecord): boolean {
    return media.expiresAtMs !== null && media.expiresAtMs <= this.#time.nowMs();
  }
}
