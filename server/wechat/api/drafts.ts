import { Type } from "typebox";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";

/** An article of a draft: `thumbId` is permanent material. */
export interface DraftArticle {
  readonly title: string;
  readonly digest: string;
  /** HTML. */
  readonly content: string;
  /** Behind 阅读原文; `""` for none. */
  readonly sourceUrl: string;
  readonly thumbId: string;
}

/** Puts articles into the box of drafts and gives the draft's id. */
export const addDraft = async (
  api: Api,
  articles: readonly DraftArticle[],
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/draft/add",
    quota: "draft-write",
    json: {
      articles: articles.map(({ title, digest, content, sourceUrl, thumbId }) => ({
        ...{ title, digest, content, thumb_media_id: thumbId },
        ...(sourceUrl === "" ? {} : { content_source_url: sourceUrl }),
      })),
    },
    answer: Type.Object({ media_id: Type.String({ minLength: 1 }) }),
  });
  return answered.ok ? { ok: true, data: answered.data.media_id } : answered;
};
