import type { Body } from "../json.ts";
import { isBody, partsIn, textIn } from "../json.ts";
import type { Database } from "./database.ts";
import type { Follower } from "./followers.ts";
import type { Tags } from "./tags.ts";

/** A button as it was given, with `sub_button` always there. */
export interface Button extends Body {
  readonly name: string;
  readonly type?: string;
  readonly sub_button: readonly Button[];
}
/** A default or conditional menu. */
export interface Menu {
  readonly menuId: number;
  readonly buttons: readonly Button[];
  /** `null`: the default menu. */
  readonly rule: Body | null;
}

const ddl = `
CREATE TABLE IF NOT EXISTS menus (
  menuId INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL,
  buttons TEXT NOT NULL, rule TEXT);
CREATE INDEX IF NOT EXISTS menus_of ON menus (account, menuId)`;
const firstId = 200_000_000;

interface Row {
  readonly menuId: number;
  readonly buttons: string;
  readonly rule: string | null;
}
const menuOf = (row: Row): Menu => ({
  menuId: row.menuId,
  buttons: JSON.parse(row.buttons) as Button[],
  rule: row.rule === null ? null : (JSON.parse(row.rule) as Body),
});

/** The same button with `sub_button` in every place. */
export const buttonOf = (given: Body): Button => ({
  ...given,
  name: textIn(given, "name"),
  sub_button: partsIn(given, "sub_button").map(buttonOf),
});

/** Menus of all accounts. */
export class Menus {
  readonly #database: Database;
  readonly #tags: Tags;

  constructor(database: Database, tags: Tags) {
    database.define(ddl);
    this.#database = database;
    this.#tags = tags;
  }

  standard(account: string): Menu | undefined {
    const row = this.#database.get<Row>(
      "SELECT menuId, buttons, rule FROM menus WHERE account = ? AND rule IS NULL",
      account,
    );
    return row === undefined ? undefined : menuOf(row);
  }

  /** Newest first, the order they are asked in. */
  conditional(account: string): readonly Menu[] {
    return this.#database
      .all<Row>(
        "SELECT menuId, buttons, rule FROM menus WHERE account = ? AND rule IS NOT NULL ORDER BY menuId DESC",
        account,
      )
      .map(menuOf);
  }

  /** Replaces the default menu, or adds a conditional one; gives its id. */
  add(account: string, buttons: readonly Button[], rule: Body | null): number {
    if (rule === null)
      this.#database.run("DELETE FROM menus WHERE account = ? AND rule IS NULL", account);
    const last = this.#database.get<{ id: number | null }>("SELECT max(menuId) AS id FROM menus");
    const menuId = Math.max(firstId, last?.id ?? 0) + 1;
    this.#database.run(
      "INSERT INTO menus (menuId, account, buttons, rule) VALUES (?, ?, ?, ?)",
      menuId,
      account,
      JSON.stringify(buttons),
      rule === null ? null : JSON.stringify(rule),
    );
    return menuId;
  }

  /** Removes the default menu and all conditional ones. */
  removeAll(account: string): void {
    this.#database.run("DELETE FROM menus WHERE account = ?", account);
  }

  /** Removes a conditional menu; `false` when there is none of that id. */
  remove(account: string, menuId: number): boolean {
    const { changes } = this.#database.run(
      "DELETE FROM menus WHERE account = ? AND menuId = ? AND rule IS NOT NULL",
      account,
      menuId,
    );
    return changes > 0;
  }

  /** The menu this follower sees: the newest conditional one that fits, else the default. */
  for(follower: Follower): Menu | undefined {
    const { account, openid } = follower;
    const held = this.#tags.of(account, openid);
    const fits = ({ rule }: Menu): boolean => {
      if (!isBody(rule)) return false;
      const tag = textIn(rule, "tag_id") || textIn(rule, "group_id");
      const platform = textIn(rule, "client_platform_type");
      const language = textIn(rule, "language");
      return (
        (tag === "" || held.includes(Number(tag))) &&
        (platform === "" || Number(platform) === follower.platform) &&
        (language === "" || language === follower.language)
      );
    };
    return this.conditional(account).find(fits) ?? this.standard(account);
  }

  /** Whether a button of any menu sends this media. */
  uses(account: string, mediaId: string): boolean {
    const row = this.#database.get<{ n: number }>(
      "SELECT count(*) AS n FROM menus WHERE account = ? AND instr(buttons, ?) > 0",
      account,
      JSON.stringify(mediaId),
    );
    return (row?.n ?? 0) > 0;
  }
}
