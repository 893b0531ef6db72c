import type { AccountId, Definitions, OpenId, ReadyRules, RuleSet } from "../../engine/index.ts";
import { compileRules, makeRegistry, withBuiltIn } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import { Recent } from "../recent.ts";
import type { ActiveRuleSet, Library, StoredAccount } from "../storage/library.ts";
import type { Store } from "../storage/store.ts";
import type { WebhookAccount } from "../webhook/deps.ts";
import { secretOf } from "./account-secrets.ts";
import type { AccountSettings } from "./account-settings.ts";
import { createPlaceJoin } from "./with-places.ts";

/** How many accounts stay compiled. */
const ACCOUNTS_KEPT = 500;
/** How many earlier versions stay compiled, over all accounts. */
const VERSIONS_KEPT = 50;

export interface AccountsDeps {
  readonly library: Pick<
    Library,
    "accounts" | "ruleSets" | "testers" | "mapAnswers" | "placeTables"
  >;
  readonly store: Pick<Store, "ruleSet">;
  /** The account's plugins. */
  readonly definitions: (account: AccountId) => Definitions;
  /** What `env:NAME` stands for. */
  readonly env: (name: string) => string | undefined;
  readonly log: { readonly error: (fields: object, text: string) => void };
}
/** The accounts being served, ready to answer; loaded on first use. */
export interface Accounts {
  readonly find: (id: AccountId) => Promise<WebhookAccount | null>;
  readonly rulesAt: (id: AccountId, version: number) => Promise<ReadyRules | null>;
  /** Looks which accounts have another active version than the one served, and swaps those. */
  readonly refresh: () => Promise<number>;
  /** Forgets what was compiled: its plugins or settings changed. `null` = of every account. */
  readonly forget: (id: AccountId | null) => void;
}

interface Served {
  readonly account: WebhookAccount;
  readonly generation: number;
}

/** Rules switched off in an emergency are off whatever is published or tried. */
export const withoutSwitchedOff = (ruleSet: RuleSet, off: ReadonlySet<string>): RuleSet =>
  off.size === 0
    ? ruleSet
    : {
        ...ruleSet,
        rules: ruleSet.rules.map((rule) => (off.has(rule.id) ? { ...rule, enabled: false } : rule)),
      };

const joined = (
  stored: StoredAccount,
  rules: ReadyRules,
  { env, testers }: { env: AccountsDeps["env"]; testers: ReadonlyMap<OpenId, string> },
): WebhookAccount => {
  const { originalId, appId, mode } = stored.settings as unknown as AccountSettings;
  const { previousAesKey } = stored.secrets;
  const token = secretOf(stored.secrets, "token", env);
  const encodingAesKey = secretOf(stored.secrets, "encodingAesKey", env);
  const canSendLater = hasRight(rules.settings, "customer-message");
  const wire = { originalId: originalId ?? "", appId: appId ?? "", mode, token };
  const keys = { aesKey: encodingAesKey, previousAesKey: previousAesKey ?? null };
  const { settings } = rules;
  const tried = testers.size === 0 ? {} : { testers };
  return { id: stored.id, ...wire, ...keys, settings, canSendLater, rules, ...tried };
};

class AccountCache implements Accounts {
  readonly #deps: AccountsDeps;
  readonly #served = new Recent<Served>(ACCOUNTS_KEPT);
  readonly #loading = new Map<AccountId, Promise<WebhookAccount | null>>();
  readonly #versions = new Recent<ReadyRules>(VERSIONS_KEPT);

  readonly #withPlaces: (ruleSet: RuleSet) => Promise<RuleSet>;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
    this.#withPlaces = createPlaceJoin(deps.library);
  }

  find = async (id: AccountId): Promise<WebhookAccount | null> => {
    const served = this.#served.get(id);
    if (served !== undefined) return served.account;
    const loading = this.#loading.get(id) ?? this.#load(id);
    this.#loading.set(id, loading);
    return loading.finally(() => this.#loading.delete(id));
  };

  rulesAt = async (id: AccountId, version: number): Promise<ReadyRules | null> => {
    const key = `${id}\n${version}`;
    const known = this.#versions.get(key);
    if (known !== undefined) return known;
    const ruleSet = await this.#deps.store.ruleSet(id, version);
    if (ruleSet === null) return null;
    const rules = this.#compile(await this.#withPlaces(ruleSet));
    this.#versions.set(key, rules);
    return rules;
  };

  refresh = async (): Promise<number> => {
    const active = await this.#deps.library.ruleSets.activeGenerations();
    let swapped = 0;
    for (const [id, { generation }] of [...this.#served.entries()]) {
      if (active.get(id)?.generation === generation) continue;
      await this.#load(id).catch((error: unknown) => {
        this.#deps.log.error(
          { err: error, account: id },
          "the new version cannot be loaded; the last one serves on",
        );
      });
      swapped += 1;
    }
    return swapped;
  };

  forget = (id: AccountId | null): void => {
    this.#versions.clear();
    if (id === null) this.#served.clear();
    else this.#served.delete(id);
  };

  #compile(ruleSet: RuleSet): ReadyRules {
    const definitions = withBuiltIn(this.#deps.definitions(ruleSet.account.id));
    return compileRules(ruleSet, makeRegistry(definitions));
  }

  async #load(id: AccountId): Promise<WebhookAccount | null> {
    const { accounts, ruleSets } = this.#deps.library;
    const [stored, active] = await Promise.all([accounts.find(id), ruleSets.active(id)]);
    if (stored === null || active === null) return null;
    return this.#serve(stored, active);
  }

  async #serve(stored: StoredAccount, active: ActiveRuleSet): Promise<WebhookAccount | null> {
    const ruleSet = await this.#deps.store.ruleSet(stored.id, active.version);
    if (ruleSet === null) return null;
    const { ruleSets, testers } = this.#deps.library;
    const off = await ruleSets.rulesOff(stored.id);
    const listed = await testers.list(stored.id);
    const whole = await this.#withPlaces(withoutSwitchedOff(ruleSet, off));
    const account = joined(stored, this.#compile(whole), {
      env: this.#deps.env,
      testers: new Map(listed.map(({ openid, copy }) => [openid, copy])),
    });
    this.#served.set(stored.id, { account, generation: active.generation });
    return account;
  }
}

export const createAccounts = (deps: AccountsDeps): Accounts => new AccountCache(deps);
