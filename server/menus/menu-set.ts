import type { PlatformButton } from "../wechat/api/menu-buttons.ts";
import { plainRule, sameButtons } from "./plain-button.ts";

/** A menu for some of the followers. */
export interface ConditionalSet {
  readonly rule: Readonly<Record<string, string>>;
  /** Who sees it, for people: the tag's name where there is one. */
  readonly for: string;
  readonly buttons: readonly PlatformButton[];
}
/** All menus of an account in the platform's words. The first conditional menu that fits is shown. */
export interface MenuSet {
  readonly buttons: readonly PlatformButton[];
  readonly conditional: readonly ConditionalSet[];
}
export const EMPTY_SET: MenuSet = { buttons: [], conditional: [] };

const sameRule = (a: ConditionalSet, b: ConditionalSet): boolean =>
  JSON.stringify(plainRule(a.rule)) === JSON.stringify(plainRule(b.rule));

/** Whether both show the same to the same followers. */
export const sameConditional = (a: ConditionalSet, b: ConditionalSet): boolean =>
  sameRule(a, b) && sameButtons(a.buttons, b.buttons);

/** Whether nothing would change. */
export const sameSet = (a: MenuSet, b: MenuSet): boolean =>
  sameButtons(a.buttons, b.buttons) &&
  a.conditional.length === b.conditional.length &&
  a.conditional.every((one, place) => {
    const other = b.conditional[place];
    return other !== undefined && sameConditional(one, other);
  });
