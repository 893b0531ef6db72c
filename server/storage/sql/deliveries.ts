import type { AccountId, Change, InboundEvent } from "../../../engine/index.ts";
import type { NowMs } from "../../clock.ts";
import type { Database } from "../database.ts";
import type { SecretBox } from "../secret-box.ts";
import { StorageError } from "../storage-error.ts";
import type { Delivery, Recalled, Store } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { channelStatements, channelSteps } from "./channel-steps.ts";
import { conversationStatements, conversationSteps } from "./conversation-steps.ts";
import { digestTrace, packEvent, searchableBody, withoutContent } from "./delivery-digest.ts";
import type { RecallRow } from "./delivery-statements.ts";
import { deliveryStatements } from "./delivery-statements.ts";
import { effectStatements } from "./effect-statements.ts";
import { effectSteps } from "./effect-steps.ts";
import type { FollowerRows } from "./follower-row.ts";
import { followerRows } from "./follower-row.ts";
import { followerStatements } from "./follower-statements.ts";
import { noticeStatements, noticeSteps } from "./notice-steps.ts";
import { sealEvent } from "./remembered-box.ts";
import { timerStatements } from "./timer-statements.ts";
import { timerSteps } from "./timer-steps.ts";

export interface StoreContext {
  readonly db: Database;
  readonly nowMs: NowMs;
  /** Accounts whose time is not this process's; none if absent. */
  readonly moved?: () => readonly AccountId[];
  /** Names this store among the processes of one database; another one after every start. */
  readonly holder: string;
  readonly secretBox: SecretBox;
}
/** How long an event that went late unclaimed is ours before `takeDue` hands it out. */
const LATE_LEASE_MS = 30_000;

const statementsOf = ({ sql }: Database) => ({
  delivery: deliveryStatements(sql),
  follower: followerStatements(sql),
  effect: effectStatements(sql),
  timer: timerStatements(sql),
  channel: channelStatements(sql),
  conversation: conversationStatements(sql),
  notice: noticeStatements(sql),
});
type Statements = ReturnType<typeof statementsOf>;

const recalled = (
  found: readonly RecallRow[],
  { account, follower: openid }: InboundEvent,
  rows: FollowerRows,
): Recalled => {
  const delivery = found.find(({ state }) => state !== "");
  if (delivery?.state === "done") return { answered: delivery.text };
  const row = openid === null ? undefined : found.find(({ state }) => state === "");
  return {
    follower:
      row === undefined || openid === null
        ? null
        : rows.read({ account, openid }, { version: row.version, data: row.text }),
    late: delivery?.state === "late",
    ruleSetVersion: row?.rule_set_version ?? 0,
  };
};

const deliveryStep = (
  { delivery }: Statements,
  given: Delivery,
  atMs: number,
  digest: ReturnType<typeof digestTrace>,
): Step => {
  const { event } = given;
  const isSecret = given.secret === true;
  return step(delivery.commit, {
    account: event.account,
    key: event.key,
    at_ms: atMs,
    openid: event.follower,
    kind: event.kind,
    event: isSecret ? withoutContent(event) : packEvent(event),
    answer: given.answer,
    rule_set_version: digest.version,
    rule: digest.rule,
    outcome: digest.outcome,
    body: isSecret ? "" : searchableBody(event),
    trace: given.trace === null ? null : JSON.stringify(given.trace),
    late: given.late ? 1 : 0,
  });
};

/** Changes of what lists of followers show in columns of their own. */
const LISTED: ReadonlySet<Change["kind"]> = new Set(["set", "tags", "followed", "unfollowed"]);

const followerSteps = (
  { follower }: Statements,
  given: Delivery,
  from: { readonly atMs: number; readonly version: number; readonly rows: FollowerRows },
): readonly Step[] => {
  const { account, follower: openid } = given.event;
  if (openid === null || given.follower === null) return [];
  const { data, name, tags, followed_at_ms } = from.rows.write({ account, openid }, given.follower);
  const values = {
    account,
    openid,
    data,
    seen_at_ms: from.atMs,
    rule_set_version: from.version,
    version: given.followerVersion,
  };
  if (given.followerVersion > 0 && !given.changes.some(({ kind }) => LISTED.has(kind)))
    return [step(follower.updateData, values)];
  const all = { ...values, name, tags, followed_at_ms };
  return [step(given.followerVersion === 0 ? follower.insert : follower.update, all)];
};

/** The life of a delivery: recalled, perhaps claimed, perhaps late, committed once. */
export const deliveries = (
  context: StoreContext,
): Pick<Store, "recall" | "claim" | "goLate" | "commit"> => {
  const { db, nowMs, holder } = context;
  const statements = statementsOf(db);
  const rows = followerRows(context.secretBox);
  const { delivery } = statements;
  const { insert, update, updateData } = statements.follower;
  const writesFollower: ReadonlySet<string> = new Set(
    [insert, update, updateData].map(({ name }) => name),
  );

  const begun = (event: InboundEvent, state: "claimed" | "late", leaseMs: number) => ({
    account: event.account,
    key: event.key,
    at_ms: nowMs(),
    openid: event.follower,
    kind: event.kind,
    event: JSON.stringify(sealEvent(context.secretBox, event)),
    state,
    holder,
    lease_until_ms: nowMs() + leaseMs,
  });
  const stateOf = async ({ account, key }: InboundEvent) =>
    (await db.read(delivery.state, { account, key }))[0];

  return {
    recall: async (event) => {
      const { account, key, follower: openid } = event;
      return recalled(await db.read(delivery.recall, { account, key, openid }), event, rows);
    },

    claim: async (event, leaseMs) => {
      const values = { ...begun(event, "claimed", leaseMs), now_ms: nowMs() };
      return (await db.write([step(delivery.claim, values)])).done ? "mine" : "taken";
    },

    goLate: async (event) => {
      const result = await db.write([step(delivery.goLate, begun(event, "late", LATE_LEASE_MS))]);
      if (result.done) return "late";
      const row = await stateOf(event);
      return row?.state === "done" ? { answered: row.answer } : "late";
    },

    commit: async (given) => {
      const atMs = nowMs();
      const digest = digestTrace(given.trace);
      const result = await db.write([
        deliveryStep(statements, given, atMs, digest),
        ...followerSteps(statements, given, { atMs, version: digest.version, rows }),
        ...effectSteps(statements.effect, given),
        ...conversationSteps(statements.conversation, given, atMs),
        ...timerSteps({ statements: statements.timer, box: context.secretBox }, given),
        ...channelSteps(statements.channel, given),
        ...noticeSteps(statements.notice, given),
      ]);
      if (result.done) return "done";
      if (writesFollower.has(result.failed)) return "stale";
      if (result.failed === statements.timer.fired.name) return "gone";
      if (result.failed !== delivery.commit.name)
        throw new StorageError("storage-unexpected", `${result.failed}.`);
      return (await stateOf(given.event))?.state === "done" ? "repeat" : "stale";
    },
  };
};
