import type { AccountId } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Library } from "../storage/library.ts";
import type { Store } from "../storage/store.ts";
import { locatePlaces } from "./locate-places.ts";
import type { MapClient } from "./map-client.ts";

export interface PlaceJobDeps {
  readonly maps: MapClient;
  readonly library: Pick<Library, "ruleSets" | "placeTables">;
  readonly store: Pick<Store, "ruleSet">;
  /** Its places changed: what is served must be loaded anew. */
  readonly forget: (account: AccountId) => void;
  readonly nowMs: NowMs;
  readonly log: { readonly warn: (fields: object, text: string) => void };
}

/** After the services could not be asked. */
const AGAIN_MS = 60_000;
const SWEPT_AT_ONCE = 2_000;

/** Looks for places that still have no position, and for lists that were brought in by another process. */
export const createPlaceJob = (deps: PlaceJobDeps): { readonly run: () => Promise<number> } => {
  const { maps, library, store, forget, nowMs, log } = deps;
  const seen = new Map<AccountId, number>();
  const againAtMs = new Map<AccountId, number>();
  let tables: ReadonlyMap<string, AccountId> | null = null;

  const locateAll = async (account: AccountId): Promise<void> => {
    againAtMs.delete(account);
    const ruleSet = await store.ruleSet(account, "active");
    const { unlocated = [], map } = ruleSet?.account ?? {};
    if (unlocated.length === 0 || map !== true) return;
    const { located, failed } = await locatePlaces(maps, account, unlocated);
    for (const { place, code } of failed)
      log.warn(
        { account, place: place.id, address: place.address, code },
        "a place has no position",
      );
    if (failed.some((one) => one.isPassing || one.code === "map-no-key"))
      againAtMs.set(account, nowMs() + AGAIN_MS);
    if (located > 0) forget(account);
  };
  const locateNew = async (): Promise<number> => {
    let asked = 0;
    for (const [account, { generation }] of await library.ruleSets.activeGenerations()) {
      const isDue = (againAtMs.get(account) ?? Number.POSITIVE_INFINITY) <= nowMs();
      if (seen.get(account) === generation && !isDue) continue;
      seen.set(account, generation);
      await locateAll(account);
      asked += 1;
    }
    return asked;
  };
  const sweep = async (account: AccountId, kept: readonly string[]): Promise<void> => {
    while ((await library.placeTables.sweep(account, kept, SWEPT_AT_ONCE)) === SWEPT_AT_ONCE);
  };
  const lookAtTables = async (): Promise<number> => {
    const all = await library.placeTables.all();
    const now = new Map(
      all.map(({ account, list, batch }) => [`${account}\n${list}\n${batch}`, account]),
    );
    const before = tables;
    tables = now;
    if (before === null) return 0;
    const changed = new Set([
      ...[...now].flatMap(([key, account]) => (before.has(key) ? [] : [account])),
      ...[...before].flatMap(([key, account]) => (now.has(key) ? [] : [account])),
    ]);
    for (const account of changed) {
      forget(account);
      await sweep(
        account,
        all.filter((one) => one.account === account).map(({ batch }) => batch),
      );
    }
    return changed.size;
  };
  return { run: async () => (await lookAtTables()) + (await locateNew()) };
};
