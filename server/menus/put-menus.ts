import {
  deleteConditionalMenu,
  deleteMenus,
  putConditionalMenu,
  putMenu,
} from "../wechat/api/menus.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";
import type { MenuSet } from "./menu-set.ts";
import { sameConditional } from "./menu-set.ts";
import { sameButtons } from "./plain-button.ts";
import type { HeldMenus } from "./read-held.ts";

const nothing: ApiResult<object> = { ok: true, data: {} };

/** How many of the oldest conditional menus may stay: those that are tried last in both, and alike. */
const keptAtEnd = (held: MenuSet, wanted: MenuSet): number => {
  const [was, will] = [held.conditional, wanted.conditional];
  let kept = 0;
  while (kept < Math.min(was.length, will.length)) {
    const [a, b] = [was[was.length - 1 - kept], will[will.length - 1 - kept]];
    if (a === undefined || b === undefined || !sameConditional(a, b)) break;
    kept += 1;
  }
  return kept;
};

/**
 * Takes from the platform what differs and puts there what is missing. The newest conditional menu is tried first, so
 * they are added from the last to the first. Stops at a refusal: what was done stays, and a second call goes on.
 */
export const putMenus = async (
  api: Api,
  { held, wanted }: { readonly held: HeldMenus; readonly wanted: MenuSet },
): Promise<ApiResult<object>> => {
  if (wanted.buttons.length === 0) return held.buttons.length === 0 ? nothing : deleteMenus(api);
  // First, for conditional menus need a default one (65303).
  if (!sameButtons(held.buttons, wanted.buttons)) {
    const created = await putMenu(api, wanted.buttons);
    if (!created.ok) return created;
  }
  const kept = keptAtEnd(held, wanted);
  for (const { menuId } of held.conditional.slice(0, held.conditional.length - kept)) {
    const deleted = await deleteConditionalMenu(api, menuId);
    if (!deleted.ok) return deleted;
  }
  const missing = wanted.conditional.slice(0, wanted.conditional.length - kept);
  for (const { buttons, rule } of missing.toReversed()) {
    const added = await putConditionalMenu(api, buttons, rule);
    if (!added.ok) return added;
  }
  return nothing;
};
