import { openData } from "../start/open-storage.ts";
import type { Share, ShareFigures } from "../storage/library.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";

const SHARERS = 20;

const channelLine = ({ channel, sharers, shares, opens }: ShareFigures): string =>
  [channel === "" ? "-" : channel, sharers, shares, opens].join("\t");
const sharerLine = ({ openid, channel, shares, opens }: Share): string =>
  [openid, channel === "" ? "-" : channel, shares, opens].join("\t");

/** Prints who passed a page on and what came of it, by channel and for the best sharers. */
export const shares: Command = {
  name: "shares",
  usage: "ACCOUNT PAGE",
  help: {
    "zh-CN": "看一个页面的转发和打开：按渠道，以及带来最多人的粉丝",
    en: "show how often a page was shared and opened, by channel and by the best sharers",
  },
  run: async ([account, page, ...rest], io) => {
    if (account === undefined || page === undefined || rest.length > 0)
      throw new UsageError("an account and a page are needed");
    const opened = openData(io.config(), Date.now);
    try {
      const { library } = opened;
      if ((await library.accounts.find(account)) === null)
        throw new UsageError(`no account "${account}" in the database`);
      const byChannel = await library.shares.byChannel(account, page);
      const best = await library.shares.best(account, page, SHARERS);
      io.out(["channel\tsharers\tshares\topens", ...byChannel.map(channelLine)].join("\n"));
      io.out(["\nopenid\tchannel\tshares\topens", ...best.map(sharerLine)].join("\n"));
      return 0;
    } finally {
      await opened.close();
    }
  },
};
