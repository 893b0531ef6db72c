import type { Database } from "./database.ts";
import type { Time } from "./time.ts";

/** A human agent of an account. */
export interface Agent {
  readonly account: string;
  /** `prefix@wechat-id`. */
  readonly name: string;
  readonly nickname: string;
  readonly number: number;
  /** `""` until the invited person has accepted. */
  readonly wechat: string;
  readonly invited: string;
  readonly invitedAtMs: number;
  /** 0 offline, 1 web, 2 mobile, 3 both. */
  readonly online: number;
  readonly picture: string;
}

/** A conversation in human hands; `agent` is `""` while it waits. */
export interface Session {
  readonly account: string;
  readonly openid: string;
  readonly agent: string;
  readonly createdAtMs: number;
  readonly latestAtMs: number;
}

/** One line of the agents' record (§4.3: 1000 waiting, 1001 accepted, 1002 started, 1004 closed, 2002 agent sent, 2003 agent received). */
export interface DeskRecord {
  readonly id: number;
  readonly openid: string;
  readonly opercode: number;
  readonly text: string;
  readonly atMs: number;
  readonly worker: string;
}

const ddl = `
CREATE TABLE IF NOT EXISTS agents (
  account TEXT NOT NULL, name TEXT NOT NULL, nickname TEXT NOT NULL, number INTEGER NOT NULL,
  wechat TEXT NOT NULL, invited TEXT NOT NULL, invitedAtMs INTEGER NOT NULL,
  online INTEGER NOT NULL, picture TEXT NOT NULL,
  PRIMARY KEY (account, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  account TEXT NOT NULL, openid TEXT NOT NULL, agent TEXT NOT NULL,
  createdAtMs INTEGER NOT NULL, latestAtMs INTEGER NOT NULL,
  PRIMARY KEY (account, openid)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS desk_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, openid TEXT NOT NULL,
  opercode INTEGER NOT NULL, text TEXT NOT NULL, atMs INTEGER NOT NULL, worker TEXT NOT NULL);`;

/** What became of a session, for the event that tells the developer. */
export type DeskEvent =
  | { readonly kind: "opened"; readonly openid: string; readonly agent: string }
  | { readonly kind: "closed"; readonly openid: string; readonly agent: string }
  | {
      readonly kind: "moved";
      readonly openid: string;
      readonly agent: string;
      readonly to: string;
    };

/** The agents' desk: who serves whom. Says what happened; pushing it is the caller's. */
export class Desk {
  readonly #database: Database;
  readonly #time: Time;

  constructor(database: Database, time: Time) {
    database.define(ddl);
    this.#database = database;
    this.#time = time;
  }

  agents(account: string): readonly Agent[] {
    return this.#database.all<Agent>(
      "SELECT * FROM agents WHERE account = ? ORDER BY number",
      account,
    );
  }

  agent(account: string, name: string): Agent | undefined {
    return this.#database.get<Agent>(
      "SELECT * FROM agents WHERE account = ? AND name = ?",
      account,
      name,
    );
  }

  /** Adds an agent or replaces one. */
  putAgent(agent: Omit<Agent, "number"> & { readonly number?: number }): void {
    const number = agent.number ?? 1000 + this.agents(agent.account).length + 1;
    this.#database.run(
      "INSERT OR REPLACE INTO agents (account, name, nickname, number, wechat, invited, invitedAtMs, online, picture) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      agent.account,
      agent.name,
      agent.nickname,
      number,
      agent.wechat,
      agent.invited,
      agent.invitedAtMs,
      agent.online,
      agent.picture,
    );
  }

  removeAgent(account: string, name: string): void {
    this.#database.run("DELETE FROM agents WHERE account = ? AND name = ?", account, name);
  }

  session(account: string, openid: string): Session | undefined {
    return this.#database.get<Session>(
      "SELECT * FROM sessions WHERE account = ? AND openid = ?",
      account,
      openid,
    );
  }

  /** Sessions of one agent; `""` for those that wait. */
  sessionsOf(account: string, agent: string): readonly Session[] {
    return this.#database.all<Session>(
      "SELECT * FROM sessions WHERE account = ? AND agent = ? ORDER BY createdAtMs, openid",
      account,
      agent,
    );
  }

  /** Hands a follower over: to the wanted agent if online, else into the queue. */
  handOver(account: string, openid: string, wanted: string): DeskEvent | null {
    if (wanted !== "" && (this.agent(account, wanted)?.online ?? 0) > 0)
      return this.serve(account, openid, wanted, 1002);
    this.#open(account, openid, "");
    this.record(account, { openid, opercode: 1000, text: "", worker: "" });
    return null;
  }

  /** An agent takes a follower on (1001), or begins by itself (1002). */
  serve(account: string, openid: string, agent: string, opercode = 1001): DeskEvent {
    const before = this.session(account, openid)?.agent ?? "";
    this.#open(account, openid, agent);
    this.record(account, { openid, opercode, text: "", worker: agent });
    return before === "" || before === agent
      ? { kind: "opened", openid, agent }
      : { kind: "moved", openid, agent: before, to: agent };
  }

  close(account: string, openid: string): DeskEvent | null {
    const session = this.session(account, openid);
    if (session === undefined) return null;
    this.#database.run("DELETE FROM sessions WHERE account = ? AND openid = ?", account, openid);
    this.record(account, { openid, opercode: 1004, text: "", worker: session.agent });
    return { kind: "closed", openid, agent: session.agent };
  }

  /** Notes what went over the desk. */
  record(account: string, line: Pick<DeskRecord, "openid" | "opercode" | "text" | "worker">): void {
    const nowMs = this.#time.nowMs();
    this.#database.run(
      "INSERT INTO desk_records (account, openid, opercode, text, atMs, worker) VALUES (?, ?, ?, ?, ?, ?)",
      account,
      line.openid,
      line.opercode,
      line.text,
      nowMs,
      line.worker,
    );
    this.#database.run(
      "UPDATE sessions SET latestAtMs = ? WHERE account = ? AND openid = ?",
      nowMs,
      account,
      line.openid,
    );
  }

  /** Records between two moments from an id on. */
  records(
    account: string,
    range: { readonly fromMs: number; readonly untilMs: number },
    after: number,
    count: number,
  ): readonly DeskRecord[] {
    return this.#database.all<DeskRecord>(
      "SELECT id, openid, opercode, text, atMs, worker FROM desk_records WHERE account = ? AND atMs >= ? AND atMs <= ? AND id >= ? ORDER BY id LIMIT ?",
      account,
      range.fromMs,
      range.untilMs,
      after,
      count,
    );
  }

  #open(account: string, openid: string, agent: string): void {
    const nowMs = this.#time.nowMs();
    this.#database.run(
      "INSERT OR REPLACE INTO sessions (account, openid, agent, createdAtMs, latestAtMs) VALUES (?, ?, ?, ?, ?)",
      account,
      openid,
      agent,
      nowMs,
      nowMs,
    );
  }
}
