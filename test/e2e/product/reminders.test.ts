import { describe, expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import { makeApart } from "./killed-process.ts";
import type { World } from "./product.ts";
import {
  deliveriesOf,
  makeWorld,
  randomFrom,
  startProduct,
  until,
  withStorage,
} from "./product.ts";

const kills = 6;
const followers = 120;
const waits = ["1s", "2s", "4s"] as const;

/** One rule for each time to wait; what is reminded of is counted. */
const rules = (): string => `rules:
${waits
  .map(
    (after) => `  - id: in-${after}
    name: ${after} 后
    when: [{ text: { starts: ${after} } }]
    then:
      - reply: '好 {{ rest }}'
      - remind: { id: 'r-{{ rest }}', after: ${after}, then: [{ record: { name: 提醒, value: '{{ rest }}' } }, { reply: '到 {{ rest }}' }] }`,
  )
  .join("\n")}
`;

test("killed again and again while reminders come due, it does each exactly once", {
  timeout: 180_000,
}, async () => {
  const apart = await makeApart({ deliveries: 300, gapMs: 500 }, rules);
  const random = randomFrom(7);
  let child = await apart.start();
  const said = Promise.all(
    Array.from({ length: followers }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, random() * 3_000));
      return apart.say("able", `a${n}`, `${waits[n % waits.length]} ${n}`);
    }),
  );
  for (let kill = 0; kill < kills; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500 + random() * 1_000));
    await apart.end(child, "SIGKILL");
    child = await apart.start();
  }
  for (const { systemLine } of await said) expect(systemLine).toBeNull();
  const isQuiet = (): Promise<boolean> =>
    withStorage(apart.world, async ({ db }) => {
      const timers = await db.find(db.sql.selectFrom("timer").select("id"));
      const effects = await db.find(db.sql.selectFrom("effect").select("key"));
      return timers.length + effects.length === 0;
    });
  await until("nothing waits", isQuiet, 90_000);
  const { records, due } = await withStorage(apart.world, async (opened) => ({
    records: await opened.library.records.list("able", "提醒", { before: null, limit: 1_000 }),
    due: (await deliveriesOf(opened, "able")).filter(({ kind }) => kind === "due"),
  }));
  const values = records.map(({ value }) => Number(value)).toSorted((a, b) => a - b);
  expect(values).toEqual(Array.from({ length: followers }, (_, n) => n));
  expect(due.map(({ isDone, outcome }) => [isDone, outcome])).toEqual(
    Array.from({ length: followers }, () => [true, "answered"]),
  );
  let repeated = 0;
  for (let n = 0; n < followers; n += 1) {
    const texts = await apart.seenTexts("able", `a${n}`);
    const heard = texts.filter((text) => text === `到 ${n}`).length;
    expect([n, heard > 0]).toEqual([n, true]);
    repeated += heard - 1;
  }
  // A message that was sent but not yet settled at the kill is sent again, and nothing else is.
  expect(repeated).toBeLessThanOrEqual(kills * 50);
  await apart.end(child, "SIGTERM");
});

const makeShop = (): World =>
  makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml": `rules:
  - { id: hi, name: 你好, when: [{ text: any }], then: [{ reply: 在 }, { remind: { id: v, after: 1s, then: [{ record: 到时 }] } }] }
`,
    },
  });
const crowd = 3_000;
/** As if so many had been told the same time; `at` lies in the past. */
const setReminders = (world: World): Promise<void> =>
  withStorage(world, async ({ store }) => {
    const at = Date.now() - 1_000;
    for (let n = 0; n < crowd; n += 1) {
      const event = {
        ...({ kind: "text", account: "shop", follower: `crowd-${n}`, key: `set-${n}` } as const),
        ...{ sentAtMs: at, text: "", menuItem: null },
      };
      const known = await store.recall(event);
      if ("answered" in known) continue;
      const reminder = {
        ...({ kind: "wait", what: "reminder", id: "v", path: "rules/hi/then/1" } as const),
        ...{ version: 1, untilMs: at, captured: { names: {}, secrets: [] } },
      };
      await store.commit({
        ...{ event, followerVersion: 0, follower: null, answer: "", late: false },
        ...{ changes: [reminder], effects: [], trace: null, nextTick: null },
      });
    }
  });
const counted = (world: World): Promise<number> =>
  withStorage(world, async ({ library }) => {
    const names = await library.records.names("shop");
    return names.find(({ name }) => name === "到时")?.count ?? 0;
  });

describe("thousands of reminders due in one moment", () => {
  test("are done once each, and who writes meanwhile is answered in the response", {
    timeout: 120_000,
  }, async () => {
    const world = makeShop();
    await (await startProduct(world)).stop();
    await setReminders(world);
    const product = await startProduct(world);
    for (let n = 0; n < 20; n += 1) {
      const { seen, deliveries } = await product.say("shop", `writes-${n}`, "你好");
      expect([n, seen, deliveries.length]).toEqual([n, [{ kind: "text", text: "在" }], 1]);
    }
    await until("all are done", async () => (await counted(world)) >= crowd + 20, 90_000);
    await product.stop();
    expect(await counted(world)).toBe(crowd + 20);
  });
});
