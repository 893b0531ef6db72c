import type { Body } from "../json.ts";
import { isBody, numberIn, partIn, partsIn, textIn } from "../json.ts";
import type { PushInput } from "../push/kinds.ts";
import { pushKinds } from "../push/kinds.ts";
import type { PushOptions, PushOrder, PushResult } from "../push/order.ts";
import { verifyAddress } from "../push/verify-address.ts";
import type { ControlCall, ControlRoute } from "./route.ts";
import { ControlRefused, needAccount, needText } from "./route.ts";

const orderOf = (body: Body): PushOrder => {
  const message = body.message;
  if (!isBody(message) || typeof message.kind !== "string")
    throw new ControlRefused("message: expected an object with a kind");
  const account = textIn(body, "account");
  const from = textIn(body, "from");
  if (account === "" || from === "") throw new ControlRefused("account and from are needed");
  const options = partIn(body, "options") as PushOptions;
  return { account, from, message: message as PushInput, options };
};

/** Places 0…n-1 in an order that depends on the seed only. */
const shuffled = (count: number, pick: () => number): readonly number[] => {
  const places = Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last--) {
    const other = pick() % (last + 1);
    [places[last], places[other]] = [places[other] ?? 0, places[last] ?? 0];
  }
  return places;
};

/** Several pushes: one after the other, all at once, or in another order than they were made. */
const pushMany = async (call: ControlCall): Promise<object> => {
  const { core, body } = call;
  const orders = partsIn(body, "pushes").map(orderOf);
  const pick = (): number => Number.parseInt(core.ids.hex("shuffle", 8), 16);
  const places =
    body.reorder === true ? shuffled(orders.length, pick) : orders.map((_, place) => place);
  const results: PushResult[] = [];
  const run = async (place: number): Promise<void> => {
    const order = orders[place];
    if (order !== undefined) results[place] = await core.pusher.push(order);
  };
  if (body.parallel === true) await Promise.all(places.map(run));
  else for (const place of places) await run(place);
  return { results, order: places };
};

const resend = ({ core, body }: ControlCall): Promise<PushResult> =>
  core.pusher.again(textIn(body, "push"), partIn(body, "options") as PushOptions);

/** Pushes (contract §2) and what became of them. */
export const pushRoutes: readonly ControlRoute[] = [
  { method: "GET", path: "/kinds", answer: () => ({ kinds: pushKinds }) },
  {
    method: "POST",
    path: "/push",
    answer: (call) =>
      Array.isArray(call.body.pushes) ? pushMany(call) : call.core.pusher.push(orderOf(call.body)),
  },
  { method: "POST", path: "/resend", answer: resend },
  {
    method: "POST",
    path: "/verify-url",
    answer: (call) => verifyAddress(needAccount(call), call.core),
  },
  {
    method: "POST",
    path: "/settle",
    answer: async ({ core }) => {
      await core.pusher.settle();
      await core.pay.settle();
      return { ok: true };
    },
  },
  {
    method: "GET",
    path: "/pushes",
    answer: (call) => {
      const { core, query } = call;
      const count = numberIn(Object.fromEntries(query), "count") ?? 100;
      return {
        pushes: core.database.all(
          "SELECT id, openid, kind, atMs, ms, failed, deliveries FROM pushes WHERE account = ? ORDER BY rowid DESC LIMIT ?",
          needText(call, "account"),
          count,
        ),
      };
    },
  },
];
