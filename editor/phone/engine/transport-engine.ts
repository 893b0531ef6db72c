import type { Line } from "../lines.ts";
import type { PhoneSources } from "../sources.ts";
import type { Answer, Network, PhoneTransport } from "../transport.ts";
import type { DraftRules } from "./draft-rules.ts";
import type { AskWorld } from "./world-client.ts";
import { startWorld } from "./world-client.ts";

/** A phone's world with a draft behind it. */
export interface DraftPhone {
  readonly transport: PhoneTransport;
  readonly sources: PhoneSources;
  /** Other rules from now on; the conversation goes on. */
  readonly load: (rules: DraftRules) => Promise<void>;
  readonly close: () => void;
}

const slowMs: Readonly<Record<Network, number>> = { good: 0, slow: 2000, "too-slow": 0 };
/** How often the timers of a draft are looked at. */
const tickMs = 1000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What has been said so far, and who listens; kept by the page, so that it outlives the worker's rules. */
const memory = () => {
  const lines: Line[] = [];
  const answers: Answer[] = [];
  const listeners = new Set<(line: Line) => void>();
  const add = (newer: readonly Line[]): void => {
    for (const line of newer) {
      lines.push(line);
      for (const listen of listeners) listen(line);
    }
  };
  return { lines, answers, listeners, add };
};

const clock = () => {
  let aheadMs = 0;
  return {
    nowMs: (): number => Date.now() + aheadMs,
    travel: (to: Parameters<PhoneTransport["travel"]>[0]): void => {
      aheadMs = "toMs" in to ? to.toMs - Date.now() : aheadMs + to.byMs;
    },
  };
};

const transportOf = (ask: AskWorld): PhoneTransport => {
  const { lines, answers, listeners, add } = memory();
  const time = clock();
  const pass = async (): Promise<void> => add(await ask("pass", { nowMs: time.nowMs() }));
  return {
    account: async () => (await ask("surroundings", {})).account,
    people: () => ask("people", {}),
    addPerson: (name) => ask("meet", { name, nowMs: time.nowMs() }),
    holdBy: async () => undefined,
    lines: async (openid, after) =>
      lines.filter((line) => line.openid === openid && line.id > after),
    answers: async () => answers,
    menu: (openid) => ask("menu", { openid }),
    pictures: async () => (await ask("surroundings", {})).pictures,
    channels: async () => (await ask("surroundings", {})).channels,
    act: async (openid, act, network) => {
      await wait(slowMs[network]);
      const isLost = network === "too-slow";
      const brought = await ask("act", { openid, act, nowMs: time.nowMs(), isLost });
      add(brought.lines);
      answers.push(...brought.answers);
      return brought;
    },
    watch: ({ line }) => {
      listeners.add(line);
      const timer = setInterval(() => void pass().catch(() => undefined), tickMs);
      return () => {
        listeners.delete(line);
        clearInterval(timer);
      };
    },
    nowMs: async () => time.nowMs(),
    travel: async (to) => {
      time.travel(to);
      await pass();
      return time.nowMs();
    },
  };
};

/** Starts the engine in a worker of its own, with these rules, and makes a phone's world of it. */
export const startDraftPhone = async (rules: DraftRules): Promise<DraftPhone> => {
  const { ask, close } = startWorld();
  const load = async (newer: DraftRules): Promise<void> => {
    await ask("load", { rules: newer });
  };
  await load(rules);
  return {
    transport: transportOf(ask),
    sources: {
      traces: { read: (key) => ask("told", { key }) },
      places: { read: async () => (await ask("surroundings", {})).places },
    },
    load,
    close,
  };
};
