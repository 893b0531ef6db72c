import type { AccountId, MerchantFile } from "../../engine/index.ts";
import { merchantsWritten, merchantWith } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library, StoredAccount } from "../storage/library.ts";
import { refusedByUs } from "./codes.ts";
import { createPayClient } from "./create-pay-client.ts";
import type { Merchant } from "./merchant.ts";
import type { PayClient, PayClients } from "./pay-client.ts";
import type { PayResult } from "./pay-result.ts";
import type { PayWireDeps } from "./pay-wire.ts";
import { PAY_URL } from "./pay-wire.ts";
import { askSandboxMerchant } from "./sandbox-merchant.ts";

export interface PayClientsDeps extends PayWireDeps {
  readonly accounts: Pick<Library["accounts"], "find">;
  /** What `env:NAME` stands for. */
  readonly env: (name: string) => string | undefined;
  /** Where the sandbox listens; `null` while none does. */
  readonly sandboxUrl: () => string | null;
}

const settingsOf = (stored: StoredAccount): AccountSettings =>
  stored.settings as unknown as AccountSettings;

const chosen = (stored: StoredAccount, mchid: string | null): MerchantFile | null => {
  const written = merchantsWritten(stored.secrets);
  const found = mchid === null ? written[0] : written.find((one) => one.mchid === mchid);
  return found ?? null;
};

const realMerchant = (
  stored: StoredAccount,
  mchid: string | null,
  env: PayClientsDeps["env"],
): Merchant | null => {
  const written = chosen(stored, mchid);
  if (written === null) return null;
  const { publicKeyId, publicKey, ...values } = merchantWith(written, env);
  return {
    mchid: written.mchid,
    appid: settingsOf(stored).appId ?? "",
    ...values,
    platformKey: publicKeyId === "" ? null : { id: publicKeyId, pem: publicKey },
    baseUrl: written.api ?? PAY_URL,
  };
};

interface Kept {
  readonly text: string;
  readonly client: PayClient;
}

interface SandboxKept {
  readonly merchant: PayResult<Merchant>;
  readonly askedAtMs: number;
}
interface Recent {
  readonly found: PayResult<PayClient>;
  readonly askedAtMs: number;
}
/** Opening an account's secrets costs more than proving a notification; a changed key is used a second later. */
const RECENT_MS = 1_000;
const RECENT_KEPT = 10_000;
/** A sandbox keeps its keys; only one whose file was thrown away has others. */
const SANDBOX_KEPT_MS = 60_000;

/** Makes clients when they are first asked for, and anew when a merchant's settings changed; certificates are kept with the client. */
export const createPayClients = (deps: PayClientsDeps): PayClients => {
  const kept = new Map<string, Kept>();
  const clientOf = (account: AccountId, merchant: Merchant): PayResult<PayClient> => {
    const key = `${account}\n${merchant.mchid}`;
    const text = JSON.stringify(merchant);
    const known = kept.get(key);
    if (known?.text === text) return { ok: true, data: known.client };
    const client = createPayClient(merchant, deps);
    if (client === null) return refusedByUs("bad-keys", merchant.mchid);
    kept.set(key, { text, client });
    return { ok: true, data: client };
  };
  const sandboxed = new Map<string, SandboxKept>();
  const askOnce = async (of: Parameters<typeof askSandboxMerchant>[1]) => {
    const key = JSON.stringify(of);
    const known = sandboxed.get(key);
    if (known !== undefined && Math.abs(deps.nowMs() - known.askedAtMs) < SANDBOX_KEPT_MS)
      return known.merchant;
    const merchant = await askSandboxMerchant(deps.exchange, of);
    if (merchant.ok) sandboxed.set(key, { merchant, askedAtMs: deps.nowMs() });
    return merchant;
  };
  const onSandbox = (stored: StoredAccount, mchid: string | null): Promise<PayResult<Merchant>> => {
    const url = deps.sandboxUrl();
    if (url === null) return Promise.resolve(refusedByUs("no-sandbox", stored.id));
    const first = chosen(stored, mchid)?.mchid ?? mchid;
    return askOnce({ url, account: stored.id, mchid: first });
  };
  const merchantOf = async (
    stored: StoredAccount,
    mchid: string | null,
  ): Promise<PayResult<Merchant>> => {
    if (settingsOf(stored).platform === "sandbox") return onSandbox(stored, mchid);
    const merchant = realMerchant(stored, mchid, deps.env);
    return merchant === null
      ? refusedByUs("no-merchant", mchid ?? stored.id)
      : { ok: true, data: merchant };
  };
  const findNow = async (
    account: AccountId,
    mchid: string | null,
  ): Promise<PayResult<PayClient>> => {
    const stored = await deps.accounts.find(account);
    if (stored === null) return refusedByUs("no-merchant", account);
    const merchant = await merchantOf(stored, mchid);
    return merchant.ok ? clientOf(account, merchant.data) : merchant;
  };
  const recent = new Map<string, Recent>();
  return {
    find: async (account, mchid) => {
      const key = `${account}\n${mchid ?? ""}`;
      const known = recent.get(key);
      const askedAtMs = deps.nowMs();
      if (known !== undefined && Math.abs(askedAtMs - known.askedAtMs) < RECENT_MS)
        return known.found;
      const found = await findNow(account, mchid);
      if (recent.size >= RECENT_KEPT) recent.clear();
      if (found.ok) recent.set(key, { found, askedAtMs });
      return found;
    },
    merchants: async (account) => {
      const stored = await deps.accounts.find(account);
      if (stored === null) return [];
      const written = merchantsWritten(stored.secrets).map(({ mchid }) => mchid);
      if (written.length > 0 || settingsOf(stored).platform !== "sandbox") return written;
      const merchant = await merchantOf(stored, null);
      return merchant.ok ? [merchant.data.mchid] : [];
    },
  };
};
