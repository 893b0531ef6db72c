import type { AccountId } from "../../engine/index.ts";
import type { ConnectionCheck } from "../admin/desk.ts";
import { pushAddresses } from "../wechat/api/basics.ts";
import type { WechatClient } from "../wechat/client.ts";

/** The platform names the address it does not know: `invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist`. */
const addressIn = (errmsg: string): string | null =>
  /invalid ip ([0-9a-f.:]+)/i.exec(errmsg)?.[1] ?? null;

const NOT_ON_THE_LIST = 40164;

/** Asks the platform for something harmless with the account's own keys, and remembers from which address it saw us. */
export const createConnectionCheck = (client: WechatClient): ConnectionCheck => {
  const addresses = new Map<AccountId, string>();
  return {
    addressOf: (account) => addresses.get(account) ?? null,
    ask: async (account) => {
      const answered = await pushAddresses(client.api(account));
      if (answered.ok) return { isGood: true, errmsg: "", remedy: null };
      const { errcode, errmsg, remedy } = answered;
      const address = errcode === NOT_ON_THE_LIST ? addressIn(errmsg) : null;
      if (address !== null) addresses.set(account, address);
      return { isGood: false, errmsg, remedy };
    },
  };
};
