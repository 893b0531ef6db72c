import { secretOf } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";

import type { Library, StoredAccount } from "../storage/library.ts";
import type { Store } from "../storage/store.ts";
import type { Code } from "./codes-in.ts";
import { codesIn } from "./codes-in.ts";
import type { Sample } from "./samples-in.ts";
import { samplesIn } from "./samples-in.ts";
import type { TemplateSample } from "./templates-in.ts";
import { templatesIn } from "./templates-in.ts";

/** What the local WeChat must know of an account that lives on it. */
export interface SandboxedAccount {
  readonly id: string;
  readonly name: string;
  readonly kind: "service" | "subscription";
  readonly verified: boolean;
  readonly appId: string;
  readonly appSecret: string;
  readonly originalId: string;
  readonly token: string;
  readonly aesKey?: string;
  readonly mode: AccountSettings["mode"];
  readonly mapKey: string;
  readonly mapSecret: string;
  readonly webhookUrl: string;
  /** Files that its rules name by an id of the console. */
  readonly samples: readonly Sample[];
  /** The QR codes of its channels. */
  readonly codes: readonly Code[];
  /** Templates that its rules fill in. */
  readonly templates: readonly TemplateSample[];
}
interface From {
  readonly library: Pick<Library, "accounts">;
  readonly store: Pick<Store, "ruleSet">;
  readonly env: (name: string) => string | undefined;
  /** Where this server answers. */
  readonly url: string;
}

const describe = async (
  stored: StoredAccount,
  { store, env, url }: From,
): Promise<SandboxedAccount | null> => {
  const settings = stored.settings as unknown as AccountSettings;
  const ruleSet = await store.ruleSet(stored.id, "active");
  if (settings.platform !== "sandbox" || ruleSet === null) return null;
  const { account } = ruleSet;
  const aesKey = secretOf(stored.secrets, "encodingAesKey", env);
  return {
    id: stored.id,
    name: account.name,
    kind: account.kind,
    verified: account.verified,
    appId: settings.appId ?? "",
    appSecret: secretOf(stored.secrets, "appSecret", env),
    originalId: settings.originalId ?? "",
    token: secretOf(stored.secrets, "token", env),
    ...(aesKey === "" ? {} : { aesKey }),
    mode: settings.mode,
    mapKey: secretOf(stored.secrets, "mapKey", env),
    mapSecret: secretOf(stored.secrets, "mapSecret", env),
    webhookUrl: `${url}/wechat/${stored.id}`,
    samples: samplesIn(ruleSet.rules),
    codes: codesIn(account.channels),
    templates: templatesIn(ruleSet),
  };
};

/** The accounts that say `platform: sandbox`. */
export const sandboxAccounts = async (from: From): Promise<readonly SandboxedAccount[]> => {
  const all: SandboxedAccount[] = [];
  for (const { id } of await from.library.accounts.list()) {
    const stored = await from.library.accounts.find(id);
    const account = stored === null ? null : await describe(stored, from);
    if (account !== null) all.push(account);
  }
  return all;
};

/** Addresses that the platform answers, and the local one in its place. */
export const isPlatformPath = (url: string): boolean =>
  /^\/(?:cgi-bin|sns|connect\/oauth2|customservice|datacube|semantic|cv|v3|ws|place_cloud|sandbox|phone|mp|mmbiz|wxaapi|wxa)(?:\/|$|\?)/.test(
    url,
  );
