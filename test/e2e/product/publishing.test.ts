import { expect, test } from "vitest";
import type { PushResult } from "../../../server/sandbox/push/order.ts";
import { accountFile } from "./account-file.ts";
import { deliveriesOf, makeWorld, startProduct, until, withStorage } from "./product.ts";

const publishes = 8;

/** Every answer names its version twice, from two rules: a mixed one would show. */
const rulesOf = (version: number): string => `rules:
  - id: which
    name: 第几版
    when: [{ text: { is: 版本 } }]
    then:
      - reply: '甲${version}'
      - goto: second
  - id: second
    name: 第二条
    when: [{ event: second }]
    then: [{ reply: '乙${version}' }]
`;
const versionIn = (result: PushResult): readonly [number, number] => {
  const [shown] = result.seen;
  const text = shown?.kind === "text" ? shown.text : "";
  const [, first, second] = /^甲(\d+)\n乙(\d+)$/.exec(text) ?? [];
  if (first === undefined) throw new Error(`not an answer: ${JSON.stringify(result)}`);
  return [Number(first), Number(second)];
};

test("publishing while pushes run drops none, mixes none, and takes nobody back", {
  timeout: 90_000,
}, async () => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: false }),
      "shop/rules.yaml": rulesOf(1),
    },
  });
  const product = await startProduct(world, true);
  const met = new Map<string, number[]>();
  let isOver = false;
  let newest = 0;
  const talk = async (from: string): Promise<void> => {
    while (!isOver) {
      const result = await product.say("shop", from, "版本");
      expect(result.deliveries.map(({ status }) => status)).toEqual([200]);
      const [first, second] = versionIn(result);
      expect(second).toBe(first);
      met.set(from, [...(met.get(from) ?? []), first]);
      newest = Math.max(newest, first);
    }
  };
  const talks = Promise.all(Array.from({ length: 8 }, (_, lane) => talk(`粉丝${lane}`)));
  for (let version = 2; version <= publishes + 1; version += 1) {
    world.write("shop/rules.yaml", rulesOf(version));
    await until(`version ${version} answers`, () => newest === version);
  }
  isOver = true;
  await talks;
  for (const versions of met.values()) {
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.length).toBeGreaterThan(publishes);
  }
  const deliveries = await withStorage(world, (opened) => deliveriesOf(opened, "shop"));
  expect(deliveries).toHaveLength([...met.values()].flat().length);
  for (const { answer, ruleSetVersion } of deliveries)
    expect(answer).toContain(`甲${ruleSetVersion}\n乙${ruleSetVersion}`);
});
