import { expect, test } from "vitest";
import { Browser } from "../../server/admin/rig.ts";
import { accountFile } from "./account-file.ts";
import { makeWorld, startProduct } from "./product.ts";

const params = { account: "shop" } as const;

const start = async () => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml":
        "rules:\n  - id: hi\n    when: [{ text: any }]\n    then: [{ reply: 您好 }]\n",
    },
  });
  const product = await startProduct(world);
  const boss = new Browser(product.url);
  const [, token = ""] = (product.setupUrl ?? "").split("#");
  const password = "correct horse battery staple";
  await boss.get("POST /setup", { body: { token, name: "wang", shownName: "王", password } });
  const connection = () => boss.get("GET /accounts/:account/connection", { params });
  const check = () => boss.get("POST /accounts/:account/connection/check", { params, body: {} });
  return { product, connection, check };
};

test("the lights turn green when the platform has checked the address, and when it pushes", async () => {
  const { product, connection } = await start();
  expect(await connection()).toMatchObject({ lastVerifiedAtMs: null, lastPushAtMs: null });
  await product.ask("POST", "/verify-url", { account: "shop" });
  await expect.poll(async () => (await connection()).lastVerifiedAtMs).toBeGreaterThan(0);
  await product.say("shop", "小明", "你好");
  expect((await connection()).lastPushAtMs).toBeGreaterThan(0);
});

test("the platform names the address that its whitelist lacks, to be copied", {
  timeout: 90_000,
}, async () => {
  const { product, connection, check } = await start();
  await product.ask("POST", "/accounts", { id: "shop", ipWhitelist: ["10.0.0.1"] });
  expect(await check()).toMatchObject({
    isGood: false,
    errmsg: expect.stringContaining("invalid ip 127.0.0.1"),
    egressAddress: "127.0.0.1",
  });
  expect((await connection()).egressAddress).toBe("127.0.0.1");
  await product.ask("POST", "/accounts", { id: "shop", ipWhitelist: ["127.0.0.1"] });
  // What was refused is not asked for again at once.
  await expect.poll(check, { timeout: 60_000, interval: 500 }).toMatchObject({ isGood: true });
});
