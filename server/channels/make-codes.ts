import type { AccountId } from "../../engine/index.ts";
import type { ChannelCode } from "../storage/library.ts";
import type { ApiRefusal } from "../wechat/refusal.ts";
import type { ChannelCodes } from "./channel-codes.ts";

export interface MakeCodes {
  readonly codes: ChannelCodes;
  readonly account: AccountId;
  readonly ids: readonly string[];
  readonly forMs: number | null;
  /** Gets each code once, in the order of `ids`. */
  readonly take: (code: ChannelCode) => Promise<void>;
}
/** How many codes were given out, and why there are not more. */
export interface MadeCodes {
  readonly count: number;
  readonly refusal: ApiRefusal | null;
}

/** Calls under way at a time. */
const AT_ONCE = 16;

/** Makes many codes; those that are there already are not made again, so that a second call goes on where one stopped. */
export const makeCodes = async ({
  codes,
  account,
  ids,
  forMs,
  take,
}: MakeCodes): Promise<MadeCodes> => {
  let count = 0;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const asked = ids.slice(at, at + AT_ONCE);
    const made = await Promise.all(asked.map((id) => codes.codeOf(account, id, { forMs })));
    for (const one of made) {
      if (!one.ok) return { count, refusal: one };
      await take(one.data);
      count += 1;
    }
  }
  return { count, refusal: null };
};
