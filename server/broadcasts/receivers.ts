import type {
  Account,
  AccountId,
  BroadcastTarget,
  Condition,
  OpenId,
  Registry,
} from "../../engine/index.ts";
import { hasRight, MASS_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import { readSegment, segmentPages } from "../followers/segments.ts";
import type { Broadcasts } from "../storage/broadcasts.ts";
import type { Followers } from "../storage/library.ts";
import type { Segments } from "../storage/segments.ts";
import type { OwnCode } from "../wechat/own-codes.ts";

/** An account as far as broadcasts ask for it. */
export interface Sender {
  readonly settings: Account;
  readonly registry: Registry;
}
export interface ReceiversDeps {
  readonly followers: Pick<Followers, "scan">;
  readonly segments: Pick<Segments, "list">;
  readonly nowMs: NowMs;
}
export interface CollectDeps extends ReceiversDeps {
  readonly broadcasts: Pick<Broadcasts, "addPart" | "clearParts">;
  /** Receivers of one job; as many as the platform takes by default. */
  readonly partSize?: number;
}
export interface Asked {
  readonly account: AccountId;
  readonly sender: Sender;
  readonly target: BroadcastTarget;
}
/** How many it goes to (0: the platform knows), or why it goes to nobody. */
export type Collected = { readonly count: number } | { readonly code: OwnCode };

const { openidsMin, openidsMax } = MASS_LIMITS;

/** Writes openids down as jobs of at most 10,000; none of them is left with one alone, which the platform refuses. */
class Jobs {
  readonly #add: (openids: readonly OpenId[], seq: number) => Promise<void>;
  readonly #size: number;
  #waiting: OpenId[] = [];
  #seq = 0;
  count = 0;
  constructor(size: number, add: (openids: readonly OpenId[], seq: number) => Promise<void>) {
    this.#size = size;
    this.#add = add;
  }
  async take(openids: readonly OpenId[]): Promise<void> {
    this.count += openids.length;
    this.#waiting.push(...openids);
    while (this.#waiting.length >= this.#size + openidsMin) await this.#cut(this.#size);
  }
  async end(): Promise<void> {
    if (this.#waiting.length > this.#size) await this.#cut(this.#waiting.length - openidsMin);
    if (this.#waiting.length > 0) await this.#cut(this.#waiting.length);
  }
  async #cut(length: number): Promise<void> {
    await this.#add(this.#waiting.slice(0, length), this.#seq);
    this.#waiting = this.#waiting.slice(length);
    this.#seq += 1;
  }
}

const quoted = (text: string): string => JSON.stringify(text);
const taggedWith = (tag: string): string =>
  `{ fact: tags, operator: includes, value: ${quoted(tag)} }`;

const conditionText = async (
  { segments }: ReceiversDeps,
  account: AccountId,
  target: BroadcastTarget,
): Promise<string | null> => {
  if (target.kind === "tag") return taggedWith(target.tag);
  if (target.kind !== "segment") return null;
  const all = await segments.list(account);
  const named = (one: (typeof all)[number]): boolean => one.name === target.segment;
  return (all.find(({ id }) => id === target.segment) ?? all.find(named))?.condition ?? null;
};

/** Pages of those whom our own rows name: those who follow now and for whom the condition holds. */
async function* pagesOf(
  deps: ReceiversDeps,
  { account, sender }: Asked,
  condition: Condition | null,
): AsyncGenerator<readonly OpenId[]> {
  const nowMs = (): number => deps.nowMs(account);
  const of = { account, condition, ...sender };
  for await (const members of segmentPages({ followers: deps.followers, nowMs }, of))
    yield members.map(({ openid }) => openid);
}

/** Calls `take` with all of them, page by page; a code when nobody can be named. */
const eachPage = async (
  deps: ReceiversDeps,
  asked: Asked,
  take: (openids: readonly OpenId[]) => Promise<void> | void,
): Promise<OwnCode | null> => {
  const { account, sender, target } = asked;
  if (target.kind === "list") {
    await take([...new Set(target.openids)]);
    return null;
  }
  const text = target.kind === "all" ? "" : await conditionText(deps, account, target);
  if (text === null) return "broadcast-no-segment";
  const condition = text === "" ? null : readSegment(text, sender).condition;
  if (condition === null && text !== "") return "broadcast-no-segment";
  for await (const openids of pagesOf(deps, asked, condition)) await take(openids);
  return null;
};

/** How many would get it now, as far as our own rows know. */
export const countReceivers = async (deps: ReceiversDeps, asked: Asked): Promise<Collected> => {
  let count = 0;
  const code = await eachPage(deps, asked, (openids) => {
    count += openids.length;
  });
  return code === null ? { count } : { code };
};

/** Whether the platform itself picks those who get it. */
export const isPicked = ({ settings }: Sender, target: BroadcastTarget): boolean =>
  target.kind === "all" || (target.kind === "tag" && settings.tags.includes(target.tag));

/** Writes down whom a broadcast goes to before anything is sent: whoever is tagged later is not in it. Done anew after a crash. */
export const collectReceivers = async (
  deps: CollectDeps,
  asked: Asked & { readonly id: string },
): Promise<Collected> => {
  const { account, sender, target, id } = asked;
  const { broadcasts } = deps;
  await broadcasts.clearParts(account, id);
  if (isPicked(sender, target)) {
    await broadcasts.addPart(account, { broadcast: id, seq: 0, openids: [] });
    return { count: 0 };
  }
  if (!hasRight(sender.settings, "mass-send-openids")) return { code: "broadcast-needs-tag" };
  const jobs = new Jobs(deps.partSize ?? openidsMax, (openids, seq) =>
    broadcasts.addPart(account, { broadcast: id, seq, openids }),
  );
  const code = await eachPage(deps, asked, (openids) => jobs.take(openids));
  if (code !== null) return { code };
  await jobs.end();
  if (jobs.count >= openidsMin) return { count: jobs.count };
  await broadcasts.clearParts(account, id);
  return { code: jobs.count === 0 ? "broadcast-nobody" : "broadcast-one" };
};
