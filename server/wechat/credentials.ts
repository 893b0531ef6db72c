import type { AccountId } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { StoredToken, Tokens } from "../storage/tokens.ts";
import type { ApiRefusal, ApiResult } from "./refusal.ts";
import { refusedBy } from "./refusal.ts";

/** What the platform lends for a time: an access token, a ticket, the id of an uploaded file. */
export interface Lent {
  readonly value: string;
  /** Names what was lent, for `giveBack`. */
  readonly generation: number;
}
/** Asks the platform for the next one. `refused`: the last value, when the platform would not take it any more. */
export type FetchLent = (
  refused: string | null,
) => Promise<ApiResult<{ readonly value: string; readonly lifeMs: number }>>;
export interface Wanted {
  readonly account: AccountId;
  /** `stable-token`, `jsapi-ticket`, `media/HASH` … */
  readonly kind: string;
  readonly fetch: FetchLent;
  /** Longer than `fetch` may take; a dead process holds the others up for as long. */
  readonly leaseMs: number;
}
export interface CredentialsDeps {
  readonly tokens: Tokens;
  readonly nowMs: NowMs;
  readonly wait: (ms: number) => Promise<void>;
  /** A new name each time. */
  readonly newId: () => string;
  readonly log: { readonly error: (fields: object, text: string) => void };
}

/** Renewed when this part of its life is over, so that nobody ever meets the end of it. */
const RENEW_AT = 0.8;
const POLL_MS = 50;
/** How long a refusal is not asked for again. */
const REFUSED_MS = 3_000;
/** What is known without asking storage; more is forgotten and read again. */
const KNOWN_KEPT = 10_000;

/** Heard `fromMs`; not asked for again until `untilMs`, unless time was moved back before it. */
interface Refused {
  readonly refusal: ApiRefusal;
  readonly fromMs: number;
  readonly untilMs: number;
}
type Got = ApiResult<Lent>;
const lent = ({ value, generation }: StoredToken): Got => ({
  ok: true,
  data: { value, generation },
});

/**
 * Keeps what the platform lends: fetched once however many ask, in this process (one flight) and across processes (a
 * leased row), and never replaced by an older one (the generation it was made from must still be stored).
 */
export class Credentials {
  readonly #deps: CredentialsDeps;
  readonly #known = new Map<string, StoredToken>();
  readonly #flights = new Map<string, Promise<Got>>();
  readonly #refused = new Map<string, Refused>();

  constructor(deps: CredentialsDeps) {
    this.#deps = deps;
  }

  /** One that serves; near the end of its life the next one is fetched beside it. Throws `StorageError`. */
  async get(wanted: Wanted): Promise<Got> {
    const key = keyOf(wanted);
    const { account } = wanted;
    const known = this.#known.get(key);
    if (known === undefined || !this.#serves(account, known)) return this.#flight(wanted);
    if (this.#isDue(account, known) && !this.#flights.has(key)) this.#renewBeside(wanted);
    return lent(known);
  }

  /** What is stored, whether it serves or not. */
  held({ account, kind }: Pick<Wanted, "account" | "kind">): Promise<Lent | null> {
    return this.#deps.tokens.find(account, kind);
  }

  /** The platform would not take it: gone for everybody, unless another one was lent meanwhile. */
  async giveBack(wanted: Pick<Wanted, "account" | "kind">, generation: number): Promise<void> {
    const key = keyOf(wanted);
    if (this.#known.get(key)?.generation === generation) this.#known.delete(key);
    await this.#deps.tokens.expire(wanted.account, wanted.kind, generation);
  }

  /** Resolves when nothing is being fetched any more. */
  async idle(): Promise<void> {
    while (this.#flights.size > 0) await Promise.allSettled(this.#flights.values());
  }

  #serves(account: AccountId, token: StoredToken): boolean {
    return this.#deps.nowMs(account) < token.expiresAtMs;
  }
  #isDue(account: AccountId, token: StoredToken): boolean {
    return this.#deps.nowMs(account) >= token.renewAtMs;
  }

  #isFresh(account: AccountId, token: StoredToken): boolean {
    return this.#serves(account, token) && !this.#isDue(account, token);
  }

  #renewBeside(wanted: Wanted): void {
    this.#flight(wanted).catch((error: unknown) => {
      const { account, kind } = wanted;
      this.#deps.log.error({ err: error, account, kind }, "a token could not be renewed");
    });
  }

  #flight(wanted: Wanted): Promise<Got> {
    const key = keyOf(wanted);
    const under = this.#flights.get(key);
    if (under !== undefined) return under;
    const flight = this.#obtain(wanted).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  async #obtain(wanted: Wanted): Promise<Got> {
    const { tokens, nowMs, wait, newId } = this.#deps;
    const { account, kind, leaseMs } = wanted;
    const holder = newId();
    for (const untilMs = nowMs() + 2 * leaseMs; nowMs() < untilMs; await wait(POLL_MS)) {
      const row = await tokens.find(account, kind);
      if (row !== null && this.#isFresh(account, row)) return this.#keep(wanted, row);
      const refused = this.#stillRefused(wanted);
      if (refused !== null) return this.#orStill(wanted, row, refused);
      if ((await tokens.lease(account, kind, { holder, forMs: leaseMs })) === "mine")
        return this.#fetchLeased(wanted, holder);
      // Somebody else is at it; what there is serves meanwhile.
      if (row !== null && this.#serves(account, row)) return this.#keep(wanted, row);
    }
    return refusedBy("wechat-token-wait", kind, nowMs(account));
  }

  async #fetchLeased(wanted: Wanted, holder: string): Promise<Got> {
    const { tokens } = this.#deps;
    const { account, kind } = wanted;
    try {
      // Another process may have stored one between our look and our lease.
      const row = await tokens.find(account, kind);
      if (row !== null && this.#isFresh(account, row)) return this.#keep(wanted, row);
      return await this.#fetchAfter(wanted, row);
    } finally {
      await tokens.release(account, kind, holder);
    }
  }

  async #fetchAfter(wanted: Wanted, row: StoredToken | null): Promise<Got> {
    const { tokens, nowMs } = this.#deps;
    const { account, kind } = wanted;
    const refused = row !== null && row.expiresAtMs === 0 ? row.value : null;
    // Its life is counted from before the question, so that ours never ends after theirs.
    const askedAtMs = nowMs(account);
    const fetched = await wanted.fetch(refused);
    if (!fetched.ok) return this.#refuse(wanted, row, fetched);
    const { value, lifeMs } = fetched.data;
    const token = {
      value,
      renewAtMs: askedAtMs + Math.floor(lifeMs * RENEW_AT),
      expiresAtMs: askedAtMs + lifeMs,
    };
    const after = row?.generation ?? 0;
    if ((await tokens.put(account, kind, token, after)) === "done")
      return this.#keep(wanted, { ...token, generation: after + 1 });
    // Our lease ran out and another was faster: theirs is the newer one.
    const newer = await tokens.find(account, kind);
    if (newer !== null && this.#serves(account, newer)) return this.#keep(wanted, newer);
    return refusedBy("wechat-token-wait", kind, nowMs(account));
  }

  #keep(wanted: Wanted, token: StoredToken): Got {
    const key = keyOf(wanted);
    this.#refused.delete(key);
    const known = this.#known.get(key);
    if (this.#known.size >= KNOWN_KEPT) this.#known.clear();
    if (known === undefined || known.generation <= token.generation) this.#known.set(key, token);
    return lent(token);
  }

  #refuse(wanted: Wanted, row: StoredToken | null, refusal: ApiRefusal): Got {
    const fromMs = this.#deps.nowMs(wanted.account);
    const untilMs = fromMs + Math.max(refusal.afterMs, REFUSED_MS);
    this.#refused.set(keyOf(wanted), { refusal, fromMs, untilMs });
    return this.#orStill(wanted, row, refusal);
  }

  /** What could not be renewed serves to its end. */
  #orStill(wanted: Wanted, row: StoredToken | null, refusal: ApiRefusal): Got {
    if (row === null || !this.#serves(wanted.account, row)) return refusal;
    this.#known.set(keyOf(wanted), row);
    return lent(row);
  }

  #stillRefused(wanted: Wanted): ApiRefusal | null {
    const found = this.#refused.get(keyOf(wanted));
    if (found === undefined) return null;
    const now = this.#deps.nowMs(wanted.account);
    return found.fromMs <= now && now < found.untilMs ? found.refusal : null;
  }
}

const keyOf = ({ account, kind }: Pick<Wanted, "account" | "kind">): string =>
  `${account}\n${kind}`;
