import { MENU_LIMITS } from "../../../engine/limits.ts";
import { needAccount, needOpenid } from "../control/route.ts";
import type { Body } from "../json.ts";
import { bytesOf, partIn, partsIn, textIn } from "../json.ts";
import type { Button } from "../state/menus.ts";
import { buttonOf } from "../state/menus.ts";
import { refuse } from "./errors.ts";
import { tapButton } from "./menu-tap.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";

const keyTypes = new Set([
  "click",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
]);
const mediaTypes = new Set(["media_id", "view_limited"]);
const articleTypes = new Set(["article_id", "article_view_limited"]);

/** Codes of one level: a button on the bar, or in a sub-menu. */
interface Level {
  readonly nameBytes: number;
  readonly type: number;
  readonly name: number;
  readonly key: number;
  readonly url: number;
  readonly domain: number;
}
const bar: Level = {
  nameBytes: MENU_LIMITS.nameBytes,
  type: 40017,
  name: 40018,
  key: 40019,
  url: 40020,
  domain: 40055,
};
const sub: Level = {
  nameBytes: MENU_LIMITS.subNameBytes,
  type: 40024,
  name: 40025,
  key: 40026,
  url: 40027,
  domain: 40054,
};

const checkUrl = (button: Body, level: Level): void => {
  const url = textIn(button, "url");
  if (url === "" || bytesOf(url) > MENU_LIMITS.urlBytes) refuse(level.url);
  if (!/^https?:\/\/[^/\s]+/.test(url)) refuse(level.domain);
};

const checkKey = (button: Body, level: Level): void => {
  const key = textIn(button, "key");
  if (key === "" || bytesOf(key) > MENU_LIMITS.keyBytes) refuse(level.key);
};

const checkMiniProgram = (button: Body, level: Level): void => {
  checkUrl(button, level);
  if (!/^wx[0-9a-f]{16}$/.test(textIn(button, "appid"))) refuse(45064);
  if (textIn(button, "pagepath") === "") refuse(40165);
};

const checkMedia = (call: Call, button: Body): void => {
  const media = call.core.media.record(call.account.id, textIn(button, "media_id"));
  if (media === undefined || media.expiresAtMs !== null) refuse(40007);
};

const checkAction = (call: Call, button: Body, level: Level): void => {
  const type = textIn(button, "type");
  if (keyTypes.has(type)) checkKey(button, level);
  else if (type === "view") checkUrl(button, level);
  else if (type === "miniprogram") checkMiniProgram(button, level);
  else if (mediaTypes.has(type)) checkMedia(call, button);
  else if (!articleTypes.has(type)) refuse(level.type);
  else if (textIn(button, "article_id") === "") refuse(40007);
};

const checkName = (button: Body, level: Level): void => {
  const name = textIn(button, "name");
  if (name === "" || bytesOf(name) > level.nameBytes) refuse(level.name);
};

const checkBarButton = (call: Call, button: Body): void => {
  checkName(button, bar);
  const below = partsIn(button, "sub_button");
  if (below.length === 0) {
    if (Array.isArray(button.sub_button) && button.type === undefined) refuse(40023);
    checkAction(call, button, bar);
    return;
  }
  if (below.length > MENU_LIMITS.subButtons) refuse(40023);
  for (const one of below) {
    checkName(one, sub);
    if (partsIn(one, "sub_button").length > 0) refuse(40022);
    checkAction(call, one, sub);
  }
};

const buttonsIn = (call: Call): readonly Button[] => {
  const buttons = partsIn(call.body, "button");
  if (buttons.length === 0 || buttons.length > MENU_LIMITS.buttons) refuse(40016);
  for (const button of buttons) checkBarButton(call, button);
  return buttons.map(buttonOf);
};

const createMenu = (call: Call): object => {
  call.core.menus.add(call.account.id, buttonsIn(call), null);
  return ok;
};

const readMenu = ({ core, account }: Call): object => {
  const menu = core.menus.standard(account.id);
  if (menu === undefined) return refuse(46003);
  const conditional = core.menus.conditional(account.id);
  if (conditional.length === 0) return { menu: { button: menu.buttons } };
  return {
    menu: { button: menu.buttons, menuid: menu.menuId },
    conditionalmenu: conditional.map(({ buttons, rule, menuId }) => ({
      button: buttons,
      matchrule: rule,
      menuid: menuId,
    })),
  };
};

const hostsOf = (buttons: readonly Button[]): Set<string> => {
  const urls = buttons.flatMap((button) => [button, ...button.sub_button]);
  const hosts = urls
    .map((button) => textIn(button, "url"))
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).host);
  return new Set(hosts);
};

const addConditional = (call: Call): object => {
  const { core, account, body } = call;
  if (core.menus.standard(account.id) === undefined) refuse(65303);
  if (partsIn(body, "button").length === 0) refuse(65308);
  const rule = partIn(body, "matchrule");
  const asked = Object.values(rule).filter((value) => value !== "" && value !== null);
  if (asked.length === 0) refuse(65304);
  const tag = textIn(rule, "tag_id");
  if (tag !== "" && core.tags.get(account.id, Number(tag)) === undefined) refuse(45159);
  const buttons = buttonsIn(call);
  if (hostsOf(buttons).size > MENU_LIMITS.conditionalHosts) refuse(65316);
  return { menuid: String(core.menus.add(account.id, buttons, rule)) };
};

const removeConditional = ({ core, account, body }: Call): object =>
  core.menus.remove(account.id, Number(textIn(body, "menuid"))) ? ok : refuse(65301);

const tryMatch = ({ core, account, body }: Call): object => {
  const openid = core.followers.openidOf(account.id, textIn(body, "user_id"));
  const follower = core.followers.get(account.id, openid) ?? refuse(65302);
  const buttons = core.menus.for(follower)?.buttons ?? [];
  // SDKs disagree whether the buttons stand in `menu`; the answer serves both.
  return { button: buttons, menu: { button: buttons } };
};

const showCurrent = (button: Button): object => {
  const { sub_button, ...own } = button;
  return sub_button.length === 0
    ? own
    : { ...own, sub_button: { list: sub_button.map(showCurrent) } };
};

/** Menus (contract §4.2). */
export const menuGroup: ApiGroup = {
  name: "menu",
  routes: [
    post("/cgi-bin/menu/create", { right: "menu", quota: "menu-create" }, createMenu),
    get("/cgi-bin/menu/get", { right: "menu", quota: "menu-get" }, readMenu),
    get("/cgi-bin/menu/delete", { right: "menu", quota: "menu-delete" }, ({ core, account }) => {
      core.menus.removeAll(account.id);
      return ok;
    }),
    post(
      "/cgi-bin/menu/addconditional",
      { right: "conditional-menu", quota: "menu-create" },
      addConditional,
    ),
    post(
      "/cgi-bin/menu/delconditional",
      { right: "conditional-menu", quota: "menu-delete" },
      removeConditional,
    ),
    post("/cgi-bin/menu/trymatch", { right: "conditional-menu", quota: "menu-get" }, tryMatch),
    get("/cgi-bin/get_current_selfmenu_info", { right: "console-info" }, ({ core, account }) => {
      const menu = core.menus.standard(account.id);
      return {
        is_menu_open: menu === undefined ? 0 : 1,
        selfmenu_info: { button: (menu?.buttons ?? []).map(showCurrent) },
      };
    }),
  ],
  reads: {
    menu: (core, account) => ({
      standard: core.menus.standard(account.id) ?? null,
      conditional: core.menus.conditional(account.id),
    }),
  },
  control: [
    {
      method: "GET",
      path: "/menu",
      answer: (call) => {
        const account = needAccount(call);
        const follower = call.core.followers.meet(account.id, needOpenid(call, account));
        return { menu: call.core.menus.for(follower) ?? null };
      },
    },
    { method: "POST", path: "/tap", answer: tapButton },
  ],
};
