import type { Static, TSchema } from "typebox";
import type { ApiAccount } from "./api-account.ts";
import type { ApiResult } from "./refusal.ts";

/** One call of the platform's API, as its group writes it. */
export interface ApiRequest<S extends TSchema> {
  readonly method: "GET" | "POST";
  /** `/cgi-bin/…`. */
  readonly path: string;
  /** What is put into the query by itself: the account's token (usual), its appid and secret, or nothing. */
  readonly guard?: "token" | "secret" | "none";
  /** The name it counts under in `DAILY_QUOTA`; its path when absent. */
  readonly quota?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** A form with files. */
  readonly form?: FormData;
  /** What a good answer looks like; anything else is unreadable. Unknown fields are let through. */
  readonly answer: S;
  readonly timeoutMs?: number;
  /** Error codes that come with the answer all the same, such as that it was done before. */
  readonly alsoGood?: readonly number[];
  /** Error codes that say how things stand, such as that there is none: nothing for the log. */
  readonly plainCodes?: readonly number[];
}
/** Bytes instead of JSON. */
export interface DownloadRequest
  extends Pick<ApiRequest<TSchema>, "method" | "path" | "guard" | "quota" | "query" | "json"> {
  readonly host?: "api" | "mp";
}
/** A file, and nothing but a file. */
export interface FileBytes {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
/** `json`: the platform gave an object instead (a video's address). */
export type Downloaded =
  | ({ readonly kind: "bytes" } & FileBytes)
  | { readonly kind: "json"; readonly json: unknown };

/** The API of one account. Nothing here throws because of the platform. */
export interface Api {
  readonly call: <S extends TSchema>(request: ApiRequest<S>) => Promise<ApiResult<Static<S>>>;
  readonly download: (request: DownloadRequest) => Promise<ApiResult<Downloaded>>;
  /** As `download`; JSON is unreadable here. */
  readonly downloadFile: (request: DownloadRequest) => Promise<ApiResult<FileBytes>>;
  /** Whose API it is; a refusal when the account cannot be used. */
  readonly account: () => Promise<ApiResult<ApiAccount>>;
}
