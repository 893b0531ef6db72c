import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Conversation, InboundEvent, LocalText, Turn } from "../../../engine/index.ts";
import { sentEvent, startConversation, whyNot } from "../../../engine/index.ts";
import type { HandlersOf, SignedIn } from "../call.ts";
import type { AnswerOf, BodyOf } from "../contract.ts";
import { copyOf, ruleSetOf } from "../copy-calls.ts";
import type { Desk } from "../desk.ts";
import { readyRules } from "../desk.ts";
import { found, Refusal } from "../refusal.ts";
import { rehearse } from "../rehearsal.ts";
import { stubbedCall, triedFollower } from "../try-calls.ts";

const DAY_MS = 86_400_000;
/** A schedule of every minute comes 1,440 times a day. */
const MAX_TURNS = 2_000;

/** Lets time pass a day at a time, so that messages are answered in between. */
const waitFor = async (conversation: Conversation, ms: number): Promise<readonly Turn[]> => {
  const turns: Turn[] = [];
  for (let left = ms; left > 0; left -= DAY_MS) {
    turns.push(...(await conversation.wait(Math.min(left, DAY_MS))));
    if (turns.length > MAX_TURNS) throw new Refusal("bad-request", { turns: MAX_TURNS });
    await nextTurn();
  }
  return turns;
};

const shownTurn = (step: number, { event, outcome, seen }: Turn) => ({
  step,
  atMs: event.sentAtMs,
  event,
  seen: [...seen],
  effects: [...outcome.effects],
  changes: [...outcome.changes],
  trace: outcome.trace,
});

const simulate = async (
  desk: Desk,
  account: string,
  {
    me,
    body,
  }: { readonly me: SignedIn; readonly body: BodyOf<"POST /accounts/:account/simulate"> },
): Promise<AnswerOf<"POST /accounts/:account/simulate">> => {
  const { ruleSet } = await ruleSetOf(desk, account, copyOf(me, body.of));
  const nowMs = body.nowMs ?? desk.nowMs(account);
  const answerCall = stubbedCall(desk, account, body.http ?? {});
  const conversation = startConversation({
    rules: readyRules(desk, ruleSet),
    follower: triedFollower(body.follower, nowMs),
    nowMs,
    seed: body.seed ?? "1",
    answerCall: (call) => answerCall(call, nowMs),
  });
  const turns: ReturnType<typeof shownTurn>[] = [];
  for (const [step, one] of body.steps.entries()) {
    const found =
      "send" in one ? [await conversation.send(one.send)] : await waitFor(conversation, one.waitMs);
    turns.push(...found.map((turn) => shownTurn(step, turn)));
    await nextTurn();
  }
  return {
    version: ruleSet.version,
    turns,
    follower: conversation.follower(),
    nowMs: conversation.nowMs(),
  };
};

type WhyBody = BodyOf<"POST /accounts/:account/why-not">;
type Hindrances = AnswerOf<"POST /accounts/:account/why-not">["hindrances"];
const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const stateHindrance = (
  kind: "unknown-rule" | "not-published" | "switched-off" | "draft-differs",
  path: string,
  words: { readonly says: LocalText; readonly change: LocalText | null },
): Hindrances[number] => ({ kind, path, ...words, expected: null, actual: null });

const eventOf = async (
  desk: Desk,
  account: string,
  body: WhyBody,
): Promise<{ readonly event: InboundEvent; readonly nowMs: number }> => {
  if (body.key !== undefined) {
    const detail = found(await desk.library.log.find(account, body.key));
    return { event: detail.event, nowMs: body.nowMs ?? detail.event.sentAtMs };
  }
  if (body.sent === undefined) throw new Refusal("bad-request", { expected: ["sent", "key"] });
  const nowMs = body.nowMs ?? desk.nowMs(account);
  const served = found(await desk.store.ruleSet(account, "active"));
  const base = { account, follower: "oTester", key: `why-${randomUUID()}`, sentAtMs: nowMs };
  return { event: sentEvent(body.sent, base, served.account), nowMs };
};

/** Where the rule itself is missing from what is asked: not in this draft, or in the draft alone. */
const missingRule = async (
  desk: Desk,
  account: string,
  { me, body }: { readonly me: SignedIn; readonly body: WhyBody },
): Promise<Hindrances> => {
  const draft = await ruleSetOf(desk, account, { copy: me.member.id });
  const isDraft = draft.ruleSet.rules.some(({ id }) => id === body.rule);
  const path = `rules/${body.rule}`;
  const isOther = isDraft && body.of !== "draft";
  return [
    isOther
      ? stateHindrance("not-published", path, {
          says: both("这条规则还在草稿里，没有发布", "the rule is in the draft and not published"),
          change: both("发布它", "publish it"),
        })
      : stateHindrance("unknown-rule", path, {
          says: both("没有这条规则，或者它有错误", "there is no such rule, or it has a mistake"),
          change: both("先改好它的错误", "mend its mistakes first"),
        }),
  ];
};

const explain = async (
  desk: Desk,
  account: string,
  asked: { readonly me: SignedIn; readonly body: WhyBody },
): Promise<AnswerOf<"POST /accounts/:account/why-not">> => {
  const { me, body } = asked;
  const { ruleSet, off } = await ruleSetOf(desk, account, copyOf(me, body.of));
  const rules = readyRules(desk, ruleSet);
  const rule = rules.rules.find(({ id }) => id === body.rule);
  if (rule === undefined) {
    const hindrances = await missingRule(desk, account, asked);
    const trace = { ruleSetVersion: ruleSet.version, steps: [] };
    return { rule: body.rule, fires: false, branch: null, hindrances, winner: null, trace };
  }
  const { event, nowMs } = await eventOf(desk, account, body);
  const answerCall = stubbedCall(desk, account, {});
  const answer = await whyNot({
    rules,
    rule,
    event,
    follower: event.follower === null ? null : triedFollower(body.follower, nowMs),
    nowMs,
    seed: "1",
    answerCall: (call) => answerCall(call, nowMs),
  });
  const isOff = off.includes(rule.id);
  const words = {
    says: both("这条规则被紧急停用了", "the rule is switched off in an emergency"),
    change: both("重新启用它", "switch it on again"),
  };
  const path = `rules/${rule.id}/enabled`;
  const hindrances = answer.hindrances.map((one) =>
    one.kind === "disabled" && isOff ? stateHindrance("switched-off", path, words) : { ...one },
  );
  const { winner } = answer;
  const name = winner === null ? "" : (rules.rule(winner)?.name ?? winner);
  return {
    rule: rule.id,
    fires: answer.fires,
    branch: answer.branch,
    hindrances,
    winner: winner === null ? null : { rule: winner, name },
    trace: answer.trace,
  };
};

export const tryHandlers = (
  desk: Desk,
): HandlersOf<
  | "POST /accounts/:account/simulate"
  | "POST /accounts/:account/why-not"
  | "POST /accounts/:account/rehearsal"
> => ({
  "POST /accounts/:account/simulate": ({ params, me, body }) =>
    simulate(desk, params.account, { me, body }),
  "POST /accounts/:account/why-not": ({ params, me, body }) =>
    explain(desk, params.account, { me, body }),
  "POST /accounts/:account/rehearsal": async ({ params, me, body, can }) =>
    rehearse(desk, params.account, {
      copy: me.member.id,
      last: body.last ?? 500,
      isMasked: !can("write-rules"),
    }),
});
