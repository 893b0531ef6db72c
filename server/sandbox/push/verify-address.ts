import { signTriple } from "../../wechat/wire/signature.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { State } from "../state/state.ts";

/** How long an address may take to answer. */
const timeoutMs = 5000;

/** Asks the developer's address for the `echostr`, as the console does before it saves (contract §1.1). */
export const verifyAddress = async (
  account: SandboxAccount,
  { ids, time }: State,
): Promise<{ readonly ok: boolean; readonly status: number | null; readonly body: string }> => {
  if (account.webhookUrl === null) return { ok: false, status: null, body: "no address is set" };
  const echostr = ids.digits("echostr", 19);
  const timestamp = String(Math.floor(time.realMs() / 1000));
  const nonce = ids.digits("nonce", 10);
  const signature = signTriple({ token: account.token, timestamp, nonce });
  const url = new URL(account.webhookUrl);
  for (const [name, value] of Object.entries({ signature, timestamp, nonce, echostr }))
    url.searchParams.set(name, value);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const body = await response.text();
    return { ok: response.status === 200 && body === echostr, status: response.status, body };
  } catch (error) {
    return { ok: false, status: null, body: error instanceof Error ? error.message : "failed" };
  }
};
