import type { AccountId, Media, Message, OpenId } from "../../engine/index.ts";
import { sendCustomerMessage } from "../wechat/api/customer-messages.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { MediaIds } from "../wechat/media-ids.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { performed, refusalPerformed } from "./performed.ts";
import type { Performer } from "./performer.ts";

export interface SendDeps {
  readonly client: Pick<WechatClient, "api">;
  readonly media: MediaIds;
  /** The platform says that no more may be sent: our ledger said otherwise. */
  readonly shutWindow: (account: AccountId, follower: OpenId) => Promise<void>;
}

const mediaIn = (message: Message): Media | null => {
  if ("media" in message) return message.media;
  return "thumb" in message ? message.thumb : null;
};
const withId = (message: Message, mediaId: string): Message => {
  if ("media" in message) return { ...message, media: { mediaId } };
  return "thumb" in message ? { ...message, thumb: { mediaId } } : message;
};

/** The window is shut, or used up (contract §4.3): by another program of the account, or since rules were changed. */
const SHUT: ReadonlySet<number | null> = new Set([45015, 45047]);
/** The platform forgot an uploaded file before its time. */
const BAD_MEDIA = 40007;

/** Sends a message as customer-service message; the window's ledger was charged when it was planned. */
export const sendPerformer = ({ client, media, shutWindow }: SendDeps): Performer<"send"> => {
  const resolved = async (account: AccountId, message: Message): Promise<ApiResult<Message>> => {
    const file = mediaIn(message);
    if (file === null) return { ok: true, data: message };
    const id = await media.idOf(account, file);
    return id.ok ? { ok: true, data: withId(message, id.data) } : id;
  };
  return {
    kind: "send",
    perform: async ({ message }, { account, follower, signal }) => {
      if (follower === null) return { kind: "never", code: "no-follower" };
      const api = client.api(account, { signal, isBackground: true });
      const send = async () => {
        const ready = await resolved(account, message);
        return ready.ok ? sendCustomerMessage(api, follower, ready.data) : ready;
      };
      const first = await send();
      if (!first.ok && SHUT.has(first.errcode)) await shutWindow(account, follower);
      if (first.ok || first.errcode !== BAD_MEDIA) return performed(first);
      const file = mediaIn(message);
      if (file === null || "mediaId" in file) return refusalPerformed(first);
      await media.forget(account, file);
      return performed(await send());
    },
  };
};
