import { randomBytes } from "node:crypto";
import type { AccountFile, MerchantFile } from "../../engine/index.ts";

/** The names under which an account's secrets are stored; `made:NAME` is what was made up for one that is not set. */
export const SECRETS = ["token", "encodingAesKey", "appSecret"] as const;
export type SecretName = (typeof SECRETS)[number];
/** Under which the merchants are stored, as JSON. */
const MERCHANTS = "merchants";
/** What the map services know an account by. */
type MapSecretName = "mapKey" | "mapSecret";
type Env = (name: string) => string | undefined;
type Stored = Readonly<Record<string, string>>;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const letters = (count: number): string =>
  Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join("");
const MADE: Readonly<Record<SecretName, () => string>> = {
  token: () => letters(24),
  encodingAesKey: () => letters(43),
  appSecret: () => randomBytes(16).toString("hex"),
};
/** Six groups of five, as the map services write their keys. */
const madeMapKey = (): string =>
  Array.from({ length: 6 }, () => letters(5).toUpperCase()).join("-");

const fromEnv = (written: string | undefined, env: Env): string => {
  if (written === undefined || written === "") return "";
  return written.startsWith("env:") ? (env(written.slice(4)) ?? "") : written;
};

/** A secret as it is to be used: as written, from the environment, or made up; `""` if there is none. */
export const secretOf = (stored: Stored, name: SecretName | MapSecretName, env: Env): string =>
  fromEnv(stored[name], env) || (stored[`made:${name}`] ?? "");

/** What signs the posts to one of the account's hooks; `""` if there is none. */
export const hookSecret = (stored: Stored, hook: string, env: Env): string =>
  fromEnv(stored[`hook:${hook}`], env);

/** The merchants as they are written in `account.yaml`, the first one first. */
export const merchantsWritten = (stored: Stored): readonly MerchantFile[] =>
  JSON.parse(stored[MERCHANTS] ?? "[]") as readonly MerchantFile[];

/** A merchant's values, looked up; `""` for what is not set. */
export const merchantWith = (
  written: MerchantFile,
  env: Env,
): Readonly<
  Record<"apiV3Key" | "privateKey" | "serial" | "publicKeyId" | "publicKey", string>
> => ({
  apiV3Key: fromEnv(written.apiV3Key, env),
  privateKey: fromEnv(written.privateKey, env),
  serial: fromEnv(written.serial, env),
  publicKeyId: fromEnv(written.publicKeyId ?? undefined, env),
  publicKey: fromEnv(written.publicKey ?? undefined, env),
});

/** The platform may still seal with the key before this one (contract §1.3). */
const previousKey = (before: Stored, after: Stored, env: Env): string => {
  const was = secretOf(before, "encodingAesKey", env);
  const isChanged = was !== "" && was !== secretOf(after, "encodingAesKey", env);
  return isChanged ? was : (before["previousAesKey"] ?? "");
};

/** As written, and on the sandbox a key that is made up where the environment has none. */
const mapSecrets = (file: AccountFile, before: Stored, env: Env): Stored => {
  if (file.map === undefined) return {};
  const { key, secret } = file.map;
  const isMade = file.platform === "sandbox" && fromEnv(key, env) === "";
  return {
    mapKey: key,
    ...(secret === null ? {} : { mapSecret: secret }),
    ...(isMade ? { "made:mapKey": before["made:mapKey"] ?? madeMapKey() } : {}),
  };
};

/** What is stored of an account file's secrets; on the sandbox, a value is made up for what is not set and kept from then on. */
export const secretsFrom = (file: AccountFile, before: Stored, env: Env): Stored => {
  const secrets: Record<string, string> = {};
  for (const name of SECRETS) {
    const written = file[name];
    if (written !== null) secrets[name] = written;
    if (file.platform === "sandbox" && fromEnv(written ?? undefined, env) === "")
      secrets[`made:${name}`] = before[`made:${name}`] ?? MADE[name]();
  }
  Object.assign(secrets, mapSecrets(file, before, env));
  for (const [name, hook] of Object.entries(file.hooks))
    if (hook.secret !== null) secrets[`hook:${name}`] = hook.secret;
  if (file.merchants.length > 0) secrets[MERCHANTS] = JSON.stringify(file.merchants);
  const previous = previousKey(before, secrets, env);
  return previous === "" ? secrets : { ...secrets, previousAesKey: previous };
};

/** The secrets that a real account needs and has not: names as in `account.yaml`. */
export const missingSecrets = (file: AccountFile, env: Env): readonly string[] => {
  if (file.platform === "sandbox") return [];
  const needed: readonly SecretName[] =
    file.mode === "plain" ? ["token"] : ["token", "encodingAesKey"];
  return needed.filter((name) => fromEnv(file[name] ?? undefined, env) === "");
};
