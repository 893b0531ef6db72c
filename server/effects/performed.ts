import type { Json } from "../../engine/index.ts";
import type { ApiRefusal, ApiResult } from "../wechat/refusal.ts";
import type { Performed } from "./performer.ts";

/** What a refusal means for the outbox: `never` is given up and shown, everything else waits at least as long as it must. */
export const refusalPerformed = ({ retry, code, afterMs }: ApiRefusal): Performed =>
  retry === "never" ? { kind: "never", code } : { kind: "later", afterMs, code };

/** A result of the API as the outbox understands it. */
export const performed = <T>(
  result: ApiResult<T>,
  value: (data: T) => Json = () => null,
): Performed =>
  result.ok ? { kind: "done", value: value(result.data) } : refusalPerformed(result);
