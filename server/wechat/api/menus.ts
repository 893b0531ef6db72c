import { Type } from "typebox";
import type { MenuButton } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";
import type { PlatformButton } from "./menu-buttons.ts";
import { platformButton } from "./menu-buttons.ts";

const Buttons = Type.Unsafe<readonly PlatformButton[]>(
  Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Optional(Type.String()),
      sub_button: Type.Optional(
        Type.Array(Type.Object({ name: Type.String(), type: Type.Optional(Type.String()) })),
      ),
    }),
  ),
);
/** A number in one answer, text in another. */
const MenuId = Type.Union([Type.Integer(), Type.String()]);
const Rule = Type.Record(Type.String(), Type.Unknown());

/** Whom a conditional menu is for; 1 iOS, 2 Android, 3 other. */
export interface MatchRule {
  readonly tagId?: number;
  readonly platform?: 1 | 2 | 3;
}
export interface PublishedMenus {
  readonly buttons: readonly PlatformButton[];
  readonly conditional: readonly {
    readonly menuId: string;
    readonly buttons: readonly PlatformButton[];
    readonly rule: Readonly<Record<string, unknown>>;
  }[];
}

/** Puts these buttons, in the platform's own words, in place of the default menu. */
export const putMenu = (api: Api, button: readonly PlatformButton[]): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/menu/create",
    quota: "menu-create",
    json: { button },
    answer: Done,
  });

/** Puts this menu in place of the default one. */
export const createMenu = (api: Api, buttons: readonly MenuButton[]): Promise<ApiResult<object>> =>
  putMenu(api, buttons.map(platformButton));

/** The API holds no menu: none was published, or it was made in the console. */
export const NO_MENU = 46003;

/** What the API published; 46003 when nothing was, or it was made in the console. */
export const readMenus = async (api: Api): Promise<ApiResult<PublishedMenus>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/menu/get",
    quota: "menu-get",
    plainCodes: [NO_MENU],
    answer: Type.Object({
      menu: Type.Object({ button: Buttons }),
      conditionalmenu: Type.Optional(
        Type.Array(Type.Object({ button: Buttons, matchrule: Rule, menuid: MenuId })),
      ),
    }),
  });
  if (!answered.ok) return answered;
  const { menu, conditionalmenu = [] } = answered.data;
  const conditional = conditionalmenu.map(({ button, matchrule, menuid }) => ({
    menuId: String(menuid),
    buttons: button,
    rule: matchrule,
  }));
  return { ok: true, data: { buttons: menu.button, conditional } };
};

/** Takes all menus away, the conditional ones too. */
export const deleteMenus = (api: Api): Promise<ApiResult<object>> =>
  api.call({ method: "GET", path: "/cgi-bin/menu/delete", quota: "menu-delete", answer: Done });

/** Adds a menu for whom the rule fits, in the platform's own words, and gives its id; there must be a default one (65303). */
export const putConditionalMenu = async (
  api: Api,
  button: readonly PlatformButton[],
  matchrule: Readonly<Record<string, unknown>>,
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/menu/addconditional",
    quota: "menu-create",
    json: { button, matchrule },
    answer: Type.Object({ menuid: MenuId }),
  });
  return answered.ok ? { ok: true, data: String(answered.data.menuid) } : answered;
};

/** A match rule as the platform writes it. */
export const platformRule = ({ tagId, platform }: MatchRule): Readonly<Record<string, string>> => ({
  ...(tagId === undefined ? {} : { tag_id: String(tagId) }),
  ...(platform === undefined ? {} : { client_platform_type: String(platform) }),
});

/** Adds a menu for some of the followers and gives its id. */
export const addConditionalMenu = (
  api: Api,
  buttons: readonly MenuButton[],
  rule: MatchRule,
): Promise<ApiResult<string>> =>
  putConditionalMenu(api, buttons.map(platformButton), platformRule(rule));

export const deleteConditionalMenu = (api: Api, menuid: string): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/menu/delconditional",
    quota: "menu-delete",
    json: { menuid },
    answer: Done,
  });

/** The menu that this person would see: an openid, or a WeChat id. */
export const tryMenu = async (
  api: Api,
  person: string,
): Promise<ApiResult<readonly PlatformButton[]>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/menu/trymatch",
    quota: "menu-get",
    json: { user_id: person },
    // Both forms are met in the field.
    answer: Type.Object({
      button: Type.Optional(Buttons),
      menu: Type.Optional(Type.Object({ button: Buttons })),
    }),
  });
  if (!answered.ok) return answered;
  return { ok: true, data: answered.data.button ?? answered.data.menu?.button ?? [] };
};
