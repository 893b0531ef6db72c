import type {
  Account,
  Asked,
  FollowerState,
  InboundEvent,
  Outcome,
  ReadyRules,
  Reply,
} from "../engine/index.ts";
import type { Delivery, Store } from "../server/storage/store.ts";

/** What rules may know of an account; every field may be given. */
export const settings = (of: Partial<Account> = {}): Account => ({
  id: "coffee",
  name: "拾光咖啡",
  kind: "service",
  verified: true,
  timezone: "Asia/Shanghai",
  language: "zh_CN",
  foldTraditional: false,
  vars: {},
  tags: [],
  holidays: [],
  workdays: [],
  quietHours: [],
  hosts: [],
  hooks: [],
  templates: {},
  texts: { cancel: ["取消", "退出"], cancelled: "已取消。", failed: "系统繁忙，请稍后再试。" },
  channels: [],
  places: [],
  menu: [],
  conditionalMenus: [],
  products: [],
  pictures: [],
  ...of,
});

/** A text message from a follower. */
export const textEvent = (of: Partial<InboundEvent<"text">> = {}): InboundEvent<"text"> => ({
  kind: "text",
  account: "coffee",
  follower: "o1",
  key: "24900000000000001",
  sentAtMs: 1_763_865_600_000,
  text: "你好",
  menuItem: null,
  ...of,
});

/** Rules for tests whose engine is a fake: nothing in them is asked. */
export const noRules = (of: { readonly settings?: Account; readonly version?: number } = {}) =>
  ({
    account: "coffee",
    version: of.version ?? 1,
    settings: of.settings ?? settings(),
  }) as ReadyRules;

/** An outcome that says this and does nothing else. */
export const decided = (
  reply: Reply | null,
  of: Partial<Extract<Outcome, { readonly kind: "decided" }>> = {},
): Outcome => ({
  kind: "decided",
  reply,
  effects: [],
  changes: [],
  trace: { ruleSetVersion: 1, steps: [] },
  secret: false,
  ...of,
});

/** Says back what was said, or the kind of event; asks nothing of the rules. */
export const echo = async ({ event }: Asked): Promise<Outcome> =>
  decided({ kind: "text", text: event.kind === "text" ? `收到：${event.text}` : event.kind });

interface MemoryRow {
  state: "claimed" | "late" | "done";
  answer: string;
}

/** A store in memory that keeps the promises of the port; `rows`, `commits` and `followers` are there to look at. */
export const memoryStore = () => {
  const rows = new Map<string, MemoryRow>();
  const followers = new Map<string, FollowerState>();
  const commits: Delivery[] = [];
  const keyOf = ({ account, key }: InboundEvent): string => `${account}/${key}`;
  const openid = ({ account, follower }: InboundEvent): string => `${account}/${follower}`;
  const versionOf = (event: InboundEvent): number => followers.get(openid(event))?.version ?? 0;

  const commit = (delivery: Delivery): "done" | "repeat" | "stale" => {
    const { event, follower } = delivery;
    const row = rows.get(keyOf(event));
    if (row?.state === "done") return "repeat";
    if (row?.state === "late" && !delivery.late) return "stale";
    if (follower !== null) {
      if (versionOf(event) !== delivery.followerVersion) return "stale";
      followers.set(openid(event), { ...follower, version: delivery.followerVersion + 1 });
    }
    rows.set(keyOf(event), { state: "done", answer: delivery.answer });
    commits.push(delivery);
    return "done";
  };
  const store: Store = {
    recall: async (event) => {
      const row = rows.get(keyOf(event));
      if (row?.state === "done") return { answered: row.answer };
      const follower = followers.get(openid(event)) ?? null;
      return { follower, late: row?.state === "late", ruleSetVersion: 0 };
    },
    claim: async (event) => {
      const row = rows.get(keyOf(event));
      if (row?.state === "done") return "taken";
      if (row === undefined) rows.set(keyOf(event), { state: "claimed", answer: "" });
      return "mine";
    },
    goLate: async (event) => {
      const row = rows.get(keyOf(event));
      if (row?.state === "done") return { answered: row.answer };
      rows.set(keyOf(event), { state: "late", answer: "" });
      return "late";
    },
    commit: async (delivery) => commit(delivery),
    leaseEffects: async () => [],
    settleEffect: async () => {},
    takeDue: async () => [],
    setSchedules: async () => {},
    ruleSet: async () => null,
  };
  return { store, rows, followers, commits };
};

/** Timers that run when a test says that time passes. */
export const fakeTimers = () => {
  let nowMs = 0;
  let pending: { readonly atMs: number; readonly run: () => void }[] = [];
  const pass = async (ms: number): Promise<void> => {
    const untilMs = nowMs + ms;
    for (;;) {
      const next = pending
        .filter(({ atMs }) => atMs <= untilMs)
        .sort((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined) break;
      pending = pending.filter((timer) => timer !== next);
      nowMs = next.atMs;
      next.run();
      await settle();
    }
    nowMs = untilMs;
    await settle();
  };
  return {
    timers: {
      set: (run: () => void, ms: number) => {
        const timer = { atMs: nowMs + ms, run };
        pending.push(timer);
        return timer;
      },
      clear: (timer: unknown) => {
        pending = pending.filter((one) => one !== timer);
      },
    },
    pass,
    nowMs: () => nowMs,
    pending: () => pending.length,
  };
};

/** Lets everything that is ready to run do so. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
