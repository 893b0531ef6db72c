import type { Account } from "../../../engine/index.ts";
import type { MenuPublished } from "../../menus/menu-desk.ts";
import type { MenuSet } from "../../menus/menu-set.ts";
import type { PlatformButton } from "../../wechat/api/menu-buttons.ts";
import type { ApiResult } from "../../wechat/refusal.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf, MenuButtonShape, MenuSetShape } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { namesOf } from "../names-of.ts";
import { platformData } from "../platform-data.ts";
import { found } from "../refusal.ts";

type Routes =
  | "GET /accounts/:account/menu"
  | "POST /accounts/:account/menu/publish"
  | "POST /accounts/:account/menu/restore";

/** A plain button has the contract's fields and no other (`server/menus/plain-button.ts`). */
const shownButton = (button: PlatformButton): MenuButtonShape => button as MenuButtonShape;
const shownSet = ({ buttons, conditional }: MenuSet): MenuSetShape => ({
  buttons: buttons.map(shownButton),
  conditional: conditional.map((one) => ({ for: one.for, buttons: one.buttons.map(shownButton) })),
});
type Changes = AnswerOf<"GET /accounts/:account/menu">["changes"];
const shownChanges = (changes: MenuPublished["changes"]): Changes =>
  changes.map(({ at, before, after, ...change }) => ({
    ...change,
    at: [...at],
    before: before === null ? null : shownButton(before),
    after: after === null ? null : shownButton(after),
  }));

const servedAccount = async ({ store }: Desk, account: string): Promise<Account> =>
  found(await store.ruleSet(account, "active")).account;

/** The row is written once the platform has taken it. */
const published = async (
  desk: Desk,
  result: ApiResult<MenuPublished>,
  audit: (done: MenuPublished) => Parameters<Desk["library"]["audit"]["add"]>[0],
): Promise<AnswerOf<"POST /accounts/:account/menu/publish">> => {
  const done = platformData(result);
  await desk.library.audit.add(audit(done));
  return { changes: shownChanges(done.changes), backup: done.backup };
};

/** The menu between `menu.yaml` and the platform. */
export const menuHandlers = (desk: Desk): HandlersOf<Routes> => ({
  "GET /accounts/:account/menu": async ({ params }) => {
    const { account } = params;
    const view = platformData(await desk.menus.view(await servedAccount(desk, account)));
    const nameOf = await namesOf(desk);
    const backups = await desk.menus.backups(account);
    return {
      wanted: shownSet(view.wanted),
      held: shownSet(view.held),
      changes: shownChanges(view.changes),
      isConsoleMade: view.isConsoleMade,
      backups: backups.map(({ id, atMs, author, menus }) => ({
        ...{ id, atMs, author },
        authorName: nameOf(author),
        menus: shownSet(menus as unknown as MenuSet),
      })),
    };
  },
  "POST /accounts/:account/menu/publish": async ({ params, me, audit }) => {
    const account = await servedAccount(desk, params.account);
    const result = await desk.menus.publish(account, me.member.id);
    return published(desk, result, ({ changes, backup }) =>
      audit(backup ?? "", { changes: changes.length }),
    );
  },
  "POST /accounts/:account/menu/restore": async ({ params, body, me, audit }) => {
    const { backup } = body;
    const result = found(await desk.menus.restore(params.account, backup, me.member.id));
    return published(desk, result, ({ changes }) => audit(backup, { changes: changes.length }));
  },
});
