import type { AccountId } from "../../engine/index.ts";
import { hookSecret } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";

/** An own system of an account, as `hooks` of account.yaml names it. */
export interface Hook {
  readonly url: string;
  /** `""`: nothing is signed, and nobody may answer. */
  readonly secret: string;
  /** A secret is written as `env:NAME`, and the variable is not set. */
  readonly isUnset: boolean;
}
/** `null` for an unknown one. */
export type FindHook = (account: AccountId, name: string) => Promise<Hook | null>;

/** Looks it up where the account's settings and secrets are kept. */
export const storedHooks =
  (
    accounts: Pick<Library["accounts"], "find">,
    env: (name: string) => string | undefined,
  ): FindHook =>
  async (account, name) => {
    const stored = await accounts.find(account);
    const { hooks } = (stored?.settings ?? { hooks: {} }) as unknown as AccountSettings;
    const url = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
    if (stored === null || url === undefined) return null;
    const secret = hookSecret(stored.secrets, name, env);
    return { url, secret, isUnset: secret === "" && (stored.secrets[`hook:${name}`] ?? "") !== "" };
  };
