import type { Call, CallAnswer, InboundEvent } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import type { Log, Timers } from "./deps.ts";

interface CallDeps {
  readonly callers: ReadonlyMap<string, Caller>;
  readonly timers: Timers;
  readonly log: Log;
}

const failed = (reason: string): CallAnswer => ({ ok: false, reason });

const ask = async (
  call: Call,
  caller: Caller,
  { event, signal }: { readonly event: InboundEvent; readonly signal: AbortSignal },
): Promise<CallAnswer> => {
  const { account, follower } = event;
  const performed = await caller.answer(call, {
    account,
    follower,
    key: call.key,
    attempt: 1,
    signal,
  });
  return performed.kind === "done" ? { ok: true, value: performed.value } : failed(performed.code);
};

/** Makes one call; its deadline, a refusal and a crash of the caller are answers too. */
const makeCall = (call: Call, event: InboundEvent, deps: CallDeps): Promise<CallAnswer> => {
  const caller = deps.callers.get(call.kind);
  if (caller === undefined) return Promise.resolve(failed("no-caller"));
  const abort = new AbortController();
  return new Promise((resolve) => {
    const timer = deps.timers.set(() => {
      resolve(failed("timeout"));
      abort.abort();
    }, call.deadlineMs);
    ask(call, caller, { event, signal: abort.signal })
      .catch((err: unknown) => {
        deps.log.error({ err, account: event.account, call: call.kind }, "a caller failed");
        return failed("failed");
      })
      .then((answer) => {
        deps.timers.clear(timer);
        resolve(answer);
      });
  });
};

/** Makes all calls at once and puts their answers under their keys. Never rejects. */
export const makeCalls = async (
  calls: readonly Call[],
  event: InboundEvent,
  { deps, answers }: { readonly deps: CallDeps; readonly answers: Map<string, CallAnswer> },
): Promise<void> => {
  await Promise.all(
    calls.map(async (call) => {
      answers.set(call.key, await makeCall(call, event, deps));
    }),
  );
};
