import type { Database } from "./database.ts";
import type { Ids } from "./ids.ts";
import type { Time } from "./time.ts";

/** A person of one account, following or not. */
export interface Follower {
  /** Order of following, for the follower list. */
  readonly seq: number;
  readonly account: string;
  readonly openid: string;
  /** 1 while following. */
  readonly subscribed: 0 | 1;
  readonly followedAtMs: number;
  /** `ADD_SCENE_QR_CODE` … */
  readonly scene: string;
  readonly qrScene: number;
  readonly qrSceneStr: string;
  readonly nickname: string;
  readonly picture: string;
  readonly language: string;
  readonly unionid: string;
  readonly remark: string;
  /** 1 iOS, 2 Android, 3 other: what conditional menus may ask for. */
  readonly platform: 1 | 2 | 3;
  readonly blacklisted: 0 | 1;
  /** 1: refuses messages (48002). */
  readonly refuses: 0 | 1;
  /** When the follower last did something in the conversation. */
  readonly lastAtMs: number;
}

/** What may be said of a new follower, or changed. */
export type FollowerInput = Partial<
  Omit<Follower, "seq" | "account" | "openid" | "followedAtMs" | "lastAtMs">
>;

const ddl = `
CREATE TABLE IF NOT EXISTS followers (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL, openid TEXT NOT NULL,
  subscribed INTEGER NOT NULL, followedAtMs INTEGER NOT NULL,
  scene TEXT NOT NULL, qrScene INTEGER NOT NULL, qrSceneStr TEXT NOT NULL,
  nickname TEXT NOT NULL, picture TEXT NOT NULL, language TEXT NOT NULL, unionid TEXT NOT NULL,
  remark TEXT NOT NULL, platform INTEGER NOT NULL,
  blacklisted INTEGER NOT NULL, refuses INTEGER NOT NULL, lastAtMs INTEGER NOT NULL,
  UNIQUE (account, openid));
CREATE INDEX IF NOT EXISTS followers_order ON followers (account, subscribed, seq);
CREATE TABLE IF NOT EXISTS unfollows (account TEXT NOT NULL, atMs INTEGER NOT NULL, openid TEXT NOT NULL);`;

const openidPattern = /^o[\w-]{20,63}$/;
const changeable = new Set([
  "subscribed",
  "scene",
  "qrScene",
  "qrSceneStr",
  "nickname",
  "picture",
  "language",
  "unionid",
  "remark",
  "platform",
  "blacklisted",
  "refuses",
  "followedAtMs",
  "lastAtMs",
]);

/** Followers of all accounts; rows in the file, none kept in memory. */
export class Followers {
  readonly #database: Database;
  readonly #ids: Ids;
  readonly #time: Time;

  constructor(database: Database, ids: Ids, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#ids = ids;
    this.#time = time;
  }

  /** The OpenID behind a name: an OpenID stays itself, any other name is always the same person of the account. */
  openidOf(account: string, name: string): string {
    return openidPattern.test(name) ? name : `o${this.#ids.of(`person/${account}/${name}`, 27)}`;
  }

  get(account: string, openid: string): Follower | undefined {
    return this.#database.get<Follower>(
      "SELECT * FROM followers WHERE account = ? AND openid = ?",
      account,
      openid,
    );
  }

  /** The person of that name; a new one follows already, unless `input` says otherwise. */
  meet(account: string, name: string, input: FollowerInput = {}): Follower {
    const openid = this.openidOf(account, name);
    const known = this.get(account, openid);
    if (known !== undefined) return known;
    this.#insert(account, openid, { nickname: name === openid ? "" : name, ...input });
    return this.#have(account, openid);
  }

  /** Changes the named fields. */
  change(
    account: string,
    openid: string,
    fields: Partial<Omit<Follower, "seq" | "account" | "openid">>,
  ): void {
    for (const [name, value] of Object.entries(fields)) {
      if (!changeable.has(name)) continue;
      this.#database.run(
        `UPDATE followers SET ${name} = ? WHERE account = ? AND openid = ?`,
        value,
        account,
        openid,
      );
    }
  }

  /** Follows (again): a new place at the end of the list. */
  follow(account: string, openid: string, how: FollowerInput): void {
    const { seq } = this.#database.get<{ seq: number }>(
      "SELECT max(seq) + 1 AS seq FROM followers",
    ) ?? { seq: 1 };
    this.#database.run(
      "UPDATE followers SET seq = ? WHERE account = ? AND openid = ?",
      seq,
      account,
      openid,
    );
    const nowMs = this.#time.nowMs();
    this.change(account, openid, { ...how, subscribed: 1, followedAtMs: nowMs, lastAtMs: nowMs });
  }

  unfollow(account: string, openid: string): void {
    this.change(account, openid, { subscribed: 0, remark: "" });
    this.#database.run(
      "INSERT INTO unfollows (account, atMs, openid) VALUES (?, ?, ?)",
      account,
      this.#time.nowMs(),
      openid,
    );
  }

  /** Those who follow, in order of following, after a given one (`""`: from the first). `undefined`: `after` is nobody. */
  list(account: string, after: string, count: number): readonly string[] | undefined {
    const seq = after === "" ? 0 : this.get(account, after)?.seq;
    if (seq === undefined) return undefined;
    const rows = this.#database.all<{ openid: string }>(
      "SELECT openid FROM followers WHERE account = ? AND subscribed = 1 AND seq > ? ORDER BY seq LIMIT ?",
      account,
      seq,
      count,
    );
    return rows.map((row) => row.openid);
  }

  /** How many follow. */
  count(account: string): number {
    const row = this.#database.get<{ n: number }>(
      "SELECT count(*) AS n FROM followers WHERE account = ? AND subscribed = 1",
      account,
    );
    return row?.n ?? 0;
  }

  /** Everybody of an account, newest first; for the control API. */
  page(account: string, count: number, offset: number): readonly Follower[] {
    return this.#database.all<Follower>(
      "SELECT * FROM followers WHERE account = ? ORDER BY seq DESC LIMIT ? OFFSET ?",
      account,
      count,
      offset,
    );
  }

  #have(account: string, openid: string): Follower {
    const follower = this.get(account, openid);
    if (follower === undefined) throw new Error(`follower ${openid} was not stored`);
    return follower;
  }

  #insert(account: string, openid: string, input: FollowerInput): void {
    const nowMs = this.#time.nowMs();
    this.#database.run(
      `INSERT INTO followers (account, openid, subscribed, followedAtMs, scene, qrScene, qrSceneStr,
         nickname, picture, language, unionid, remark, platform, blacklisted, refuses, lastAtMs)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, 0, 0)`,
      account,
      openid,
      input.subscribed ?? 1,
      nowMs,
      input.scene ?? "ADD_SCENE_SEARCH",
      input.qrScene ?? 0,
      input.qrSceneStr ?? "",
      input.nickname ?? "",
      input.picture ?? "",
      input.language ?? "zh_CN",
      input.unionid ?? "",
      input.platform ?? 3,
    );
  }
}
