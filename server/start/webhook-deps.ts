import type { InboundEvent, Media } from "../../engine/index.ts";
import { applyChanges, nextTickMs, respond, schedulesOf } from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { Caller } from "../effects/performer.ts";
import type { ScheduleTick } from "../storage/store.ts";
import type { WebhookAccount, WebhookDeps } from "../webhook/deps.ts";
import { watchOverload } from "./loop-lag.ts";
import type { Parts } from "./parts.ts";

const tickAfter =
  (nowMs: NowMs) =>
  ({ id, rules, settings }: WebhookAccount, event: InboundEvent): ScheduleTick | null => {
    if (event.kind !== "due" || event.what !== "schedule") return null;
    const schedule = schedulesOf(rules).find(({ path }) => path === event.path);
    const dueAtMs = schedule ? nextTickMs(schedule.cron, settings.timezone, nowMs(id)) : null;
    return dueAtMs === null ? null : { path: event.path, version: rules.version, dueAtMs };
  };

/** What the webhook needs, from the parts of the server. */
export const webhookDeps = (
  parts: Parts,
  more: {
    readonly callers: readonly Caller[];
    readonly resolveMedia: (account: WebhookAccount, media: Media) => Promise<string>;
    readonly wake: () => void;
  },
): WebhookDeps => ({
  account: parts.accounts.find,
  rulesAt: parts.accounts.rulesAt,
  draftFor: parts.draftRules,
  respond,
  applyChanges,
  nextTick: tickAfter(parts.nowMs),
  store: parts.opened.store,
  callers: new Map(more.callers.map((caller) => [caller.kind, caller])),
  resolveMedia: more.resolveMedia,
  nowMs: parts.nowMs,
  seed: () => Math.random().toString(36).slice(2),
  log: parts.log,
  onVerified: (account) => {
    parts.opened.library.signals.note(account, "verified").catch((error: unknown) => {
      parts.log.error({ err: error, account }, "a verified address was not noted");
    });
  },
  wake: more.wake,
  isOverloaded: watchOverload(parts.nowMs),
  timers: { set: setTimeout, clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
});
