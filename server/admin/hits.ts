import { setImmediate as nextTurn } from "node:timers/promises";
import type { DeliveryLog } from "../storage/library.ts";

/** How often each rule answered: today and over seven days, account time. */
export interface RuleHits {
  readonly today: ReadonlyMap<string, number>;
  readonly week: ReadonlyMap<string, number>;
  readonly outcomesToday: ReadonlyMap<string, number>;
}
export interface Hits {
  readonly of: (account: string, timezone: string) => Promise<RuleHits>;
}

const DAY_MS = 86_400_000;
const DAYS = 7;
const PAGE = 2_000;
/** Deliveries are dated by their arrival and may be decided a little later: so much is counted anew each time. */
const OPEN_MS = 60_000;

type Counts = Map<string, number>;
interface Day {
  readonly rules: Counts;
  readonly outcomes: Counts;
}
interface Counted {
  /** What came before this is in `days`. */
  untilMs: number;
  readonly days: Map<string, Day>;
  working: Promise<void>;
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** `2026-11-23` in the account's zone. */
export const dayOf = (atMs: number, timezone: string): string => {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
  formats.set(timezone, format);
  return format.format(atMs);
};

const add = (counts: Counts, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
const dayIn = (days: Map<string, Day>, name: string): Day => {
  const known = days.get(name) ?? { rules: new Map(), outcomes: new Map() };
  days.set(name, known);
  return known;
};

/** Reads the log once and keeps the sums: a list asks for them at every look. */
class HitCounter implements Hits {
  readonly #log: Pick<DeliveryLog, "runs">;
  readonly #nowMs: () => number;
  readonly #counted = new Map<string, Counted>();

  constructor({
    log,
    nowMs,
  }: { readonly log: Pick<DeliveryLog, "runs">; readonly nowMs: () => number }) {
    this.#log = log;
    this.#nowMs = nowMs;
  }

  of: Hits["of"] = async (account, timezone) => {
    const now = this.#nowMs();
    const counted = this.#of(account, now);
    counted.working = counted.working.then(() => this.#close(account, timezone, counted, now));
    await counted.working;
    const open = new Map<string, Day>();
    await this.#read(account, timezone, { fromMs: counted.untilMs, untilMs: now, into: open });
    return this.#sum([...counted.days, ...open], dayOf(now, timezone));
  };

  #of(account: string, now: number): Counted {
    const known = this.#counted.get(account);
    if (known !== undefined) return known;
    const fresh = { untilMs: now - DAYS * DAY_MS, days: new Map(), working: Promise.resolve() };
    this.#counted.set(account, fresh);
    return fresh;
  }

  /** Counts what no longer changes, once. */
  async #close(account: string, timezone: string, counted: Counted, now: number): Promise<void> {
    const untilMs = now - OPEN_MS;
    if (untilMs <= counted.untilMs) return;
    const into = counted.days;
    await this.#read(account, timezone, { fromMs: counted.untilMs, untilMs: untilMs - 1, into });
    counted.untilMs = untilMs;
    const oldest = dayOf(now - DAYS * DAY_MS, timezone);
    for (const day of [...into.keys()]) if (day < oldest) into.delete(day);
  }

  async #read(
    account: string,
    timezone: string,
    what: { readonly fromMs: number; readonly untilMs: number; readonly into: Map<string, Day> },
  ): Promise<void> {
    const { untilMs, into } = what;
    for (let fromMs = what.fromMs; fromMs <= untilMs; ) {
      const page = await this.#log.runs(account, { fromMs, untilMs, limit: PAGE });
      const lastMs = page.at(-1)?.atMs ?? untilMs;
      const isWhole = page.length < PAGE;
      // Others of the same millisecond may stand on the next page.
      const isOneMoment = page[0]?.atMs === lastMs;
      const taken = isWhole || isOneMoment ? page : page.filter(({ atMs }) => atMs < lastMs);
      for (const { atMs, rule, outcome } of taken) {
        const day = dayIn(into, dayOf(atMs, timezone));
        if (rule !== "") add(day.rules, rule);
        add(day.outcomes, outcome);
      }
      if (isWhole) return;
      fromMs = isOneMoment ? lastMs + 1 : lastMs;
      await nextTurn();
    }
  }

  #sum(days: readonly (readonly [string, Day])[], today: string): RuleHits {
    const [week, now, outcomes]: readonly [Counts, Counts, Counts] = [
      new Map(),
      new Map(),
      new Map(),
    ];
    const join = (into: Counts, from: Counts): void => {
      for (const [name, count] of from) into.set(name, (into.get(name) ?? 0) + count);
    };
    for (const [name, day] of days) {
      join(week, day.rules);
      if (name !== today) continue;
      join(now, day.rules);
      join(outcomes, day.outcomes);
    }
    return { today: now, week, outcomesToday: outcomes };
  }
}

export const createHits = (deps: ConstructorParameters<typeof HitCounter>[0]): Hits =>
  new HitCounter(deps);
