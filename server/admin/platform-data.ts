import { textOfCode } from "../errors.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { Refusal } from "./refusal.ts";

/** What the platform answered; its refusal goes on with its code, what it means, and what helps. */
export const platformData = <T>(result: ApiResult<T>): T => {
  if (result.ok) return result.data;
  const { code, errmsg, remedy } = result;
  throw new Refusal("platform-refused", { code, means: textOfCode(code).means, remedy, errmsg });
};
