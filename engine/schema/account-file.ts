import type { AccountId } from "./words.ts";

/** Where an account's own systems are told something; the secret signs what is posted. */
export interface Hook {
  readonly url: string;
  readonly secret: string | null;
}
/**
 * What `account.yaml` says about the wire, and its secrets: never part of a rule set.
 * Secrets are as written, a value or `env:NAME`; `null` = not given.
 */
export interface AccountFile {
  readonly id: AccountId;
  /** `gh_…`, the `ToUserName` of every push. */
  readonly originalId: string | null;
  readonly appId: string | null;
  readonly appSecret: string | null;
  readonly token: string | null;
  readonly encodingAesKey: string | null;
  readonly platform: "sandbox" | "wechat";
  readonly mode: "plain" | "compatible" | "safe";
  readonly hooks: Readonly<Record<string, Hook>>;
}
