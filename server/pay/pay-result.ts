import type { LocalText } from "../../engine/index.ts";

/** Whether asking again may help: by itself soon, after a person did something, or not at all. */
export type PayRetry = "soon" | "never";

/** Why a call of WeChat Pay came to nothing: never thrown. */
export interface PayRefusal {
  readonly ok: false;
  /** `pay-ORDERPAID`: `pay-` and the platform's own code, or a name of ours (`pay-timeout`); stands in `server/errors.ts`. */
  readonly code: string;
  /** HTTP status of the answer; `null` when there was none, or it could not be trusted. */
  readonly status: number | null;
  /** The platform's words for it, secrets covered; not for followers. */
  readonly message: string;
  /** `soon`: nothing is known about whether it was done, or the platform was busy. Ask again with the same numbers. */
  readonly retry: PayRetry;
  readonly remedy: LocalText;
}
export type PayResult<T> = { readonly ok: true; readonly data: T } | PayRefusal;
