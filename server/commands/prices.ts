import { findChannel } from "../../engine/index.ts";
import { nameSeries } from "../channels/name-series.ts";
import { markWith } from "../pages/marks.ts";
import { priceAddress } from "../pages/price-address.ts";
import { readSecretKey } from "../secret-key.ts";
import { openData } from "../start/open-storage.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";

const MOST = 100_000;

/** Prints the addresses that machines show their prices at. */
export const prices: Command = {
  name: "prices",
  usage: "ACCOUNT machine-{00001..10000} [PRODUCT]",
  help: {
    "zh-CN": "列出售货机屏幕要打开的价签网址，每行一个：渠道、网址",
    en: "list the addresses that machines' screens open, a line each: channel, address",
  },
  run: async ([account, pattern, product, ...rest], io) => {
    if (account === undefined || pattern === undefined || rest.length > 0)
      throw new UsageError("an account and a channel are needed");
    const channels = nameSeries(pattern, MOST);
    if (channels === null) throw new UsageError("write machine-{00001..10000}");
    const config = io.config();
    const opened = openData(config, Date.now);
    try {
      const served = (await opened.store.ruleSet(account, "active"))?.account;
      if (served === undefined) throw new UsageError(`nothing is published for "${account}"`);
      const unknown = channels.find((id) => findChannel(served, id) === undefined);
      if (unknown !== undefined) throw new UsageError(`channels.yaml has no channel "${unknown}"`);
      if (product !== undefined && !served.products.some(({ id }) => id === product))
        throw new UsageError(`products.yaml has no product "${product}"`);
      const mark = markWith(readSecretKey(config.secretKey, config.dataFolder));
      const base = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
      const of = { account, product: product ?? "" };
      for (const channel of channels)
        io.out(`${channel}\t${base.replace(/\/+$/, "")}${priceAddress(mark, { ...of, channel })}`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};
