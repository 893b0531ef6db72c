import type { Static, TSchema } from "typebox";
import type { AccountId, Json } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Counters } from "../storage/library.ts";
import type { MapAnswers } from "../storage/map-answers.ts";
import type { Exchange } from "../wechat/exchange.ts";
import type { MapPicture, MapRequest } from "./ask-maps.ts";
import { askMaps, askPicture } from "./ask-maps.ts";
import type { FindMapAccount, MapAccount } from "./map-account.ts";
import { createMapPace } from "./map-pace.ts";
import type { MapRefusal, MapResult } from "./map-result.ts";
import { found, isPassing, mapRefusal } from "./map-result.ts";

export interface MapClientDeps {
  readonly account: FindMapAccount;
  readonly exchange: Exchange;
  readonly answers: MapAnswers;
  readonly counters: Counters;
  readonly nowMs: NowMs;
  readonly wait: (ms: number) => Promise<void>;
}
/** Under which name, and how long, an answer is kept. */
export interface Keep {
  readonly kind: string;
  /** The question in one spelling. */
  readonly asked: string;
  readonly forMs: number;
}
/** The map services for every account: paced, counted, tried again, remembered. Nothing here throws because of them. */
export interface MapClient {
  readonly account: (id: AccountId) => Promise<MapResult<MapAccount>>;
  readonly ask: <S extends TSchema>(
    id: AccountId,
    request: MapRequest,
    answer: S,
  ) => Promise<MapResult<Static<S>>>;
  readonly picture: (id: AccountId, request: MapRequest) => Promise<MapResult<MapPicture>>;
  /** The stored answer, or a new one that is then stored. */
  readonly remember: <T>(
    id: AccountId,
    keep: Keep,
    ask: () => Promise<MapResult<T>>,
  ) => Promise<MapResult<T>>;
}

const TRIES = 3;
const FIRST_WAIT_MS = 300;

/** What was refused before it was asked is not asked again at once either. */
const mayTryAgain = (refusal: MapRefusal, { signal }: MapRequest): boolean =>
  isPassing(refusal) &&
  refusal.code !== "map-resting" &&
  refusal.code !== "map-busy" &&
  signal?.aborted !== true;

/** Makes the client; what it learns of quotas and down times is shared by all accounts' calls. */
export const createMapClient = (deps: MapClientDeps): MapClient => {
  const { answers, exchange, nowMs, wait } = deps;
  const pace = createMapPace(deps);
  const account = async (id: AccountId): Promise<MapResult<MapAccount>> => {
    const known = await deps.account(id);
    return known === null ? mapRefusal("map-no-key") : found(known);
  };
  const once = async <T>(
    known: MapAccount,
    { quota }: MapRequest,
    ask: (account: MapAccount) => Promise<MapResult<T>>,
  ): Promise<MapResult<T>> => {
    const refused = await pace.take(known.id, quota);
    if (refused !== null) return refused;
    const result = await ask(known);
    await pace.note(known.id, quota, result.ok ? null : result);
    return result;
  };
  const tried = async <T>(
    id: AccountId,
    request: MapRequest,
    ask: (account: MapAccount) => Promise<MapResult<T>>,
  ): Promise<MapResult<T>> => {
    const known = await account(id);
    if (!known.ok) return known;
    for (let tries = 1; ; tries += 1) {
      const result = await once(known.data, request, ask);
      if (result.ok || tries === TRIES || !mayTryAgain(result, request)) return result;
      await wait(result.code === "map-120" ? 1_000 : FIRST_WAIT_MS * 2 ** (tries - 1));
    }
  };
  return {
    account,
    ask: (id, request, answer) =>
      tried(id, request, (known) => askMaps(exchange, known, request, answer)),
    picture: (id, request) => tried(id, request, (known) => askPicture(exchange, known, request)),
    remember: async (id, { kind, asked, forMs }, ask) => {
      const known = await answers.find(id, { kind, asked });
      if (known !== null) return found(known.answer as never);
      const result = await ask();
      if (result.ok)
        await answers.keep(
          id,
          { kind, asked },
          { answer: result.data as Json, untilMs: nowMs(id) + forMs },
        );
      return result;
    },
  };
};
