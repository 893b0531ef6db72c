import { describe, expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import type { Product, World } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const SEND = "/cgi-bin/message/custom/send";
const rules = `rules:
  - id: two
    name: 两条
    when: [{ text: { starts: 说 } }]
    then: [{ reply: '一 {{ rest }}' }, { reply: '二 {{ rest }}' }]
`;

const start = async (): Promise<{ product: Product; world: World }> => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml": rules,
    },
  });
  return { world, product: await startProduct(world) };
};

/** What stands in the outbox. */
const outbox = (world: World) =>
  withStorage(world, ({ db }) =>
    db.find(
      db.sql
        .selectFrom("effect")
        .select(["openid", "state", "code", "attempt", "retry_at_ms"])
        .orderBy("seq"),
    ),
  );
const dead = (world: World) =>
  withStorage(world, ({ library }) =>
    library.deadEffects.list("shop", { afterKey: null, limit: 100 }),
  );
const emptied = (world: World) =>
  until("the outbox is empty", async () => (await outbox(world)).length === 0);
const order = (product: Product, fault: object) => product.ask("POST", "/faults", fault);

describe("the outbox, when the platform refuses", () => {
  for (const errcode of [45015, 45047, 43004])
    test(`${errcode}: gives up, keeps the reason, and goes on with what stands behind it`, async () => {
      const { product, world } = await start();
      await order(product, { path: SEND, errcode, times: 1 });
      await product.say("shop", "a", "说甲");
      await until("one is given up", async () => (await dead(world)).length === 1);
      await product.say("shop", "a", "说乙");
      await until("the next arrives", async () =>
        (await product.seenTexts("shop", "a")).includes("二 乙"),
      );
      expect(await product.seenTexts("shop", "a")).toEqual(["一 甲", "一 乙", "二 乙"]);
      const [letter] = await dead(world);
      expect(letter).toMatchObject({ code: `wechat-${errcode}`, kind: "send", attempts: 1 });
    });

  for (const errcode of [40001, 40014, 42001])
    test(`${errcode}: takes another token and sends once`, async () => {
      const { product, world } = await start();
      await order(product, { path: SEND, errcode, times: 1 });
      await product.say("shop", "a", "说甲");
      await emptied(world);
      expect(await product.seenTexts("shop", "a")).toEqual(["一 甲", "二 甲"]);
    });

  for (const [name, fault] of Object.entries({
    "-1": { errcode: -1 },
    "HTTP 502": { status: 502, body: "<html>Bad Gateway</html>" },
    "a cut connection": { cut: true },
    garbage: { status: 200, body: "<html>hello</html>" },
    "half of a JSON": { status: 200, body: '{"errcode":' },
  }))
    test(`${name}: tries again by itself and sends once`, async () => {
      const { product, world } = await start();
      await order(product, { path: SEND, ...fault, times: "errcode" in fault ? 2 : 1 });
      await product.say("shop", "a", "说甲");
      await emptied(world);
      expect(await product.seenTexts("shop", "a")).toEqual(["一 甲", "二 甲"]);
      expect(await dead(world)).toEqual([]);
    });

  test("45009: hears it once, parks what is due until the platform's next day, and keeps the order", async () => {
    const { product, world } = await start();
    await product.ask("POST", "/quota", { account: "shop", name: "customer-send", perDay: 1 });
    await product.say("shop", "a", "说甲");
    await emptied(world);
    await product.say("shop", "a", "说乙");
    await until("it is heard", async () => (await outbox(world))[0]?.code === "wechat-45009");
    const used = () =>
      withStorage(world, async ({ library }) => {
        const all = { from: "", until: "~" };
        const rows = await library.counters.series("shop", "wechat-used", all);
        return rows.find(({ bucket }) => bucket.endsWith("customer-send"))?.n;
      });
    expect(await used()).toBe(2);
    for (const text of ["说丙", "说丁"]) await product.say("shop", "a", text);
    await product.say("shop", "b", "说戊");
    await until("all are parked", async () => {
      const rows = await outbox(world);
      return rows.length === 4 && rows.filter(({ code }) => code === "wechat-45009").length === 2;
    });
    expect(await used()).toBe(2);
    const dayMs = 86_400_000;
    const nextDayMs = Date.now() + 8 * 3_600_000;
    const midnightMs = nextDayMs - (nextDayMs % dayMs) + dayMs - 8 * 3_600_000;
    for (const { retry_at_ms, code } of await outbox(world))
      if (code !== "") expect(Math.abs(retry_at_ms - midnightMs)).toBeLessThan(2000);
    expect(await product.seenTexts("shop", "a")).toEqual([
      "一 甲",
      "二 甲",
      "一 乙",
      "一 丙",
      "一 丁",
    ]);
    expect(await product.seenTexts("shop", "b")).toEqual(["一 戊"]);
  });

  test("48001: what the account may not do is said, and answers still go out", async () => {
    const { product, world } = await start();
    await order(product, { path: SEND, errcode: 48001, times: 1 });
    expect((await product.say("shop", "a", "说甲")).seen).toEqual([
      { kind: "text", text: "一 甲" },
    ]);
    await until("one is given up", async () => (await dead(world)).length === 1);
    expect((await dead(world))[0]?.code).toBe("wechat-48001");
  });

  test("a dead letter that is replayed by hand is sent", async () => {
    const { product, world } = await start();
    await order(product, { path: SEND, errcode: 45015, times: 1 });
    await product.say("shop", "a", "说甲");
    await until("one is given up", async () => (await dead(world)).length === 1);
    const [letter] = await dead(world);
    await withStorage(world, ({ library }) => library.deadEffects.retry("shop", letter?.key ?? ""));
    await emptied(world);
    expect(await product.seenTexts("shop", "a")).toEqual(["一 甲", "二 甲"]);
  });
});
