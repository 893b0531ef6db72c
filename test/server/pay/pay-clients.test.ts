import { expect, test } from "vitest";
import { secretsFrom } from "../../../server/accounts/account-secrets.ts";
import { createPayClients } from "../../../server/pay/pay-clients.ts";
import { makePayExchange } from "../../../server/pay/pay-exchange.ts";
import type { StoredAccount } from "../../../server/storage/library.ts";
import { shop, trySandbox } from "../sandbox/start.ts";
import { answer, isSignedRequest, merchant, PLATFORM_ID, SERIAL, transactionJson } from "./rig.ts";

const { apiV3Key, privateKey, platformKey } = merchant();
const env: Readonly<Record<string, string>> = {
  PAY_V3: apiV3Key,
  PAY_KEY: privateKey.replaceAll("\n", "\\n"),
  PAY_PUBLIC: platformKey?.pem ?? "",
};
const written = (mchid: string, of: object = {}) => ({
  mchid,
  apiV3Key: "env:PAY_V3",
  privateKey: "env:PAY_KEY",
  serial: SERIAL,
  publicKeyId: PLATFORM_ID,
  publicKey: "env:PAY_PUBLIC",
  api: "https://pay.example.test",
  ...of,
});

const stored = (platform: "wechat" | "sandbox", merchants: ReturnType<typeof written>[]) => {
  const file = {
    id: "shop",
    originalId: null,
    appId: "wx0123456789abcdef",
    appSecret: null,
    token: null,
    encodingAesKey: null,
    platform,
    mode: "safe",
    hooks: {},
    merchants,
  } as const;
  const secrets = secretsFrom(file, {}, (name) => env[name]);
  const settings = { platform, appId: "wx0123456789abcdef" };
  return { id: "shop", settings, secrets } as unknown as StoredAccount;
};

const clients = (account: StoredAccount | null, of: { sandboxUrl?: string } = {}) => {
  const world = { account, nowMs: Date.parse("2026-11-23T10:34:56+08:00"), reads: 0 };
  const asked: Parameters<ReturnType<typeof makePayExchange>>[0][] = [];
  const real = makePayExchange();
  const made = createPayClients({
    accounts: {
      find: async () => {
        world.reads += 1;
        return world.account;
      },
    },
    env: (name) => env[name],
    sandboxUrl: () => of.sandboxUrl ?? null,
    exchange: async (one) => {
      asked.push(one);
      return of.sandboxUrl === undefined
        ? answer(transactionJson({ mchid: "1900000001" }))
        : real(one);
    },
    nowMs: () => world.nowMs,
    nonce: () => "N",
    wait: async () => {},
  });
  return { ...made, asked, world };
};

test("an account's merchants are found by number, the first where none is named; values come from the environment", async () => {
  const { find, merchants, asked } = clients(
    stored("wechat", [written("1900000001"), written("1900000002")]),
  );
  expect(await merchants("shop")).toEqual(["1900000001", "1900000002"]);
  const first = await find("shop", null);
  expect(first).toMatchObject({ ok: true, data: { mchid: "1900000001" } });
  expect(await find("shop", "1900000002")).toMatchObject({ data: { mchid: "1900000002" } });
  if (first.ok) expect((await first.data.query("SB202611230001")).ok).toBe(true);
  expect(asked[0]?.url.origin).toBe("https://pay.example.test");
  expect(asked.every(isSignedRequest)).toBe(true);
  const again = await find("shop", "1900000001");
  expect(again.ok && first.ok && again.data === first.data).toBe(true);
});

test.each([
  ["an unknown account", null, null, "pay-no-merchant"],
  ["an account without", stored("wechat", []), null, "pay-no-merchant"],
  ["another number", stored("wechat", [written("1900000001")]), "1900000002", "pay-no-merchant"],
  [
    "a variable that is not set",
    stored("wechat", [written("1900000001", { apiV3Key: "env:NONE" })]),
    null,
    "pay-bad-keys",
  ],
  ["no sandbox", stored("sandbox", []), null, "pay-no-sandbox"],
] as const)("%s is a refusal that says what to do", async (_what, account, mchid, code) => {
  const refused = await clients(account).find("shop", mchid);
  expect(refused).toMatchObject({ ok: false, code, remedy: { en: expect.any(String) } });
});

test("an account on the sandbox pays there without any configuration", async () => {
  const { sandbox } = await trySandbox({ clock: () => Date.parse("2026-11-23T10:34:56+08:00") });
  const { find, merchants } = clients(stored("sandbox", []), { sandboxUrl: sandbox.url });
  const [mchid] = await merchants("shop");
  const found = await find("shop", null);
  expect(found).toMatchObject({ ok: true, data: { mchid, appid: shop.appId } });
  if (!found.ok) return;
  const order = { outTradeNo: "SB202611230001", description: "咖啡", totalFen: 1 };
  const notifyUrl = "https://demo.example.test/pay";
  expect((await found.data.prepay.native({ ...order, notifyUrl })).ok).toBe(true);
  expect(await found.data.query("SB202611230001")).toMatchObject({ data: { state: "NOTPAY" } });
});

test("a number written for a real merchant is a merchant of the sandbox, too", async () => {
  const { sandbox } = await trySandbox({ clock: () => Date.parse("2026-11-23T10:34:56+08:00") });
  const { find } = clients(stored("sandbox", [written("1900000109")]), { sandboxUrl: sandbox.url });
  expect(await find("shop", null)).toMatchObject({ data: { mchid: "1900000109" } });
});

test("a changed key is used a second later, and an account is not read for every notification", async () => {
  const { find, world } = clients(stored("wechat", [written("1900000001")]));
  const first = await find("shop", null);
  for (let times = 0; times < 10; times += 1) expect(await find("shop", null)).toBe(first);
  expect(world.reads).toBe(1);
  world.account = stored("wechat", [written("1900000001", { serial: "5A5A5A5A" })]);
  world.nowMs += 1_000;
  const second = await find("shop", null);
  expect(first.ok && second.ok && first.data !== second.data).toBe(true);
  world.account = stored("wechat", []);
  world.nowMs += 1_000;
  expect(await find("shop", null)).toMatchObject({ code: "pay-no-merchant" });
});
