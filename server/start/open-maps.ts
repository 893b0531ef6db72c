import { setTimeout as wait } from "node:timers/promises";
import type { NowMs } from "../clock.ts";
import { mapAccounts } from "../maps/map-account.ts";
import type { MapClient } from "../maps/map-client.ts";
import { createMapClient } from "../maps/map-client.ts";
import { createPlaceJob } from "../maps/place-job.ts";
import type { Library } from "../storage/library.ts";
import { makeExchange } from "../wechat/exchange.ts";
import type { Parts } from "./parts.ts";

/** Our client of the map services. */
export const openMaps = (from: {
  readonly library: Pick<Library, "accounts" | "mapAnswers" | "counters">;
  readonly env: (name: string) => string | undefined;
  readonly sandboxUrl: () => string | null;
  readonly nowMs: NowMs;
}): MapClient =>
  createMapClient({
    account: mapAccounts({ ...from, accounts: from.library.accounts }),
    exchange: makeExchange(),
    answers: from.library.mapAnswers,
    counters: from.library.counters,
    nowMs: from.nowMs,
    wait: (ms) => wait(ms),
  });

/** Looks after places without a position and lists that were brought in. */
export const placeJobOf = ({ opened, accounts, nowMs, log }: Parts, maps: MapClient) =>
  createPlaceJob({ maps, ...opened, forget: accounts.forget, nowMs, log });
