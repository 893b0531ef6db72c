import { describe, expect, test } from "vitest";
import { accountFile } from "./account-file.ts";
import type { Product } from "./product.ts";
import { listenSlowly, makeWorld, startProduct, until } from "./product.ts";

/** The two accounts differ in one thing: whether they may write after 4.5 s. */
const accounts = { able: true, unable: false } as const;
type Account = keyof typeof accounts;

const rules = (host: string): string => `rules:
  - id: slow
    name: 慢
    when: [{ text: { matches: '^慢(?P<ms>\\d+)$' } }]
    then:
      - http: { url: "http://${host}/after/{{ ms }}/{{ follower.openid }}", save: got, timeout: 30s, else: [{ reply: 没有 }] }
      - reply: '答 {{ ms }}'
      - record: 慢
  - id: quick
    name: 快
    when: [{ text: { is: 快 } }]
    then: [{ reply: 快 }]
`;

const start = async () => {
  const { host, asked } = await listenSlowly();
  const files = Object.entries(accounts).flatMap(([id, mayWriteLater], place) => [
    [
      `${id}/account.yaml`,
      accountFile({ id, number: `000${place}`, mayWriteLater, hosts: [host] }),
    ],
    [`${id}/rules.yaml`, rules(host)],
  ]);
  const world = makeWorld({ files: Object.fromEntries(files) as Record<string, string> });
  return { asked, product: await startProduct(world) };
};

const answered = (product: Product, account: Account, from: string, count: number) =>
  until(
    `${account} ${from} has ${count} answers`,
    async () => (await product.seenTexts(account, from)).length >= count,
    25_000,
  );
const steps = (fromMs: number, untilMs: number, byMs: number): readonly number[] =>
  Array.from({ length: (untilMs - fromMs) / byMs + 1 }, (_, place) => fromMs + place * byMs);

/** Around the deadline closely: there the two ways could meet. */
const delays = [100, 1000, 3000, ...steps(4400, 4600, 20), 5000, 6500, 9000, 9600, 11_000, 14_000];

describe("an action that takes longer than the platform waits", () => {
  test("with the right is answered once: in the response, or after it, and the platform asks once", {
    timeout: 60_000,
  }, async () => {
    const { product, asked } = await start();
    const pushed = await Promise.all(delays.map((ms) => product.say("able", `慢${ms}`, `慢${ms}`)));
    for (const [place, ms] of delays.entries()) {
      await answered(product, "able", `慢${ms}`, 1);
      const { deliveries, systemLine, seen } = pushed[place] ?? { deliveries: [] };
      // A machine that is busy elsewhere may hold an answer past the five seconds: then the next delivery brings it.
      expect([ms, deliveries.at(-1)?.status, systemLine]).toEqual([ms, 200, null]);
      if (ms < 4300) expect(seen).toEqual([{ kind: "text", text: `答 ${ms}` }]);
      if (ms > 4700) expect(deliveries.at(-1)?.body).toBe("success");
    }
    for (const ms of delays)
      expect(await product.seenTexts("able", `慢${ms}`)).toEqual([`答 ${ms}`]);
    expect(asked).toHaveLength(delays.length);
  });

  test("without the right is answered by whichever delivery comes next, and by nothing else", {
    timeout: 60_000,
  }, async () => {
    const { product, asked } = await start();
    const pushed = await Promise.all(
      delays.map((ms) => product.say("unable", `慢${ms}`, `慢${ms}`)),
    );
    for (const [place, ms] of delays.entries()) {
      const { deliveries, seen, systemLine } = pushed[place] ?? { deliveries: [] };
      expect([ms, seen, systemLine]).toEqual([ms, [{ kind: "text", text: `答 ${ms}` }], null]);
      expect([ms, deliveries.length]).toEqual([ms, Math.floor(ms / 5000) + 1]);
      expect(await product.seenTexts("unable", `慢${ms}`)).toEqual([`答 ${ms}`]);
    }
    expect(asked).toHaveLength(delays.length);
  });

  test("longer than all three deliveries: an honest text without the right, the answer with it", {
    timeout: 60_000,
  }, async () => {
    const { product } = await start();
    const [unable, able] = await Promise.all([
      product.say("unable", "a", "慢17000"),
      product.say("able", "a", "慢17000"),
    ]);
    expect(unable.deliveries.map(({ status }) => status)).toEqual([null, null, 200]);
    expect([unable.seen, unable.systemLine]).toEqual([[{ kind: "text", text: "系统繁忙" }], null]);
    expect(able.deliveries).toHaveLength(1);
    await answered(product, "able", "a", 1);
    expect(await product.seenTexts("able", "a")).toEqual(["答 17000"]);
    expect(await product.seenTexts("unable", "a")).toEqual(["系统繁忙"]);
  });

  test("keeps what the follower says meanwhile in its order", { timeout: 60_000 }, async () => {
    const { product } = await start();
    const slow = product.say("able", "a", "慢6000");
    await until("the first is on its way", async () => {
      const lines = await product.conversation("able", "a");
      return lines.length > 0;
    });
    const quick = product.say("able", "a", "快");
    await Promise.all([slow, quick]);
    await answered(product, "able", "a", 2);
    expect(await product.seenTexts("able", "a")).toEqual(["答 6000", "快"]);
  });
});
