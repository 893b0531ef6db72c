import type { Fault } from "../api/faults.ts";
import { apiGroups } from "../api/groups.ts";
import { numberIn, textIn } from "../json.ts";
import type { AccountInput } from "../state/accounts.ts";
import { resetState } from "../state/state.ts";
import type { ControlCall, ControlRoute } from "./route.ts";
import { ControlRefused, needAccount, needText } from "./route.ts";

const reads = Object.assign({}, ...apiGroups.map((group) => group.reads ?? {})) as NonNullable<
  (typeof apiGroups)[number]["reads"]
>;

const showTime = ({ core }: ControlCall): object => ({
  nowMs: core.time.nowMs(),
  realMs: core.time.realMs(),
});

const travel = (call: ControlCall): object => {
  const byMs = numberIn(call.body, "byMs");
  const toMs = numberIn(call.body, "toMs");
  if (byMs === null && toMs === null) throw new ControlRefused("byMs or toMs is needed");
  call.core.time.travel(toMs === null ? { byMs: byMs ?? 0 } : { toMs });
  return showTime(call);
};

const readState = (call: ControlCall): unknown => {
  const name = needText(call, "what");
  const read = Object.hasOwn(reads, name) ? reads[name] : undefined;
  if (read === undefined) throw new ControlRefused(`what: one of ${Object.keys(reads).join(", ")}`);
  return read(call.core, needAccount(call));
};

const putAccount = ({ core, body }: ControlCall): object => {
  if (textIn(body, "id") === "") throw new ControlRefused("id is missing");
  try {
    return core.accounts.put(body as unknown as AccountInput);
  } catch (error) {
    throw new ControlRefused(error instanceof Error ? error.message : "no account", {
      cause: error,
    });
  }
};

const putQuota = (call: ControlCall): object => {
  const account = needAccount(call);
  const perDay = numberIn(call.body, "perDay");
  const perMinute = numberIn(call.body, "perMinute");
  call.core.quotas.setLimits(account.id, needText(call, "name"), {
    ...(perDay === null ? {} : { perDay }),
    ...(perMinute === null ? {} : { perMinute }),
  });
  return { ok: true };
};

const addFault = (call: ControlCall): object => {
  needText(call, "path");
  call.core.faults.add(call.body as unknown as Fault);
  return { faults: call.core.faults.all() };
};

/** Orders how the account's next job ends: `{ job: publish | mass | template | notice | refund, result }`. */
const orderVerdict = (call: ControlCall): object => {
  const job = needText(call, "job");
  call.core.verdicts.order(needAccount(call).id, job, textIn(call.body, "result"));
  return { ok: true };
};

/** Server-sent events: every new line of a conversation, live. */
const streamEvents = (call: ControlCall): undefined => {
  const { core, query, response, signal } = call;
  const account = query.get("account");
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
  });
  response.write(": open\n\n");
  const stop = core.conversation.listen((entry) => {
    if (account === null || entry.account === account)
      response.write(`id: ${entry.id}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`);
  });
  signal.addEventListener("abort", stop);
  return undefined;
};

/** Accounts, time, faults, quotas, resets and what the platform holds. */
export const worldRoutes: readonly ControlRoute[] = [
  { method: "GET", path: "/accounts", answer: ({ core }) => ({ accounts: core.accounts.all() }) },
  { method: "POST", path: "/accounts", answer: putAccount },
  { method: "GET", path: "/time", answer: showTime },
  { method: "POST", path: "/time", answer: travel },
  { method: "GET", path: "/state", answer: readState },
  { method: "POST", path: "/quota", answer: putQuota },
  { method: "GET", path: "/faults", answer: ({ core }) => ({ faults: core.faults.all() }) },
  { method: "POST", path: "/faults", answer: addFault },
  {
    method: "DELETE",
    path: "/faults",
    answer: ({ core }) => {
      core.faults.clear();
      return { faults: [] };
    },
  },
  { method: "POST", path: "/verdicts", answer: orderVerdict },
  { method: "GET", path: "/events", answer: streamEvents },
  {
    method: "POST",
    path: "/reset",
    answer: async ({ core }) => {
      await core.pusher.settle();
      await core.pay.settle();
      resetState(core);
      core.faults.clear();
      core.verdicts.clear();
      return { ok: true };
    },
  },
];
