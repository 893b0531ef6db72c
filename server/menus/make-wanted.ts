import type { Account, MenuButton } from "../../engine/index.ts";
import { platformButton } from "../wechat/api/menu-buttons.ts";
import { platformRule } from "../wechat/api/menus.ts";
import type { MaterialIds } from "../wechat/material-ids.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { TagIds } from "../wechat/tag-ids.ts";
import type { ConditionalSet, MenuSet } from "./menu-set.ts";
import { plainButton } from "./plain-button.ts";

export interface MakeWanted {
  readonly api: Api;
  readonly materials: MaterialIds;
  readonly tagIds: TagIds;
  /** Uploads files and makes tags that are missing; otherwise they stand under names of ours. */
  readonly isPublishing: boolean;
}
type Menus = Pick<Account, "id" | "menu" | "conditionalMenus">;

/** Goes through a list until something is refused. */
const each = async <T, R>(
  all: readonly T[],
  make: (one: T) => Promise<ApiResult<R>>,
): Promise<ApiResult<readonly R[]>> => {
  const made: R[] = [];
  for (const one of all) {
    const result = await make(one);
    if (!result.ok) return result;
    made.push(result.data);
  }
  return { ok: true, data: made };
};

/** Buttons name files of `media/`; the platform wants ids of permanent material. */
const withMaterial = async (
  account: string,
  button: MenuButton,
  from: MakeWanted,
): Promise<ApiResult<MenuButton>> => {
  if (button.sub !== undefined) {
    const sub = await each(button.sub, (one) => withMaterial(account, one, from));
    return sub.ok ? { ok: true, data: { ...button, sub: sub.data } } : sub;
  }
  const { media } = button;
  if (media === undefined || media.startsWith("id:")) return { ok: true, data: button };
  const { materials, isPublishing } = from;
  const id = await (isPublishing ? materials.idOf : materials.known)(account, media);
  // A file that is not uploaded yet differs from everything the platform holds.
  return id.ok ? { ok: true, data: { ...button, media: `id:${id.data ?? `file:${media}`}` } } : id;
};

const tagIdOf = async (
  account: string,
  tag: string,
  { api, tagIds, isPublishing }: MakeWanted,
): Promise<ApiResult<number | null>> =>
  isPublishing ? tagIds.findOrCreate(account, api, tag) : tagIds.find(account, api, tag);

/** The menus of `menu.yaml` in the platform's words, the conditional ones in their order. */
export const makeWanted = async (
  { id, menu, conditionalMenus }: Menus,
  from: MakeWanted,
): Promise<ApiResult<MenuSet>> => {
  const plain = async (buttons: readonly MenuButton[]) => {
    const made = await each(buttons, (one) => withMaterial(id, one, from));
    if (!made.ok) return made;
    return { ok: true, data: made.data.map((one) => plainButton(platformButton(one))) } as const;
  };
  const buttons = await plain(menu);
  if (!buttons.ok) return buttons;
  const conditional = await each(conditionalMenus, async (one) => {
    const own = await plain(one.menu);
    if (!own.ok) return own;
    const { tag } = one.for;
    const tagId = await tagIdOf(id, tag, from);
    if (!tagId.ok) return tagId;
    // A tag that the platform does not have yet has no number.
    const rule =
      tagId.data === null ? { tag_id: `new:${tag}` } : platformRule({ tagId: tagId.data });
    return { ok: true, data: { rule, for: tag, buttons: own.data } satisfies ConditionalSet };
  });
  if (!conditional.ok) return conditional;
  return { ok: true, data: { buttons: buttons.data, conditional: conditional.data } };
};
