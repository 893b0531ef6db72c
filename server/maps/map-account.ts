import type { AccountId } from "../../engine/index.ts";
import { secretOf } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";

/** An account as the map services know it. */
export interface MapAccount {
  readonly id: AccountId;
  readonly key: string;
  /** `""`: the key asks for no signature. */
  readonly secret: string;
  /** Its table in the place cloud, `""` for none. */
  readonly table: string;
  /** Where they are reached, without a slash at the end. */
  readonly base: string;
}
/** `null` for an account without a key, or one on the sandbox while none runs. */
export type FindMapAccount = (id: AccountId) => Promise<MapAccount | null>;

const MAPS = "https://apis.map.qq.com";

/** Looks an account up each time, so that a changed key is used at once. */
export const mapAccounts =
  ({
    accounts,
    env,
    sandboxUrl,
  }: {
    readonly accounts: Pick<Library["accounts"], "find">;
    /** What `env:NAME` stands for. */
    readonly env: (name: string) => string | undefined;
    /** Where the sandbox listens; `null` while none does. */
    readonly sandboxUrl: () => string | null;
  }): FindMapAccount =>
  async (id) => {
    const stored = await accounts.find(id);
    if (stored === null) return null;
    const { map, platform } = stored.settings as unknown as AccountSettings;
    const key = secretOf(stored.secrets, "mapKey", env);
    const base = platform === "sandbox" ? sandboxUrl() : MAPS;
    if (map === undefined || key === "" || base === null) return null;
    const secret = secretOf(stored.secrets, "mapSecret", env);
    return { id, key, secret, table: map.table ?? "", base };
  };
