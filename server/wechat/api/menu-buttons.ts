import type { MenuButton } from "../../../engine/index.ts";

/** What a key button opens, in the platform's words. */
export const OPENS = {
  scan: "scancode_waitmsg",
  "scan-only": "scancode_push",
  camera: "pic_sysphoto",
  photo: "pic_photo_or_album",
  album: "pic_weixin",
  location: "location_select",
} as const satisfies Readonly<Record<NonNullable<MenuButton["opens"]>, string>>;

/** A button in the platform's own words; what it does stands in the other fields (`key`, `url` …). */
export interface PlatformButton {
  readonly name: string;
  readonly type?: string;
  readonly sub_button?: readonly PlatformButton[];
  readonly [field: string]: unknown;
}

const actionOf = (button: MenuButton): Omit<PlatformButton, "name"> => {
  const { key, opens, url, media, article } = button;
  const program = button["mini-program"];
  if (program !== undefined) {
    const { appid, page, url: fallback } = program;
    return { type: "miniprogram", url: fallback, appid, pagepath: page };
  }
  if (url !== undefined) return { type: "view", url };
  if (media !== undefined) return { type: "media_id", media_id: media.replace(/^id:/, "") };
  if (article !== undefined) return { type: "article_id", article_id: article };
  return { type: opens === undefined ? "click" : OPENS[opens], key: key ?? "" };
};

/** A button of `menu.yaml` as the platform wants it. `media` must be an id of permanent material by now. */
export const platformButton = (button: MenuButton): PlatformButton =>
  button.sub === undefined
    ? { name: button.name, ...actionOf(button) }
    : { name: button.name, sub_button: button.sub.map(platformButton) };
