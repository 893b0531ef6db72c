import type { Account, Channel } from "../schema/account.ts";

/** The entry of `channels.yaml` for a scanned code: its own, or the longest prefix (`machine-sh-*` before `machine-*`). */
export const findChannel = (
  { channels }: Pick<Account, "channels">,
  id: string,
): Channel | undefined => {
  let found: Channel | undefined;
  for (const channel of channels) {
    if (channel.id === id) return channel;
    if (!channel.id.endsWith("*") || !id.startsWith(channel.id.slice(0, -1))) continue;
    if (found === undefined || channel.id.length > found.id.length) found = channel;
  }
  return found;
};
