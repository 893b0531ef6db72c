import type { PlatformButton } from "../wechat/api/menu-buttons.ts";
import type { PublishedMenus } from "../wechat/api/menus.ts";
import { NO_MENU, readMenus } from "../wechat/api/menus.ts";
import { listTags } from "../wechat/api/tags.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { ConditionalSet, MenuSet } from "./menu-set.ts";
import { EMPTY_SET } from "./menu-set.ts";
import { plainButton, plainRule } from "./plain-button.ts";

/** A conditional menu that stands on the platform. */
export interface HeldConditional extends ConditionalSet {
  readonly menuId: string;
}
export interface HeldMenus extends MenuSet {
  readonly conditional: readonly HeldConditional[];
}

const plain = (buttons: readonly PlatformButton[]) => buttons.map(plainButton);
const newestFirst = (a: HeldConditional, b: HeldConditional): number => {
  const longer = b.menuId.length - a.menuId.length;
  return longer === 0 ? b.menuId.localeCompare(a.menuId) : longer;
};

const tagNames = async (
  api: Api,
  { conditional }: PublishedMenus,
): Promise<ApiResult<ReadonlyMap<string, string>>> => {
  if (conditional.length === 0) return { ok: true, data: new Map() };
  const tags = await listTags(api);
  if (!tags.ok) return tags;
  return { ok: true, data: new Map(tags.data.map(({ id, name }) => [String(id), name])) };
};

/** Who sees a conditional menu, in words. */
export const nameOfRule = (
  rule: Readonly<Record<string, string>>,
  tags: ReadonlyMap<string, string>,
): string => {
  const { tag_id: tag, ...more } = rule;
  const others = Object.entries(more).map(([name, value]) => `${name} ${value}`);
  return [...(tag === undefined ? [] : [tags.get(tag) ?? `#${tag}`]), ...others].join(" · ");
};

/** What the platform holds; the conditional menu that is tried first stands first. */
export const readHeld = async (api: Api): Promise<ApiResult<HeldMenus>> => {
  const menus = await readMenus(api);
  if (!menus.ok && menus.errcode === NO_MENU)
    return { ok: true, data: { ...EMPTY_SET, conditional: [] } };
  if (!menus.ok) return menus;
  const tags = await tagNames(api, menus.data);
  if (!tags.ok) return tags;
  const conditional = menus.data.conditional
    .map(({ menuId, buttons, rule }) => {
      const plainly = plainRule(rule);
      return {
        menuId,
        rule: plainly,
        for: nameOfRule(plainly, tags.data),
        buttons: plain(buttons),
      };
    })
    .sort(newestFirst);
  return { ok: true, data: { buttons: plain(menus.data.buttons), conditional } };
};
