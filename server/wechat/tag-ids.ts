import type { AccountId } from "../../engine/index.ts";
import { TAG_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import { createTag, listTags } from "./api/tags.ts";
import type { ApiResult } from "./refusal.ts";
import { refusedWith } from "./refusal.ts";
import type { Api } from "./request.ts";

/** The platform's numbers of an account's tags, by name. */
export interface TagIds {
  /** `null` when there is none of that name. */
  readonly find: (account: AccountId, api: Api, name: string) => Promise<ApiResult<number | null>>;
  /** Makes one if there is none; 45056 when the account has a hundred. */
  readonly findOrCreate: (account: AccountId, api: Api, name: string) => Promise<ApiResult<number>>;
  /** The platform did not know a number: read them again. */
  readonly forget: (account: AccountId) => void;
}

const ACCOUNTS_KEPT = 1_000;
/** Up to here the platform's own. */
const LAST_RESERVED = 2;
const NAME_TAKEN = 45157;
const TOO_MANY = 45056;

type ByName = Map<string, number>;

/** Read once an account and kept; other processes' new tags are met when a name is taken. */
export const createTagIds = (nowMs: NowMs): TagIds => {
  const known = new Map<AccountId, ByName>();

  const read = async (account: AccountId, api: Api): Promise<ApiResult<ByName>> => {
    const names = known.get(account);
    if (names !== undefined) return { ok: true, data: names };
    const listed = await listTags(api);
    if (!listed.ok) return listed;
    const byName = new Map(listed.data.map(({ id, name }) => [name, id]));
    if (known.size >= ACCOUNTS_KEPT) known.clear();
    known.set(account, byName);
    return { ok: true, data: byName };
  };

  const find: TagIds["find"] = async (account, api, name) => {
    const names = await read(account, api);
    return names.ok ? { ok: true, data: names.data.get(name) ?? null } : names;
  };

  const create = async (
    account: AccountId,
    api: Api,
    { names, name }: { readonly names: ByName; readonly name: string },
  ): Promise<ApiResult<number>> => {
    const own = [...names.values()].filter((id) => id > LAST_RESERVED);
    if (own.length >= TAG_LIMITS.perAccount)
      return refusedWith(TOO_MANY, "counted", nowMs(account));
    const created = await createTag(api, name);
    if (created.ok) names.set(name, created.data);
    if (created.ok || created.errcode !== NAME_TAKEN) return created;
    // Somebody else made it meanwhile, or the name itself is refused.
    known.delete(account);
    const found = await find(account, api, name);
    if (!found.ok) return found;
    return found.data === null ? created : { ok: true, data: found.data };
  };

  return {
    find,
    findOrCreate: async (account, api, name) => {
      const names = await read(account, api);
      if (!names.ok) return names;
      const id = names.data.get(name);
      return id === undefined
        ? create(account, api, { names: names.data, name })
        : { ok: true, data: id };
    },
    forget: (account) => {
      known.delete(account);
    },
  };
};
