import { resolve } from "node:path";

/** Every setting, typed in one place; the README lists them. */
export interface Config {
  /** `PORT`, 8080. */
  readonly port: number;
  /** `YINGDA_HOST`, `127.0.0.1`; on any other address the editor and its API keep to a loopback listener unless `adminIsPublic`. */
  readonly host: string;
  /** `YINGDA_ADMIN=public`. */
  readonly adminIsPublic: boolean;
  /** `YINGDA_DATA`, `./data`: databases, the key, media. */
  readonly dataFolder: string;
  /** `YINGDA_RULES`, `./rules`: folder of account folders. */
  readonly rulesFolder: string;
  /** `YINGDA_PLUGINS`, unset: a folder of plugins for every account. */
  readonly pluginsFolder: string | null;
  /** `YINGDA_PUBLIC_URL`: how the platform and followers reach this server. */
  readonly publicUrl: string | null;
  /** `YINGDA_SECRET_KEY`: 64 hex digits; made in the data folder on first start. */
  readonly secretKey: string | null;
  /** `YINGDA_SANDBOX`: `on`, `off`, or unset = while any account says `platform: sandbox`. */
  readonly sandbox: boolean | null;
  /** `YINGDA_LOG`: `debug`, `info` (default), `warn`, `error`, `silent`. */
  readonly logLevel: string;
  /** `YINGDA_KEEP_DAYS`, 30: how long deliveries are kept. */
  readonly keepDays: number;
  /** `YINGDA_LANG`, or the system's: `zh-CN` or `en`. */
  readonly lang: "zh-CN" | "en";
  /** What `env:NAME` in an account file stands for. */
  readonly env: (name: string) => string | undefined;
}
type Env = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be meant as written. */
export class ConfigError extends Error {
  constructor(name: string, expected: string, received: string) {
    super(`${name} must be ${expected}, but is "${received}".`);
    this.name = "ConfigError";
  }
}

const number = (env: Env, name: string, otherwise: number, max: number): number => {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new ConfigError(name, `a whole number up to ${max}`, text);
  return value;
};
const oneOf = (env: Env, name: string, choices: readonly string[]): string | null => {
  const text = env[name];
  if (text === undefined || text === "") return null;
  if (!choices.includes(text)) throw new ConfigError(name, `one of ${choices.join(", ")}`, text);
  return text;
};
const secretKey = (env: Env): string | null => {
  const text = env["YINGDA_SECRET_KEY"];
  if (text === undefined || text === "") return null;
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new ConfigError("YINGDA_SECRET_KEY", "64 hex digits", "…");
  return text;
};
const languageOf = (env: Env): "zh-CN" | "en" => {
  const wanted = env["YINGDA_LANG"] || env["LC_ALL"] || env["LANG"] || "";
  return /^en/i.test(wanted) ? "en" : "zh-CN";
};
const switched = (value: string | null): boolean | null => (value === null ? null : value === "on");

/** Reads the settings; throws `ConfigError` for one that cannot be meant. */
export const readConfig = (env: Env = process.env, root = process.cwd()): Config => ({
  port: number(env, "PORT", 8080, 65_535),
  host: env["YINGDA_HOST"] || "127.0.0.1",
  adminIsPublic: oneOf(env, "YINGDA_ADMIN", ["public"]) === "public",
  dataFolder: resolve(root, env["YINGDA_DATA"] || "data"),
  rulesFolder: resolve(root, env["YINGDA_RULES"] || "rules"),
  pluginsFolder: env["YINGDA_PLUGINS"] ? resolve(root, env["YINGDA_PLUGINS"]) : null,
  publicUrl: env["YINGDA_PUBLIC_URL"] || null,
  secretKey: secretKey(env),
  sandbox: switched(oneOf(env, "YINGDA_SANDBOX", ["on", "off"])),
  logLevel: oneOf(env, "YINGDA_LOG", ["debug", "info", "warn", "error", "silent"]) ?? "info",
  keepDays: number(env, "YINGDA_KEEP_DAYS", 30, 3650),
  lang: languageOf(env),
  env: (name) => env[name],
});
