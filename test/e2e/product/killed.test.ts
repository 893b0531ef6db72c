import { expect, test } from "vitest";
import type { PushResult } from "../../../server/sandbox/push/order.ts";
import type { Entry } from "../../../server/sandbox/state/conversation.ts";
import type { Apart } from "./killed-process.ts";
import { makeApart } from "./killed-process.ts";
import { deliveriesOf, randomFrom, until, withStorage } from "./product.ts";

const kills = 10;

interface Said {
  readonly account: "able" | "unable";
  readonly from: string;
  readonly text: string;
  readonly result: PushResult;
}

/** Followers who talk until they are told to stop; each waits for its answer before it goes on. */
const talk = (apart: Apart, random: () => number, said: Said[]) => {
  let isOver = false;
  let count = 0;
  const one = async (lane: number): Promise<void> => {
    const account = lane % 2 === 0 ? "able" : "unable";
    while (!isOver) {
      count += 1;
      const from = `${account}${lane}`;
      const isCall = random() < 0.5;
      const text = isCall ? `问${count}-${Math.floor(random() * 300)}` : `说${count}`;
      const result = await apart.say(account, from, text);
      said.push({ account, from, text, result });
      await new Promise((resolve) => setTimeout(resolve, 10 + random() * 40));
    }
  };
  const lanes = Promise.all(Array.from({ length: 12 }, (_, lane) => one(lane)));
  return {
    stop: async () => {
      isOver = true;
      await lanes;
    },
  };
};

/** How the answer to a text reads; with the right its second line comes by itself. */
const expectedOf = ({ account, text }: Said): readonly string[] => {
  const call = /^问(\d+)-/.exec(text)?.[1];
  if (call !== undefined) return [`答 ${call}`];
  const number = text.slice(1);
  return account === "able" ? [`一 ${number}`, `二 ${number}`] : [`一 ${number}\n二 ${number}`];
};

/** How often a text came as the answer, and how often by itself. */
const waysOf = (talk: readonly Entry[], text: string) => {
  const found = talk.filter(({ shown }) => shown.kind === "text" && shown.text === text);
  const sends = found.filter(({ via }) => via === "customer-message").length;
  return { replies: found.length - sends, sends };
};

test("killed ten times while pushes run, it loses none that it has taken and answers each once", {
  timeout: 180_000,
}, async () => {
  const apart = await makeApart({ deliveries: 300, gapMs: 500 });
  const random = randomFrom(20_261_123);
  const said: Said[] = [];
  let child = await apart.start();
  const talking = talk(apart, random, said);
  for (let kill = 0; kill < kills; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 600 + random() * 900));
    await apart.end(child, "SIGKILL");
    child = await apart.start();
  }
  await talking.stop();
  await until("the outbox is empty", () =>
    withStorage(apart.world, async ({ db }) => {
      const rows = await db.find(db.sql.selectFrom("effect").select("key"));
      return rows.length === 0;
    }),
  );
  expect(said.length).toBeGreaterThan(100);

  const talks = new Map<string, readonly Entry[]>();
  for (const { account, from } of said)
    if (!talks.has(from)) talks.set(from, await apart.conversation(account, from));
  let repeatedSends = 0;
  for (const one of said) {
    const talk = talks.get(one.from) ?? [];
    expect([one.text, one.result.systemLine]).toEqual([one.text, null]);
    const ways = expectedOf(one).map((text) => waysOf(talk, text));
    // In the response or after it, never both; only what is sent by itself may be sent again.
    for (const [place, { replies, sends }] of ways.entries()) {
      expect([one.text, place, replies + Math.min(sends, 1)]).toEqual([one.text, place, 1]);
      repeatedSends += Math.max(0, sends - 1);
    }
  }
  // A message that was sent but not yet settled at the kill is sent again, and nothing else is.
  expect(repeatedSends).toBeLessThanOrEqual(kills * 6);

  const stored = await withStorage(apart.world, async (opened) => ({
    deliveries: [
      ...(await deliveriesOf(opened, "able")),
      ...(await deliveriesOf(opened, "unable")),
    ],
    records: [
      ...(await opened.library.records.names("able")),
      ...(await opened.library.records.names("unable")),
    ],
  }));
  expect(stored.deliveries.filter(({ isDone }) => !isDone)).toEqual([]);
  expect(stored.deliveries).toHaveLength(said.length);
  // Counted once each, however often their process died.
  expect(stored.records.reduce((sum, { count }) => sum + count, 0)).toBe(said.length);
  const calls = said.filter(({ text }) => text.startsWith("问")).length;
  expect(apart.asked.length).toBeLessThanOrEqual(calls + kills * 12);
  await apart.end(child, "SIGTERM");
});
