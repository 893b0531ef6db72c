import type { Account, AccountId, Json } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Library, MenuBackup } from "../storage/library.ts";
import { readConsoleMenu } from "../wechat/api/console.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { MaterialIds } from "../wechat/material-ids.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { TagIds } from "../wechat/tag-ids.ts";
import type { MenuChange } from "./compare-menus.ts";
import { compareMenus } from "./compare-menus.ts";
import { makeWanted } from "./make-wanted.ts";
import type { MenuSet } from "./menu-set.ts";
import { sameSet } from "./menu-set.ts";
import { putMenus } from "./put-menus.ts";
import { readHeld } from "./read-held.ts";

export interface MenuDeskDeps {
  readonly client: Pick<WechatClient, "api">;
  readonly materials: MaterialIds;
  readonly tagIds: TagIds;
  readonly backups: Library["menuBackups"];
  readonly nowMs: NowMs;
  readonly newId: () => string;
}
/** What `menu.yaml` says, what the platform holds, and how they differ. */
export interface MenuView {
  readonly wanted: MenuSet;
  readonly held: MenuSet;
  readonly changes: readonly MenuChange[];
  /** There is a menu, but somebody made it in the console: publishing replaces it. */
  readonly isConsoleMade: boolean;
}
export interface MenuPublished {
  readonly changes: readonly MenuChange[];
  /** What was replaced, `null` when nothing was to be done. */
  readonly backup: string | null;
}
type Menus = Pick<Account, "id" | "menu" | "conditionalMenus">;

/** An account's menus between `menu.yaml` and the platform. Only failures of storage are thrown. */
export interface MenuDesk {
  readonly view: (account: Menus) => Promise<ApiResult<MenuView>>;
  /** Brings the platform to what `menu.yaml` says; call it again after a refusal in the middle, and it goes on. */
  readonly publish: (account: Menus, author: string) => Promise<ApiResult<MenuPublished>>;
  /** What was replaced before, newest first. */
  readonly backups: (account: AccountId) => Promise<readonly MenuBackup[]>;
  /** Puts a replaced menu back; `null` for an unknown one. */
  readonly restore: (
    account: AccountId,
    backup: string,
    author: string,
  ) => Promise<ApiResult<MenuPublished> | null>;
}

/** How many replaced menus of an account are kept. */
const BACKUPS_KEPT = 50;
/** The platform forgot permanent material: somebody deleted it in the console. */
const NO_MATERIAL = 40007;
/** A tag's number that the platform does not know: deleted since it was read. */
const NO_TAG = 45159;

const filesIn = ({ menu, conditionalMenus }: Menus): readonly string[] =>
  [menu, ...conditionalMenus.map((one) => one.menu)]
    .flatMap((buttons) => buttons.flatMap((button) => [button, ...(button.sub ?? [])]))
    .flatMap(({ media }) => (media === undefined || media.startsWith("id:") ? [] : [media]));

class Desk implements MenuDesk {
  readonly #deps: MenuDeskDeps;
  constructor(deps: MenuDeskDeps) {
    this.#deps = deps;
  }

  view = async (account: Menus): Promise<ApiResult<MenuView>> => {
    const { client } = this.#deps;
    const api = client.api(account.id);
    const held = await readHeld(api);
    if (!held.ok) return held;
    const wanted = await makeWanted(account, { ...this.#deps, api, isPublishing: false });
    if (!wanted.ok) return wanted;
    const changes = compareMenus(held.data, wanted.data);
    const isConsoleMade = held.data.buttons.length === 0 && (await this.#isShown(account.id));
    return { ok: true, data: { wanted: wanted.data, held: held.data, changes, isConsoleMade } };
  };

  publish = async (account: Menus, author: string): Promise<ApiResult<MenuPublished>> => {
    const first = await this.#publish(account, author);
    if (first.ok || (first.errcode !== NO_MATERIAL && first.errcode !== NO_TAG)) return first;
    this.#deps.tagIds.forget(account.id);
    await this.#deps.materials.forget(account.id, filesIn(account));
    return this.#publish(account, author);
  };

  backups = (account: AccountId): Promise<readonly MenuBackup[]> =>
    this.#deps.backups.list(account);

  restore: MenuDesk["restore"] = async (account, backup, author) => {
    const found = await this.#deps.backups.find(account, backup);
    if (found === null) return null;
    return this.#bring(account, found.menus as unknown as MenuSet, author);
  };

  async #publish(account: Menus, author: string): Promise<ApiResult<MenuPublished>> {
    const api = this.#deps.client.api(account.id);
    const wanted = await makeWanted(account, { ...this.#deps, api, isPublishing: true });
    return wanted.ok ? this.#bring(account.id, wanted.data, author) : wanted;
  }

  async #bring(
    account: AccountId,
    wanted: MenuSet,
    author: string,
  ): Promise<ApiResult<MenuPublished>> {
    const { client, backups, nowMs, newId } = this.#deps;
    const api = client.api(account);
    const held = await readHeld(api);
    if (!held.ok) return held;
    const changes = compareMenus(held.data, wanted);
    if (sameSet(held.data, wanted)) return { ok: true, data: { changes: [], backup: null } };
    const id = newId();
    const menus = held.data as unknown as Json;
    // Kept before anything is touched: whatever happens next can be taken back.
    await backups.add(account, { id, atMs: nowMs(account), author, menus }, BACKUPS_KEPT);
    const put = await putMenus(api, { held: held.data, wanted });
    return put.ok ? { ok: true, data: { changes, backup: id } } : put;
  }

  async #isShown(account: AccountId): Promise<boolean> {
    const shown = await readConsoleMenu(this.#deps.client.api(account));
    return shown.ok && shown.data !== null && shown.data.length > 0;
  }
}

export const createMenuDesk = (deps: MenuDeskDeps): MenuDesk => new Desk(deps);
