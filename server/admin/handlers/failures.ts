import { textOfCode } from "../../errors.ts";
import type { FailedEffect } from "../../storage/library.ts";
import type { Call, HandlersOf } from "../call.ts";
import type { FailureShape } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { failureText, ruleOfKey } from "../failure-text.ts";
import { maskIn, maskOpenid, mayKnow } from "../mask.ts";

type Routes =
  | "GET /accounts/:account/failures"
  | "POST /accounts/:account/failures/retry"
  | "POST /accounts/:account/failures/dismiss";
const PAGE = 50;

const shapeOf = (failed: FailedEffect, names: ReadonlyMap<string, string>): FailureShape => {
  const rule = ruleOfKey(failed.key);
  return {
    key: failed.key,
    kind: failed.kind,
    what: failureText(failed.effect),
    follower: failed.follower,
    ...{ rule, ruleName: names.get(rule) ?? "" },
    ...{ atMs: failed.dueAtMs, attempts: failed.attempts, code: failed.code },
    nextTryAtMs: failed.retryAtMs === 0 ? null : failed.retryAtMs,
    ...textOfCode(failed.code),
  };
};
/** What is shown to who may not know who it is; the key stays what it is, because it is asked for. */
const masked = (failure: FailureShape): FailureShape => ({
  ...maskIn(failure, failure.follower),
  key: failure.key,
  follower: maskOpenid(failure.follower),
});

type Deed = Extract<Routes, `POST ${string}`>;
/** One after the other: what is gone by now is counted, not refused, so that a second try does no harm. */
const each = async (
  { params, body, audit }: Pick<Call<Deed>, "params" | "body" | "audit">,
  desk: Desk,
  does: (account: string, key: string) => Promise<"done" | "gone">,
) => {
  const done: string[] = [];
  for (const key of body.keys) if ((await does(params.account, key)) === "done") done.push(key);
  const gone = body.keys.length - done.length;
  await desk.library.audit.add(audit(done[0] ?? "", { done: done.length, gone }));
  return { done: done.length, gone };
};

/** 发送失败: what was given up and what is being tried again, with what helps. */
export const failureHandlers = (desk: Desk): HandlersOf<Routes> => {
  const { deadEffects } = desk.library;
  return {
    "GET /accounts/:account/failures": async ({ params, query, can }) => {
      const { account } = params;
      const { limit = PAGE, before = null } = query;
      const state = query.state === "given-up" ? "dead" : "waiting";
      const rows = await deadEffects.recent(account, { state, beforeSeq: before, limit });
      const served = await desk.store.ruleSet(account, "active");
      const names = new Map((served?.rules ?? []).map(({ id, name }) => [id, name]));
      const shapes = rows.map((row) => shapeOf(row, names));
      const counts = await deadEffects.counts(account);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return {
        failures: mayKnow(can) ? shapes : shapes.map(masked),
        counts: { givenUp: counts.dead, retrying: counts.waiting },
        next: last?.seq ?? null,
      };
    },
    "POST /accounts/:account/failures/retry": (call) => each(call, desk, deadEffects.retry),
    "POST /accounts/:account/failures/dismiss": (call) => each(call, desk, deadEffects.drop),
  };
};
