import { Type } from "typebox";
import type { Json } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";

/** What is asked: a sentence, the services it may be meant for, and where it is said. */
export interface SemanticQuery {
  readonly query: string;
  /** Separated by commas. */
  readonly category: string;
  readonly city: string;
}
/** A service and the details of the request. */
export interface Understood {
  readonly topic: string;
  readonly slots: Json;
}

const TIMEOUT_MS = 4_000;
const Answer = Type.Object({
  type: Type.Optional(Type.String()),
  semantic: Type.Optional(Type.Object({ details: Type.Optional(Type.Unknown()) })),
});

/** What a sentence means to the platform; `null` if it names no service (contract §4.12). */
export const understand = async (
  api: Api,
  asked: SemanticQuery,
  who: { readonly appId: string; readonly openid: string | null },
): Promise<ApiResult<Understood | null>> => {
  const answered = await api.call({
    method: "POST",
    path: "/semantic/semproxy/search",
    quota: "semantic",
    json: { ...asked, appid: who.appId, ...(who.openid === null ? {} : { uid: who.openid }) },
    answer: Answer,
    timeoutMs: TIMEOUT_MS,
  });
  if (!answered.ok) return answered;
  const { type, semantic } = answered.data;
  if (type === undefined || type === "") return { ok: true, data: null };
  return { ok: true, data: { topic: type, slots: (semantic?.details ?? {}) as Json } };
};
