import { Type } from "typebox";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";
import type { Upload } from "./media.ts";
import { formOf } from "./media.ts";

const UPLOAD_MS = 10_000;

/** Hands a recording in under a name of ours; its words are fetched within ten seconds (contract §4.12). */
export const addVoice = (
  api: Api,
  voiceId: string,
  { file, language }: { readonly file: Upload; readonly language: string },
): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/media/voice/addvoicetorecofortext",
    query: { format: "mp3", voice_id: voiceId, lang: language },
    form: formOf(file),
    answer: Done,
    timeoutMs: UPLOAD_MS,
  });

/** The words of a recording that was handed in; empty while they are not known, and when there are none. */
export const readVoiceText = async (
  api: Api,
  voiceId: string,
  language: string,
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/media/voice/queryrecoresultfortext",
    query: { voice_id: voiceId, lang: language },
    answer: Type.Object({ result: Type.String() }),
  });
  return answered.ok ? { ok: true, data: answered.data.result } : answered;
};
