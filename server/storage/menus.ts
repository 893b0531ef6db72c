import type { AccountId, Json } from "../../engine/index.ts";

/** What the platform held before it was changed. */
export interface MenuBackup {
  readonly id: string;
  readonly atMs: number;
  /** Who changed it. */
  readonly author: string;
  /** The menus in the platform's words (`server/menus/menu-set.ts`). */
  readonly menus: Json;
}
/** Menus that were replaced on the platform, to be put back. All of it throws `StorageError`. */
export interface MenuBackups {
  /** Keeps the newest `keep` of the account. */
  readonly add: (account: AccountId, backup: MenuBackup, keep: number) => Promise<void>;
  /** Newest first. */
  readonly list: (account: AccountId) => Promise<readonly MenuBackup[]>;
  readonly find: (account: AccountId, id: string) => Promise<MenuBackup | null>;
}
