import { expect, test } from "vitest";
import { accountFile } from "../../e2e/product/account-file.ts";
import type { Product } from "../../e2e/product/product.ts";
import { makeWorld, startProduct, until } from "../../e2e/product/product.ts";

const channels = `channels:
  - { id: poster-01, name: 海报, permanent: true }
  - { id: fair, name: 展会 }
  - { id: table-*, name: 桌子, permanent: true }
`;
const rules = `rules:
  - id: seat
    name: 落座
    when: [{ scan: [table-*, poster-01, fair, late] }]
    then: [{ reply: 请坐 }]
`;
const makeShop = () =>
  makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/channels.yaml": channels,
      "shop/rules.yaml": rules,
    },
  });

interface Code {
  readonly scene: string;
  readonly ticket: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
}
const codesOf = async (product: Product): Promise<readonly Code[]> => {
  const codes = await product.ask<Code[]>("GET", "/state?account=shop&what=qr");
  return codes.toSorted((one, other) => (one.scene < other.scene ? -1 : 1));
};
const scenesOf = async (product: Product) => (await codesOf(product)).map(({ scene }) => scene);

test("the codes of an account's channels are there when it starts, once over restarts, and can be scanned", async () => {
  const world = makeShop();
  const first = await startProduct(world);
  const made = await codesOf(first);
  expect(made.map(({ scene }) => scene)).toEqual(["fair", "poster-01", "table-1"]);
  const thirtyDaysMs = 30 * 86_400_000;
  expect(
    made.map(({ createdAtMs, expiresAtMs }) => expiresAtMs && expiresAtMs - createdAtMs),
  ).toEqual([thirtyDaysMs, null, null]);
  const ticket = made[2]?.ticket;
  const scanned = await first.ask<{ seen: unknown }>("POST", "/scan", {
    account: "shop",
    from: "小明",
    ticket,
  });
  expect(scanned.seen).toEqual([{ kind: "text", text: "请坐" }]);
  await first.stop();
  const second = await startProduct(world);
  expect(await codesOf(second)).toEqual(made);
  await second.ask("POST", "/time", { byMs: thirtyDaysMs });
  await second.stop();
  // The temporary one is over by the sandbox's clock: there is a new one.
  expect(await scenesOf(await startProduct(world))).toEqual([
    "fair",
    "fair",
    "poster-01",
    "table-1",
  ]);
});

test("a channel that is published later has its code then", async () => {
  const world = makeShop();
  const product = await startProduct(world, true);
  world.write("shop/channels.yaml", `${channels}  - { id: late, name: 后来, permanent: true }\n`);
  await until("its code is there", async () => (await scenesOf(product)).includes("late"));
});
