import type { ControlCall } from "../control/route.ts";
import { ControlRefused, needAccount, needOpenid } from "../control/route.ts";
import { isBody, listIn, textIn } from "../json.ts";
import type { PushOptions, PushResult } from "../push/order.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { Shown } from "../state/conversation.ts";
import type { Button } from "../state/menus.ts";

/** What a tap brought: pushes, in order, and a page or media that opened without one. */
interface Tapped {
  readonly button: Button;
  readonly pushes: readonly PushResult[];
  readonly opened: string | null;
}

interface Tap {
  readonly call: ControlCall;
  readonly account: SandboxAccount;
  readonly openid: string;
  readonly button: Button;
}

const push = ({ call, account, openid }: Tap, message: { kind: string }): Promise<PushResult> => {
  const { options } = call.body;
  const order = { account: account.id, from: openid, message: { ...message } };
  return call.core.pusher.push(
    isBody(options) ? { ...order, options: options as PushOptions } : order,
  );
};

type Tapping = (tap: Tap) => Promise<{ pushes: PushResult[]; opened?: string }>;

const scan: Tapping = async (tap) => {
  const { type = "qrcode", result = "" } = tap.call.body;
  const message = { kind: textIn(tap.button, "type"), key: tap.button.key, type, result };
  return { pushes: [await push(tap, message)] };
};

/** The event first, then each picture as a message of its own. */
const photo: Tapping = async (tap) => {
  const pictures = listIn(tap.call.body, "pictures");
  const count = Math.max(1, pictures.length);
  const pushes = [
    await push(tap, { kind: textIn(tap.button, "type"), key: tap.button.key, pictures: count } as {
      kind: string;
    }),
  ];
  for (let place = 0; place < count; place++)
    pushes.push(await push(tap, { kind: "image", data: pictures[place] } as { kind: string }));
  return { pushes };
};

const position: Tapping = async (tap) => {
  const { lat = 39.908823, lng = 116.39747, label = "", scale = 15 } = tap.call.body;
  const place = { lat, lng, label, scale };
  return {
    pushes: [
      await push(tap, { kind: "location_select", key: tap.button.key, ...place } as {
        kind: string;
      }),
      await push(tap, { kind: "location", ...place } as { kind: string }),
    ],
  };
};

const shownMedia = (tap: Tap, mediaId: string): Shown => {
  const media = tap.call.core.media.record(tap.account.id, mediaId);
  if (media === undefined) throw new ControlRefused(`the button's media ${mediaId} is gone`);
  const { title, description } = media;
  if (media.type === "video") return { kind: "video", mediaId, title, description };
  return { kind: media.type === "voice" ? "voice" : "image", mediaId };
};

/** The platform sends the media itself; nothing is pushed. */
const media: Tapping = (tap) => {
  const { account, openid } = tap;
  const shown = shownMedia(tap, textIn(tap.button, "media_id"));
  tap.call.core.conversation.add({ account: account.id, openid, via: "menu", shown });
  return Promise.resolve({ pushes: [] });
};

const openArticle: Tapping = ({ button }) =>
  Promise.resolve({ pushes: [], opened: textIn(button, "article_id") });

const tappings: Readonly<Record<string, Tapping>> = {
  click: async (tap) => ({
    pushes: [await push(tap, { kind: "CLICK", key: tap.button.key } as { kind: string })],
  }),
  view: async (tap) => {
    const url = textIn(tap.button, "url");
    return { pushes: [await push(tap, { kind: "VIEW", url } as { kind: string })], opened: url };
  },
  miniprogram: async (tap) => {
    const page = textIn(tap.button, "pagepath");
    const message = { kind: "view_miniprogram", page };
    return { pushes: [await push(tap, message)], opened: page };
  },
  scancode_push: scan,
  scancode_waitmsg: scan,
  pic_sysphoto: photo,
  pic_photo_or_album: photo,
  pic_weixin: photo,
  location_select: position,
  media_id: media,
  view_limited: media,
  article_id: openArticle,
  article_view_limited: openArticle,
};

const findButton = (buttons: readonly Button[], call: ControlCall): Button | undefined => {
  const path = listIn(call.body, "path").map(Number);
  if (path.length > 0) {
    const [top, below] = path;
    const button = buttons[top ?? 0];
    return below === undefined ? button : button?.sub_button[below];
  }
  const name = textIn(call.body, "button");
  return buttons
    .flatMap((button) => [button, ...button.sub_button])
    .find(
      (button) =>
        button.sub_button.length === 0 &&
        [button.name, textIn(button, "key"), textIn(button, "url")].includes(name),
    );
};

/** Taps a button of the menu the follower sees, by `path: [top, sub]` or `button: NAME, KEY or URL`, and does what WeChat does. */
export const tapButton = async (call: ControlCall): Promise<Tapped> => {
  const account = needAccount(call);
  const name = textIn(call.body, "openid") || textIn(call.body, "from");
  const follower = call.core.followers.meet(account.id, name);
  const menu = call.core.menus.for(follower);
  const button = menu === undefined ? undefined : findButton(menu.buttons, call);
  if (button === undefined) throw new ControlRefused("no such button in the menu of this follower");
  const tapping = tappings[textIn(button, "type")];
  if (tapping === undefined) return { button, pushes: [], opened: null };
  const openid = needOpenid(call, account);
  const { pushes, opened = null } = await tapping({ call, account, openid, button });
  return { button, pushes, opened };
};
