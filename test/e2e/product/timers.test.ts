import { describe, expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import type { World } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - id: daily
    name: 每天
    when: [{ schedule: 0 4 * * * }]
    then: [{ record: 每天 }]
  - id: order
    name: 点单
    when: [{ text: { is: 点单 } }]
    then:
      - ask: { question: 要什么？, save: what, timeout: 2s, else: [{ reply: 先不点了 }, { record: 没点 }] }
      - reply: '好的 {{ what }}'
`;
const makeShop = (): World =>
  makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml": rules,
    },
  });
const recorded = (world: World, name: string): Promise<number> =>
  withStorage(world, async ({ library }) => {
    const names = await library.records.names("shop");
    return names.find((one) => one.name === name)?.count ?? 0;
  });
const tick = (world: World) =>
  withStorage(world, async ({ db }) => {
    const query = db.sql.selectFrom("timer").selectAll().where("kind", "=", "schedule");
    const [row] = await db.find(query);
    if (row === undefined) throw new Error("no schedule is set");
    return row;
  });

/** As if the process had been away while the clock struck. */
const missTick = async (world: World): Promise<void> => {
  const { path, version } = await tick(world);
  await withStorage(world, ({ store }) =>
    store.setSchedules("shop", [{ path, version, dueAtMs: Date.now() - 60_000 }]),
  );
};
/** Long enough for the loop that looks for due timers to have looked twice. */
const lookedTwice = () => new Promise((resolve) => setTimeout(resolve, 1200));

describe("what becomes due by itself", () => {
  test("a tick that was missed while nobody served fires once, over any number of restarts", async () => {
    const world = makeShop();
    const first = await startProduct(world);
    expect((await tick(world)).due_at_ms).toBeGreaterThan(Date.now());
    await first.stop();
    await missTick(world);
    for (let restart = 0; restart < 3; restart += 1) {
      const product = await startProduct(world);
      await until("it fired", async () => (await recorded(world, "每天")) > 0);
      await lookedTwice();
      await product.stop();
      expect(await recorded(world, "每天")).toBe(1);
      expect((await tick(world)).due_at_ms).toBeGreaterThan(Date.now());
    }
  });

  test("a question's time runs out once, after a restart too", async () => {
    const world = makeShop();
    const first = await startProduct(world);
    expect((await first.say("shop", "a", "点单")).seen).toEqual([
      { kind: "text", text: "要什么？" },
    ]);
    await first.stop();
    const second = await startProduct(world);
    const seen = () => second.seenTexts("shop", "a");
    await until("it was said", async () => (await seen()).length > 1);
    expect(await seen()).toEqual(["要什么？", "先不点了"]);
    await second.stop();
    const third = await startProduct(world);
    await lookedTwice();
    expect(await third.seenTexts("shop", "a")).toEqual(["要什么？", "先不点了"]);
    expect(await recorded(world, "没点")).toBe(1);
    expect((await third.say("shop", "a", "茶")).seen).toEqual([]);
  });

  test("an answer in time, given to another process than the question, stops the clock", async () => {
    const world = makeShop();
    const first = await startProduct(world);
    await first.say("shop", "a", "点单");
    await first.stop();
    const second = await startProduct(world);
    const result = await second.say("shop", "a", "茶");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const isInTime = result.seen.some((one) => one.kind === "text" && one.text === "好的 茶");
    expect(await second.seenTexts("shop", "a")).toEqual(
      isInTime ? ["要什么？", "好的 茶"] : ["要什么？", "先不点了"],
    );
  });
});
