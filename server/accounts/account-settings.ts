import type { AccountFile } from "../../engine/index.ts";

/** What is stored of an account beside its rule sets and secrets. */
export interface AccountSettings {
  readonly name: string;
  readonly originalId: string | null;
  readonly appId: string | null;
  readonly platform: "sandbox" | "wechat";
  readonly mode: AccountFile["mode"];
  /** The cloud table of its places; absent without an account at the map services. */
  readonly map?: { readonly table: string | null };
  /** By name; their secrets are stored as `hook:NAME`. */
  readonly hooks: Readonly<Record<string, string>>;
  /** Where an imported account came from. */
  readonly folder: string | null;
}
