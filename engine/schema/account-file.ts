import type { AccountId } from "./words.ts";

/** Where an account's own systems are told something; the secret signs what is posted. */
export interface Hook {
  readonly url: string;
  readonly secret: string | null;
}
/** A merchant of WeChat Pay as it is written under `merchants`; secrets are as written, a value or `env:NAME`. */
export interface MerchantFile {
  readonly mchid: string;
  /** 32 characters. */
  readonly apiV3Key: string;
  /** PEM text; line breaks may be written as `\n`. */
  readonly privateKey: string;
  /** Of the merchant's own certificate, hexadecimal. */
  readonly serial: string;
  /** `PUB_KEY_ID_…` and its PEM text: both, or `null` for merchants whose platform certificates are fetched. */
  readonly publicKeyId: string | null;
  readonly publicKey: string | null;
  /** Another address than the platform's. */
  readonly api: string | null;
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
  /** The first is used where none is named. */
  readonly merchants: readonly MerchantFile[];
  /** The account at Tencent's maps; absent: it has none, and only what needs no network is offered. */
  readonly map?: MapKeys;
}
/** What the map services know an account by; secrets as written. */
export interface MapKeys {
  readonly key: string;
  /** Signs requests, where the key demands it. */
  readonly secret: string | null;
  /** The table of the cloud's place data that our places are pushed to. */
  readonly table: string | null;
}
