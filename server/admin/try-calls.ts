import type { AnswerCall, CallAnswer, FollowerState, Json } from "../../engine/index.ts";
import { newFollower } from "../../engine/index.ts";
import type { BodyOf } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { tryingCall } from "./desk.ts";

type Stubs = NonNullable<BodyOf<"POST /accounts/:account/simulate">["http"]>;
type Tried = NonNullable<BodyOf<"POST /accounts/:account/simulate">["follower"]>;
const YEAR_MS = 365 * 86_400_000;
const OK = { from: 200, until: 299 } as const;

/** The follower a trial begins with: followed a year ago, unless something else is said. */
export const triedFollower = (tried: Tried | undefined, nowMs: number): FollowerState => {
  const { tags = [], values = {}, followedAtMs, position, agent = false } = tried ?? {};
  return {
    ...newFollower(),
    tags: [...tags],
    values,
    followedAtMs: followedAtMs ?? nowMs - YEAR_MS,
    position: position === undefined ? null : { ...position, atMs: nowMs },
    agent: agent
      ? { to: "inbox", name: "", quietMs: 0, quietUntilMs: Number.MAX_SAFE_INTEGER }
      : null,
  };
};

/** `http` is answered from stubs, plugins simulate, nothing else goes out. */
export const stubbedCall = (desk: Desk, account: string, stubs: Stubs): AnswerCall => {
  const other = tryingCall(desk, account);
  return async (call, nowMs): Promise<CallAnswer> => {
    if (call.kind !== "http") return other(call, nowMs);
    const { save = "" } = call.args as { readonly save?: string };
    const stub = Object.hasOwn(stubs, save) ? stubs[save] : undefined;
    if (stub === undefined) return { ok: false, reason: "no stub" };
    if ((stub.ms ?? 0) > call.deadlineMs) return { ok: false, reason: "http-timeout" };
    if (stub.status < OK.from || stub.status > OK.until)
      return { ok: false, reason: `http-${stub.status}` };
    return { ok: true, value: stub.body as Json };
  };
};
