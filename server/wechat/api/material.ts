import { Type } from "typebox";
import type { MediaType } from "../../../engine/limits.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api, Downloaded } from "../request.ts";
import { Done } from "./done.ts";
import type { Upload } from "./media.ts";
import { formOf } from "./media.ts";

const UPLOAD_MS = 30_000;
/** What a video must say about itself. */
export interface VideoWords {
  readonly title: string;
  readonly introduction: string;
}
export interface Material {
  readonly mediaId: string;
  /** Of pictures. */
  readonly url: string | null;
}

/** Adds permanent material: menus need it, and it never expires. */
export const addMaterial = async (
  api: Api,
  type: MediaType,
  file: Upload,
  words?: VideoWords,
): Promise<ApiResult<Material>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/material/add_material",
    query: { type },
    form: formOf(file, words === undefined ? {} : { description: JSON.stringify(words) }),
    answer: Type.Object({
      media_id: Type.String({ minLength: 1 }),
      url: Type.Optional(Type.String()),
    }),
    timeoutMs: UPLOAD_MS,
  });
  if (!answered.ok) return answered;
  return { ok: true, data: { mediaId: answered.data.media_id, url: answered.data.url ?? null } };
};

/** Material as bytes; a video or an article comes as JSON. */
export const readMaterial = (api: Api, mediaId: string): Promise<ApiResult<Downloaded>> =>
  api.download({
    method: "POST",
    path: "/cgi-bin/material/get_material",
    json: { media_id: mediaId },
  });

/** Refused while a menu or an automatic reply uses it (48005, 45060). */
export const deleteMaterial = (api: Api, mediaId: string): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/material/del_material",
    json: { media_id: mediaId },
    answer: Done,
  });

/** How much is kept, by kind. */
export const countMaterial = async (
  api: Api,
): Promise<
  ApiResult<{
    readonly voice: number;
    readonly video: number;
    readonly image: number;
    readonly news: number;
  }>
> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/material/get_materialcount",
    answer: Type.Object({
      voice_count: Type.Integer(),
      video_count: Type.Integer(),
      image_count: Type.Integer(),
      news_count: Type.Integer(),
    }),
  });
  if (!answered.ok) return answered;
  const { voice_count, video_count, image_count, news_count } = answered.data;
  const data = { voice: voice_count, video: video_count, image: image_count, news: news_count };
  return { ok: true, data };
};

/** One page of at most 20, newest first. */
export const listMaterial = async (
  api: Api,
  type: "image" | "voice" | "video",
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<
  ApiResult<{
    readonly total: number;
    readonly items: readonly { readonly mediaId: string; readonly name: string }[];
  }>
> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/material/batchget_material",
    json: { type, offset, count },
    answer: Type.Object({
      total_count: Type.Integer(),
      item: Type.Array(Type.Object({ media_id: Type.String(), name: Type.String() })),
    }),
  });
  if (!answered.ok) return answered;
  const items = answered.data.item.map(({ media_id, name }) => ({ mediaId: media_id, name }));
  return { ok: true, data: { total: answered.data.total_count, items } };
};
