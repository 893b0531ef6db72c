import type { AccountFile } from "../../engine/index.ts";
import { secretsFrom } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";

type Stored = Readonly<Record<string, string>>;

const settingsFrom = (file: AccountFile, name: string, folder: string | null): AccountSettings => ({
  name,
  originalId: file.originalId,
  appId: file.appId,
  platform: file.platform,
  mode: file.mode,
  hooks: Object.fromEntries(Object.entries(file.hooks).map(([hook, { url }]) => [hook, url])),
  ...(file.map === undefined ? {} : { map: { table: file.map.table } }),
  folder,
});

/** What is stored of an account beside its rules: settings, and as secrets the file itself and what stands in it. */
export const accountRecord = (from: {
  readonly file: AccountFile;
  readonly name: string;
  readonly folder: string | null;
  /** Of `account.yaml`. */
  readonly text: string;
  readonly before: Stored;
  readonly env: (name: string) => string | undefined;
}): {
  readonly settings: { readonly [P in keyof AccountSettings]: AccountSettings[P] };
  readonly secrets: Stored;
} => {
  const { file, name, folder, text, before, env } = from;
  const secrets = { ...secretsFrom(file, before, env), "file:account": text };
  return { settings: settingsFrom(file, name, folder), secrets };
};
