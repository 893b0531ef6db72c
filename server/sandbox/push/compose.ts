import { carry } from "../carried.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { State } from "../state/state.ts";
import type { Fields } from "./fields.ts";
import type { Maker, PushKind } from "./kinds.ts";
import { fieldsOf } from "./kinds.ts";
import type { PushOptions, PushOrder } from "./order.ts";
import { inCase } from "./order.ts";
import { sampleOf, typeOf } from "./samples.ts";

/** A push ready to be delivered, as often as needed. */
export interface Composed {
  readonly id: string;
  readonly account: SandboxAccount;
  readonly openid: string;
  readonly kind: PushKind;
  readonly fields: Fields;
}

type Who = Pick<Composed, "account" | "openid" | "kind">;

const makerFor = (
  { media, menus, followers }: State,
  publicUrl: () => string,
  { account, openid }: Who,
  options: PushOptions,
): Maker => ({
  keep: (type, base64, carried = "") => {
    const sample = sampleOf(type);
    const bytes = typeof base64 === "string" ? Buffer.from(base64, "base64") : sample.bytes;
    const { contentType, ending } = typeOf(bytes) ?? sample;
    return media.put({
      account: account.id,
      type,
      name: `${type}.${ending}`,
      contentType,
      bytes: carry(bytes, carried),
    });
  },
  linkTo: ({ mediaId }) => `${publicUrl()}/mmbiz/${mediaId}/0`,
  recognises: account.recognition && options.noRecognition !== true,
  menuId: () => {
    const follower = followers.get(account.id, openid);
    return (follower === undefined ? undefined : menus.for(follower)?.menuId) ?? 0;
  },
});

/** Makes the fields of a push, with everything that happens once: ids, the time, media that the follower sent. */
export const composePush = (
  state: State,
  publicUrl: () => string,
  who: Who,
  order: PushOrder,
): Composed => {
  const { ids, time } = state;
  const { account, openid, kind } = who;
  const { message, options = {} } = order;
  const own = fieldsOf(kind, message, makerFor(state, publicUrl, who, options));
  const fields: Fields = {
    ToUserName: account.originalId,
    FromUserName: openid,
    CreateTime: time.nowS(),
    MsgType: kind.msgType,
    ...(kind.event === undefined ? {} : { Event: inCase(kind.event, options.eventCase) }),
    ...own,
    ...(kind.event === undefined ? { MsgId: ids.messageId() } : {}),
  };
  return { id: `p${ids.next("push")}`, account, openid, kind, fields };
};
