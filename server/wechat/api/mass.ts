import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

/** What is sent to many: files are ids that the platform gave. */
export type MassBody =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "voice" | "mpvideo" | "mpnews"; readonly mediaId: string };
export type MassReceivers =
  | { readonly kind: "all" }
  | { readonly kind: "tag"; readonly id: number }
  /** 2 to 10,000. */
  | { readonly kind: "list"; readonly openids: readonly OpenId[] };

const contentOf = (body: MassBody, isPreview: boolean): object => {
  const { type } = body;
  if (body.type === "text") return { msgtype: type, text: { content: body.text } };
  const file = { media_id: body.mediaId };
  if (type !== "image" || isPreview) return { msgtype: type, [type]: file };
  return { msgtype: type, images: { media_ids: [body.mediaId] } };
};
const receiversOf = (to: MassReceivers): object => {
  if (to.kind === "list") return { touser: to.openids };
  return { filter: to.kind === "all" ? { is_to_all: true } : { is_to_all: false, tag_id: to.id } };
};

/** The same job was taken before; its number comes all the same. */
const TAKEN = 45065;
const Taken = Type.Object({
  /** May be missing where the job was taken before. */
  msg_id: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
});

/**
 * Sends to many and gives the job's id, `""` if the platform does not tell it; `clientId` (64 bytes at most) makes a
 * second try harmless for a day. How it ended comes as a push (contract §4.5).
 */
export const sendMass = async (
  api: Api,
  to: MassReceivers,
  body: MassBody,
  clientId: string,
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: `/cgi-bin/message/mass/${to.kind === "list" ? "send" : "sendall"}`,
    quota: "mass-send",
    json: {
      ...receiversOf(to),
      ...contentOf(body, false),
      ...(body.type === "mpnews" ? { send_ignore_reprint: 0 } : {}),
      clientmsgid: clientId,
    },
    alsoGood: [TAKEN],
    answer: Taken,
    timeoutMs: 20_000,
  });
  return answered.ok ? { ok: true, data: String(answered.data.msg_id ?? "") } : answered;
};

/** Shows it to one follower; 100 a day. */
export const previewMass = (api: Api, to: OpenId, body: MassBody): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/message/mass/preview",
    quota: "mass-preview",
    json: { touser: to, ...contentOf(body, true) },
    answer: Done,
  });

/** Takes articles or a video back from those who received them. */
export const deleteMass = (api: Api, messageId: string): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/message/mass/delete",
    quota: "mass-delete",
    json: { msg_id: Number(messageId), article_idx: 0 },
    answer: Done,
  });

/** `SEND_SUCCESS`, `SENDING`, `SEND_FAIL` or `DELETE`. */
export const massStatus = async (api: Api, messageId: string): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/message/mass/get",
    json: { msg_id: messageId },
    answer: Type.Object({ msg_status: Type.String() }),
  });
  return answered.ok ? { ok: true, data: answered.data.msg_status } : answered;
};

/** Makes a video fit for many, with its title; gives the id to send. */
export const uploadMassVideo = async (
  api: Api,
  video: { readonly mediaId: string; readonly title: string; readonly description: string },
): Promise<ApiResult<string>> => {
  const { mediaId, title, description } = video;
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/media/uploadvideo",
    json: { media_id: mediaId, title, description },
    answer: Type.Object({ media_id: Type.String({ minLength: 1 }) }),
  });
  return answered.ok ? { ok: true, data: answered.data.media_id } : answered;
};
