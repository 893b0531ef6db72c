import type { AccountId, BroadcastArticle, BroadcastContent, Media } from "../../engine/index.ts";
import { DRAFT_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { DraftArticle } from "../wechat/api/drafts.ts";
import { addDraft } from "../wechat/api/drafts.ts";
import type { MassBody } from "../wechat/api/mass.ts";
import { uploadMassVideo } from "../wechat/api/mass.ts";
import type { MaterialIds } from "../wechat/material-ids.ts";
import type { MediaIds } from "../wechat/media-ids.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { refusedBy } from "../wechat/refusal.ts";
import type { Api } from "../wechat/request.ts";

export interface PrepareDeps {
  readonly media: Pick<MediaIds, "idOf">;
  readonly materials: Pick<MaterialIds, "idOf">;
  readonly nowMs: NowMs;
}
interface From {
  readonly account: AccountId;
  readonly api: Api;
}

const ID = "id:";
const cut = (text: string, characters: number): string => [...text].slice(0, characters).join("");
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** A paragraph a line. */
const htmlOf = (text: string): string =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => `<p>${escaped(line)}</p>`)
    .join("");

/** Makes what the platform takes of a content: its files are uploaded, articles become a draft. */
export const bodyPreparer = ({ media, materials, nowMs }: PrepareDeps) => {
  const thumbOf = async (account: AccountId, picture: string): Promise<ApiResult<string>> => {
    if (picture.startsWith(ID)) return { ok: true, data: picture.slice(ID.length) };
    if (picture === "" || /^https?:/.test(picture))
      return refusedBy("broadcast-picture", picture, nowMs(account));
    return materials.idOf(account, picture);
  };
  const articleOf = async (
    account: AccountId,
    { title, description, picture, text, url }: BroadcastArticle,
  ): Promise<ApiResult<DraftArticle>> => {
    const thumb = await thumbOf(account, picture);
    if (!thumb.ok) return thumb;
    const words = [text, description, title].find((one) => one.trim() !== "") ?? "";
    return {
      ok: true,
      data: {
        title: cut(title, DRAFT_LIMITS.titleCharacters),
        digest: cut(description, DRAFT_LIMITS.digestCharacters),
        content: htmlOf(words),
        sourceUrl: url,
        thumbId: thumb.data,
      },
    };
  };
  const draftOf = async (
    { account, api }: From,
    articles: readonly BroadcastArticle[],
  ): Promise<ApiResult<MassBody>> => {
    const all: DraftArticle[] = [];
    for (const article of articles) {
      const made = await articleOf(account, article);
      if (!made.ok) return made;
      all.push(made.data);
    }
    const draft = await addDraft(api, all);
    return draft.ok ? { ok: true, data: { type: "mpnews", mediaId: draft.data } } : draft;
  };
  const fileOf = async (
    { account }: From,
    type: "image" | "voice",
    file: Media,
  ): Promise<ApiResult<MassBody>> => {
    const id = await media.idOf(account, file);
    return id.ok ? { ok: true, data: { type, mediaId: id.data } } : id;
  };
  const videoOf = async (
    from: From,
    { media: file, title, description }: Extract<BroadcastContent, { kind: "video" }>,
  ): Promise<ApiResult<MassBody>> => {
    const id = await media.idOf(from.account, file);
    if (!id.ok) return id;
    const made = await uploadMassVideo(from.api, { mediaId: id.data, title, description });
    return made.ok ? { ok: true, data: { type: "mpvideo", mediaId: made.data } } : made;
  };

  return async (from: From, content: BroadcastContent): Promise<ApiResult<MassBody>> => {
    switch (content.kind) {
      case "text":
        return { ok: true, data: { type: "text", text: content.text } };
      case "image":
      case "voice":
        return fileOf(from, content.kind, content.media);
      case "video":
        return videoOf(from, content);
      case "articles":
        return draftOf(from, content.articles);
    }
  };
};
export type PrepareBody = ReturnType<typeof bodyPreparer>;
