import type { Logger } from "pino";
import type { Accounts } from "../accounts/accounts.ts";
import { createMenu } from "../wechat/api/menus.ts";
import type { ApiParts } from "./api-client.ts";

/** Accounts of the local WeChat show the menu of their folder at once; a real account's is published by its operator. */
export const publishMenus = async (
  ids: readonly string[],
  {
    api,
    accounts,
    log,
  }: { readonly api: ApiParts; readonly accounts: Accounts; readonly log: Logger },
): Promise<void> => {
  for (const id of ids) {
    const menu = (await accounts.find(id))?.settings.menu ?? [];
    if (menu.length === 0) continue;
    const created = await createMenu(api.client.api(id), menu);
    // An account kind without the right has no menu on the real platform either.
    if (!created.ok) log.warn({ account: id, code: created.code }, created.remedy["zh-CN"]);
  }
};
