import type { MapAccount } from "../../../server/maps/map-account.ts";
import type { MapClient, MapClientDeps } from "../../../server/maps/map-client.ts";
import { createMapClient } from "../../../server/maps/map-client.ts";
import type { AccountInput } from "../../../server/sandbox/state/accounts.ts";
import type { Library } from "../../../server/storage/library.ts";
import { makeExchange } from "../../../server/wechat/exchange.ts";
import type { Tried } from "../sandbox/start.ts";
import { shop, startMs, trySandbox } from "../sandbox/start.ts";
import { handClock, sharedStorage } from "../wechat/rig.ts";

export const KEY = "SANDB-OXKEY-00000-00000-00000-00001";
export const SECRET = "SandboxSecretKey0000000000000000";
const mapped: AccountInput = { ...shop, mapKey: KEY };

/** A client of the account `shop` against a sandbox of its own; waiting moves both clocks. */
export const tryMaps = async (
  of: {
    readonly secret?: string;
    readonly account?: Partial<MapAccount>;
    readonly deps?: Partial<MapClientDeps>;
  } = {},
): Promise<{
  readonly maps: MapClient;
  readonly tried: Tried;
  readonly clock: ReturnType<typeof handClock>;
  readonly waits: readonly number[];
  readonly library: Library;
}> => {
  const secret = of.secret ?? "";
  const tried = await trySandbox({ accounts: [{ ...mapped, mapSecret: secret }] });
  const clock = handClock(startMs);
  const library = (await sharedStorage(clock.nowMs))();
  const waits: number[] = [];
  const maps = createMapClient({
    account: async (id) =>
      id === "shop"
        ? { id, key: KEY, secret, table: "branches", base: tried.sandbox.url, ...of.account }
        : null,
    exchange: makeExchange(),
    answers: library.mapAnswers,
    counters: library.counters,
    nowMs: clock.nowMs,
    wait: async (ms) => {
      waits.push(ms);
      tried.tick(ms);
      await clock.wait(ms);
    },
    ...of.deps,
  });
  return { maps, tried, clock, waits, library };
};
