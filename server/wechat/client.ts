import type { Static, TSchema } from "typebox";
import type { AccountId } from "../../engine/index.ts";
import { accessToken } from "./access-token.ts";
import type { ApiAccount, FindApiAccount } from "./api-account.ts";
import type { Platform } from "./ask-platform.ts";
import { createPlatform } from "./ask-platform.ts";
import type { CredentialsDeps, Wanted } from "./credentials.ts";
import { Credentials } from "./credentials.ts";
import { TOKEN_CODES } from "./error-codes.ts";
import type { Exchange } from "./exchange.ts";
import { makeExchange } from "./exchange.ts";
import type { Metered, Quotas, QuotasDeps } from "./quotas.ts";
import { createQuotas } from "./quotas.ts";
import type { ApiRefusal, ApiResult } from "./refusal.ts";
import { refusedBy } from "./refusal.ts";
import type { Api, ApiRequest, DownloadRequest, FileBytes } from "./request.ts";

export interface WechatClientDeps
  extends Omit<CredentialsDeps, "log">,
    Pick<QuotasDeps, "counters"> {
  readonly account: FindApiAccount;
  /** `fetch` by default. */
  readonly exchange?: Exchange;
  readonly log: {
    readonly warn: (fields: object, text: string) => void;
    readonly error: (fields: object, text: string) => void;
  };
}
export interface CallOptions {
  /** Ends the call early; it then counts as timed out. */
  readonly signal?: AbortSignal;
  /** Not asked for by a person: stops at 95 % of a day's quota. */
  readonly isBackground?: boolean;
}
/** Our client of the platform's API: a token is fetched, renewed and replaced by itself, quotas are remembered. */
export interface WechatClient {
  /** The API of one account. Only a failure of storage is thrown. */
  readonly api: (account: AccountId, options?: CallOptions) => Api;
  /** Anything else the platform lends: a ticket, the id of an uploaded file. */
  readonly credentials: Credentials;
  readonly quotas: Quotas;
  /** Resolves when no renewal is under way; call it before storage is closed. */
  readonly idle: () => Promise<void>;
}

interface Parts {
  readonly deps: WechatClientDeps;
  readonly platform: Platform;
  readonly credentials: Credentials;
  readonly quotas: Quotas;
}
type Ask<T> = (token: string | null) => Promise<ApiResult<T>>;
type Made = Pick<ApiRequest<TSchema>, "guard" | "quota" | "path" | "plainCodes">;

const withToken = async <T>(
  { credentials }: Parts,
  wanted: Wanted,
  ask: Ask<T>,
): Promise<ApiResult<T>> => {
  const token = await credentials.get(wanted);
  if (!token.ok) return token;
  const first = await ask(token.data.value);
  if (first.ok || first.errcode === null || !TOKEN_CODES.has(first.errcode)) return first;
  await credentials.giveBack(wanted, token.data.generation);
  const next = await credentials.get(wanted);
  return next.ok ? ask(next.data.value) : next;
};

const metered = async <T>(
  { quotas }: Parts,
  call: Metered,
  ask: () => Promise<ApiResult<T>>,
): Promise<ApiResult<T>> => {
  const stopped = await quotas.take(call);
  if (stopped !== null) return stopped;
  const result = await ask();
  if (!result.ok) await quotas.note(call, result);
  return result;
};

const needsSecret = (account: ApiAccount): boolean =>
  account.appId === "" || account.appSecret === "";

class AccountApi implements Api {
  readonly #parts: Parts;
  readonly #id: AccountId;
  readonly #options: CallOptions;
  constructor(parts: Parts, id: AccountId, options: CallOptions) {
    this.#parts = parts;
    this.#id = id;
    this.#options = options;
  }

  call = <S extends TSchema>(request: ApiRequest<S>): Promise<ApiResult<Static<S>>> =>
    this.#make(request, (way) => this.#parts.platform.ask(request, way));

  download = (request: DownloadRequest) =>
    this.#make(request, (way) => this.#parts.platform.download(request, way));

  downloadFile = async (request: DownloadRequest): Promise<ApiResult<FileBytes>> => {
    const answered = await this.download(request);
    if (!answered.ok || answered.data.kind === "bytes") return answered as ApiResult<FileBytes>;
    return refusedBy("wechat-unreadable", "JSON for a file", this.#parts.deps.nowMs(this.#id));
  };

  account = async (): Promise<ApiResult<ApiAccount>> => {
    const { deps } = this.#parts;
    const account = await deps.account(this.#id);
    if (account === null) return refusedBy("wechat-no-account", this.#id, deps.nowMs(this.#id));
    if (needsSecret(account)) return refusedBy("wechat-no-secret", this.#id, deps.nowMs(this.#id));
    return { ok: true, data: account };
  };

  async #make<T>(
    { guard = "token", quota, path, plainCodes = [] }: Made,
    ask: (way: {
      readonly account: ApiAccount;
      readonly token: string | null;
      readonly signal?: AbortSignal;
    }) => Promise<ApiResult<T>>,
  ): Promise<ApiResult<T>> {
    const parts = this.#parts;
    const account = await this.account();
    if (!account.ok) return account;
    const { signal, isBackground = false } = this.#options;
    const way = { account: account.data, ...(signal === undefined ? {} : { signal }) };
    const call = { account: this.#id, name: quota ?? path, isBackground };
    const once: Ask<T> = (token) => metered(parts, call, () => ask({ ...way, token }));
    const wanted = accessToken(parts.platform, account.data);
    const result = await (guard === "token" ? withToken(parts, wanted, once) : once(null));
    if (!result.ok && !plainCodes.includes(result.errcode ?? 0)) this.#log(path, result);
    return result;
  }

  #log(path: string, { code, errmsg, retry }: ApiRefusal): void {
    const fields = { account: this.#id, path, code, errmsg, retry };
    this.#parts.deps.log.warn(fields, "the platform refused a call");
  }
}

/** Makes the client; one a process. */
export const createWechatClient = (deps: WechatClientDeps): WechatClient => {
  const platform = createPlatform({ exchange: deps.exchange ?? makeExchange(), nowMs: deps.nowMs });
  const credentials = new Credentials(deps);
  const parts: Parts = { deps, platform, credentials, quotas: createQuotas(deps) };
  return {
    api: (account, options = {}) => new AccountApi(parts, account, options),
    credentials,
    quotas: parts.quotas,
    idle: () => credentials.idle(),
  };
};
