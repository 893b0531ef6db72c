import type { Logger } from "pino";
import type { Accounts } from "../accounts/accounts.ts";
import type { MenuDesk } from "../menus/menu-desk.ts";

/** Who changes a menu without being asked: the start, on the local WeChat. */
const AUTHOR = "start";

/** Accounts of the local WeChat show the menu of their folder at once; a real account's is published by its operator. */
export const publishMenus = async (
  ids: readonly string[],
  {
    menus,
    accounts,
    log,
  }: { readonly menus: MenuDesk; readonly accounts: Accounts; readonly log: Logger },
): Promise<void> => {
  for (const id of ids) {
    const settings = (await accounts.find(id))?.settings;
    if (settings === undefined || settings.menu.length === 0) continue;
    const published = await menus.publish(settings, AUTHOR);
    // An account kind without the right has no menu on the real platform either.
    if (!published.ok) log.warn({ account: id, code: published.code }, published.remedy["zh-CN"]);
  }
};
