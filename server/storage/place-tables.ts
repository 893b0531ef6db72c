import type { AccountId, Place } from "../../engine/index.ts";

/** A list of places that was brought in; its rows are those of one batch. */
export interface PlaceTable {
  readonly account: AccountId;
  readonly list: string;
  readonly batch: string;
  readonly count: number;
  readonly atMs: number;
}
/** Lists of places beyond what a file holds. All of it throws `StorageError`. */
export interface PlaceTables {
  /** Of every account: processes look each second and load what changed. */
  readonly all: () => Promise<readonly PlaceTable[]>;
  /** In the order of their ids. */
  readonly read: (
    account: AccountId,
    table: Pick<PlaceTable, "list" | "batch">,
    page: { readonly afterId: string; readonly limit: number },
  ) => Promise<readonly Place[]>;
  /** Adds rows to a batch that nobody reads yet. */
  readonly add: (account: AccountId, batch: string, places: readonly Place[]) => Promise<void>;
  /** From now on the list is this batch. */
  readonly serve: (table: PlaceTable) => Promise<void>;
  /** The list is gone. */
  readonly drop: (account: AccountId, list: string) => Promise<void>;
  /** Deletes rows of batches that no list is, `limit` at most; resolves with how many. */
  readonly sweep: (account: AccountId, keep: readonly string[], limit: number) => Promise<number>;
}
