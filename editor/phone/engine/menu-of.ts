import type { Account, FollowerState, MenuButton as RuleButton } from "../../../engine/index.ts";
import type { MenuButton } from "../transport.ts";

const opening: Readonly<Record<NonNullable<RuleButton["opens"]>, string>> = {
  scan: "scancode_waitmsg",
  "scan-only": "scancode_push",
  camera: "pic_sysphoto",
  photo: "pic_photo_or_album",
  album: "pic_weixin",
  location: "location_select",
};

/** The platform's name of what a button does. */
const typeOf = (button: RuleButton): string => {
  if (button.sub !== undefined) return "";
  if (button.url !== undefined) return "view";
  if (button["mini-program"] !== undefined) return "miniprogram";
  if (button.media !== undefined) return "media_id";
  if (button.article !== undefined) return "article_id";
  return button.opens === undefined ? "click" : opening[button.opens];
};

const buttonOf = (button: RuleButton): MenuButton => ({
  name: button.name,
  type: typeOf(button),
  key: button.key ?? "",
  sub: (button.sub ?? []).map(buttonOf),
});

/** The menu as this follower would see it: the last conditional one that fits, else the usual one. */
export const rawMenuOf = (
  { menu, conditionalMenus }: Account,
  { tags }: FollowerState,
): readonly RuleButton[] =>
  conditionalMenus.findLast((each) => tags.includes(each.for.tag))?.menu ?? menu;

/** The same as the phone shows it. */
export const menuOf = (account: Account, follower: FollowerState): readonly MenuButton[] =>
  rawMenuOf(account, follower).map(buttonOf);

/** The button at these places, `null` when there is none. */
export const buttonAt = (
  menu: readonly RuleButton[],
  [top = -1, below]: readonly number[],
): RuleButton | null => {
  const button = menu[top];
  return (below === undefined ? button : button?.sub?.[below]) ?? null;
};
