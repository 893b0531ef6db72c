import { Type } from "typebox";
import type { MediaType } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api, Downloaded } from "../request.ts";

/** A file to be uploaded. */
export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const UPLOAD_MS = 30_000;
/** `thumb` is answered under a name of its own. */
const Uploaded = Type.Union([
  Type.Object({ media_id: Type.String({ minLength: 1 }) }),
  Type.Object({ thumb_media_id: Type.String({ minLength: 1 }) }),
]);

const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** A form with the file under `media`. */
export const formOf = ({ name, contentType, bytes }: Upload, fields: object = {}): FormData => {
  const form = new FormData();
  form.set("media", new Blob([copyOf(bytes)], { type: contentType }), name);
  for (const [field, value] of Object.entries(fields)) form.set(field, String(value));
  return form;
};

/** Uploads a temporary file and gives its media id; the platform keeps it three days. */
export const uploadMedia = async (
  api: Api,
  type: MediaType,
  file: Upload,
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/media/upload",
    quota: "media-upload",
    query: { type },
    form: formOf(file),
    answer: Uploaded,
    timeoutMs: UPLOAD_MS,
  });
  if (!answered.ok) return answered;
  const { data } = answered;
  return { ok: true, data: "media_id" in data ? data.media_id : data.thumb_media_id };
};

/** Uploads a picture for the text of an article and gives its address. */
export const uploadArticlePicture = async (api: Api, file: Upload): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/media/uploadimg",
    form: formOf(file),
    answer: Type.Object({ url: Type.String({ minLength: 1 }) }),
    timeoutMs: UPLOAD_MS,
  });
  return answered.ok ? { ok: true, data: answered.data.url } : answered;
};

/** A temporary file, or one that a follower sent; a video comes as JSON with its address (`video_url`). */
export const downloadMedia = (api: Api, mediaId: string): Promise<ApiResult<Downloaded>> =>
  api.download({
    method: "GET",
    path: "/cgi-bin/media/get",
    quota: "media-get",
    query: { media_id: mediaId },
  });

/** The high-quality voice that a page recorded through the JS-SDK (speex, 16 kHz). */
export const downloadPageVoice = (api: Api, serverId: string): Promise<ApiResult<Downloaded>> =>
  api.download({
    method: "GET",
    path: "/cgi-bin/media/get/jssdk",
    quota: "media-get",
    query: { media_id: serverId },
  });
