import type { AccountId } from "../../engine/index.ts";
import { secretOf } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library } from "../storage/library.ts";

/** Where the platform is reached; none ends in a slash. */
export interface Hosts {
  /** `/cgi-bin/…`, `/sns/…`. */
  readonly api: string;
  /** The sign-in page that followers open. */
  readonly open: string;
  /** Pictures of QR codes. */
  readonly mp: string;
}
export const WECHAT_HOSTS: Hosts = {
  api: "https://api.weixin.qq.com",
  open: "https://open.weixin.qq.com",
  mp: "https://mp.weixin.qq.com",
};
/** The sandbox plays all of them under one address. */
export const sandboxHosts = (url: string): Hosts => ({ api: url, open: url, mp: url });

/** An account as the API knows it. */
export interface ApiAccount {
  readonly id: AccountId;
  readonly appId: string;
  readonly appSecret: string;
  readonly hosts: Hosts;
}
/** `null` for an unknown one, or one on the sandbox while none runs. */
export type FindApiAccount = (id: AccountId) => Promise<ApiAccount | null>;

export interface ApiAccountsDeps {
  readonly accounts: Pick<Library["accounts"], "find">;
  /** What `env:NAME` stands for. */
  readonly env: (name: string) => string | undefined;
  /** Where the sandbox listens; `null` while none does. */
  readonly sandboxUrl: () => string | null;
}

/** Looks an account up each time, so that a changed secret is used at once. */
export const apiAccounts =
  ({ accounts, env, sandboxUrl }: ApiAccountsDeps): FindApiAccount =>
  async (id) => {
    const stored = await accounts.find(id);
    if (stored === null) return null;
    const { appId, platform } = stored.settings as unknown as AccountSettings;
    const url = platform === "sandbox" ? sandboxUrl() : null;
    if (platform === "sandbox" && url === null) return null;
    return {
      id,
      appId: appId ?? "",
      appSecret: secretOf(stored.secrets, "appSecret", env),
      hosts: url === null ? WECHAT_HOSTS : sandboxHosts(url),
    };
  };
