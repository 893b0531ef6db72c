import type { MenuButton } from "../../engine/index.ts";
import type { ConsoleButton } from "../wechat/api/console.ts";
import { OPENS } from "../wechat/api/menu-buttons.ts";
import { takeReply } from "./take-replies.ts";
import type { TakeMedia, TakenMenu, TakenReply, TakenRule } from "./taken.ts";

/** Kinds that the console alone makes: the platform sends what stands in them. */
const SENDS: ReadonlySet<string> = new Set(["text", "img", "photo", "voice", "video", "news"]);
const opensOf = (type: string): MenuButton["opens"] =>
  (Object.keys(OPENS) as (keyof typeof OPENS)[]).find((opens) => OPENS[opens] === type);

/** A button of the API's kinds, `null` for one of the console's. */
const plainButton = (button: ConsoleButton): MenuButton | null => {
  const { name, type = "", key = "", url = "" } = button;
  if (type === "view") return { name, url };
  if (type === "miniprogram") {
    const { appid = "", pagepath = "" } = button;
    return { name, "mini-program": { appid, page: pagepath, url } };
  }
  if (type === "media_id" || type === "view_limited")
    return { name, media: `id:${button.media_id ?? button.value ?? ""}` };
  if (type === "article_id" || type === "article_view_limited")
    return { name, article: button.article_id ?? button.value ?? "" };
  const opens = opensOf(type);
  if (opens !== undefined) return { name, key, opens };
  return type === "click" ? { name, key } : null;
};

const saidBy = async (
  { type = "", value = "", news_info }: ConsoleButton,
  takeMedia: TakeMedia,
): Promise<readonly TakenReply[]> => {
  const news = news_info === undefined ? {} : { news_info };
  return SENDS.has(type) ? takeReply({ type, content: value, ...news }, takeMedia) : [];
};

/** The menu as `menu.yaml` wants it; what the console's own buttons sent becomes rules. */
export const takeMenu = async (
  buttons: readonly ConsoleButton[],
  takeMedia: TakeMedia,
): Promise<TakenMenu> => {
  const rules: TakenRule[] = [];
  const take = async (button: ConsoleButton, place: string): Promise<readonly MenuButton[]> => {
    const { name } = button;
    const sub = button.sub_button?.list ?? [];
    if (sub.length > 0) {
      const inner: MenuButton[] = [];
      for (const [at, one] of sub.entries()) inner.push(...(await take(one, `${place}-${at + 1}`)));
      return inner.length === 0 ? [] : [{ name, sub: inner }];
    }
    const plain = plainButton(button);
    if (plain !== null) return [plain];
    const replies = await saidBy(button, takeMedia);
    if (replies.length === 0) return [];
    const key = `MENU-${place}`;
    rules.push({
      id: `menu-${place}`,
      name,
      isOn: true,
      when: { kind: "menu", key },
      replies,
      isRandom: false,
    });
    return [{ name, key }];
  };
  const taken: MenuButton[] = [];
  for (const [at, button] of buttons.entries()) taken.push(...(await take(button, `${at + 1}`)));
  return { buttons: taken, rules };
};
