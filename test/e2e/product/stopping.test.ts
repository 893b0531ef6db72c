import { expect, test } from "vitest";
import type { PushResult } from "../../../server/sandbox/push/order.ts";
import { makeApart } from "./killed-process.ts";
import { withStorage } from "./product.ts";

const stops = 5;
const notTaken = /^$|connect ECONN(REFUSED|RESET)|connection closed/;

test("told to stop under load, it finishes what it has taken: no delivery breaks off, none waits for a lease", {
  timeout: 120_000,
}, async () => {
  const apart = await makeApart({ deliveries: 300, gapMs: 300 });
  const said: { readonly text: string; readonly result: PushResult }[] = [];
  let isOver = false;
  let count = 0;
  const talk = async (lane: number): Promise<void> => {
    while (!isOver) {
      count += 1;
      const text = `问${count}-${(count * 37) % 400}`;
      said.push({ text, result: await apart.say("unable", `u${lane}`, text) });
    }
  };
  let child = await apart.start();
  const talks = Promise.all(Array.from({ length: 12 }, (_, lane) => talk(lane)));
  const codes: (number | null)[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await new Promise((resolve) => setTimeout(resolve, 800));
    codes.push(await apart.end(child, "SIGTERM"));
    const open = await withStorage(apart.world, ({ db }) =>
      db.find(db.sql.selectFrom("delivery").select("key").where("state", "!=", "done")),
    );
    expect(open).toEqual([]);
    child = await apart.start();
  }
  isOver = true;
  await talks;
  expect(codes).toEqual(codes.map(() => 0));
  expect(said.length).toBeGreaterThan(50);
  for (const { text, result } of said) {
    const number = /^问(\d+)/.exec(text)?.[1];
    expect([text, result.seen]).toEqual([text, [{ kind: "text", text: `答 ${number}` }]]);
    // While nobody listens the platform cannot connect (refused; or reset, when the listener closed
    // between handshake and accept: nothing was sent yet). Whatever was taken is answered.
    const failures = result.deliveries.map(({ failure }) => failure ?? "");
    for (const failure of failures) expect(failure).toMatch(notTaken);
    expect(result.deliveries.at(-1)?.status).toBe(200);
  }
  expect(apart.asked).toHaveLength(said.length);
  await apart.end(child, "SIGTERM");
});
