export type AccountId = string;
export type OpenId = string;
export type RuleId = string;
/** `rules/hours/if/all/1`: by rule id, so that it survives reordering; places from 0. */
export type RulePath = string;
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
export type Names = Readonly<Record<string, Json>>;
/** What a list had captured when it let go; what is named `secrets` is stored encrypted and never traced. */
export type Remembered = { readonly names: Names; readonly secrets: readonly string[] };
export type LocalText = { readonly "zh-CN": string; readonly en: string };
/** A platform right, named in `engine/limits.ts`, where it also stands which account kinds hold it. */
export type Right = string;
/** A file of the account folder, or an id the platform gave. The server turns the first into the second before a reply needs it. */
export type Media =
  | { readonly file: string }
  | { readonly mediaId: string }
  /** The QR code of a channel, made when there is none; `forMs` `null` = permanent. */
  | { readonly channel: string; readonly forMs: number | null };
export type Article = {
  readonly title: string;
  readonly description: string;
  readonly picture: string;
  readonly url: string;
};
