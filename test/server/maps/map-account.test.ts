import { expect, test } from "vitest";
import type { AccountFile } from "../../../engine/index.ts";
import { secretsFrom } from "../../../server/accounts/account-secrets.ts";
import { mapAccounts } from "../../../server/maps/map-account.ts";
import { accountRecord } from "../../../server/rules/account-record.ts";

const WRITTEN = "ABCDE-ABCDE-ABCDE-ABCDE-ABCDE-ABCDE";
const file = (of: Partial<AccountFile>): AccountFile => ({
  ...{ id: "shop", originalId: null, appId: null, appSecret: null, token: null },
  ...{ encodingAesKey: null, platform: "sandbox", mode: "safe", hooks: {}, merchants: [] },
  ...of,
});
const map = { key: "env:MAP_KEY", secret: null, table: "branches" };
const find = async (written: AccountFile, env: Record<string, string> = {}) => {
  const envOf = (name: string): string | undefined => env[name];
  const { settings, secrets } = accountRecord({
    ...{ file: written, name: "小店", folder: null, text: "", before: {}, env: envOf },
  });
  const stored = { id: "shop", settings, secrets, revision: 1, createdAtMs: 0, updatedAtMs: 0 };
  const accounts = { find: async () => stored };
  return mapAccounts({ accounts, env: envOf, sandboxUrl: () => "http://local" })("shop");
};

test("on the sandbox a key is made up where the environment has none, and kept", async () => {
  const account = await find(file({ map }));
  expect(account).toMatchObject({ table: "branches", secret: "", base: "http://local" });
  expect(account?.key).toMatch(/^[A-Z0-9]{5}(-[A-Z0-9]{5}){5}$/);
  const first = secretsFrom(file({ map }), {}, () => undefined);
  expect(secretsFrom(file({ map }), first, () => undefined)).toEqual(first);
});

test("a real account has the key it was given, or none", async () => {
  const real = file({ map, platform: "wechat" });
  expect(await find(real)).toBeNull();
  expect(await find(real, { MAP_KEY: WRITTEN })).toMatchObject({
    key: WRITTEN,
    base: "https://apis.map.qq.com",
  });
  expect(await find(file({ platform: "wechat" }), { MAP_KEY: WRITTEN })).toBeNull();
});
