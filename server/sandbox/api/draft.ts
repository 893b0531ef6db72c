import { DRAFT_LIMITS } from "../../../engine/limits.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import { bytesOf, isBody, numberIn, partIn, partsIn, textIn } from "../json.ts";
import { refuse } from "./errors.ts";
import { needMedia } from "./message-content.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";

/** A draft: up to eight articles, or one picture message. */
export interface Draft {
  readonly mediaId: string;
  readonly account: string;
  readonly articles: string;
  readonly updatedAtMs: number;
}

const write = { right: "draft", quota: "draft-write" } as const;
const articleKinds = ["news", "newspic"];

const longer = (text: string, characters: number): boolean => [...text].length > characters;

const checkNews = (call: Call, article: Body): Body => {
  const content = textIn(article, "content");
  if (content === "") return refuse(44004);
  if (
    longer(content, DRAFT_LIMITS.contentCharacters) ||
    bytesOf(content) > DRAFT_LIMITS.contentBytes
  )
    return refuse(45166);
  const source = textIn(article, "content_source_url");
  if (source !== "" && !/^https?:\/\//.test(source)) return refuse(41039);
  const thumb = needMedia(call, article, "thumb_media_id", ["image", "thumb"]);
  const html = content.replace(/<script[\s\S]*?<\/script>/gi, "");
  const plain = html.replace(/<[^>]*>/g, "");
  return {
    ...article,
    article_type: "news",
    content: html,
    digest: textIn(article, "digest") || plain.slice(0, DRAFT_LIMITS.digestDefaultCharacters),
    thumb_url: `${call.core.publicUrl()}/mmbiz/${thumb}/0`,
    show_cover_pic: 1,
  };
};

const checkPictures = (call: Call, article: Body): Body => {
  const images = partsIn(partIn(article, "image_info"), "image_list");
  if (images.length === 0 || images.length > DRAFT_LIMITS.pictures) return refuse(45166);
  for (const image of images) needMedia(call, image, "image_media_id", ["image", "thumb"]);
  return { ...article, article_type: "newspic" };
};

const checkArticle = (call: Call, article: Body): Body => {
  const title = textIn(article, "title");
  if (title === "" || longer(title, DRAFT_LIMITS.titleCharacters)) return refuse(45003);
  if (longer(textIn(article, "digest"), DRAFT_LIMITS.digestCharacters)) return refuse(45004);
  const kind = textIn(article, "article_type") || "news";
  if (!articleKinds.includes(kind)) return refuse(40035);
  const checked = kind === "news" ? checkNews(call, article) : checkPictures(call, article);
  return { ...checked, url: `http://mp.weixin.qq.com/s/${call.core.ids.text("article", 22)}` };
};

const articlesIn = (call: Call): Body[] => {
  const articles = partsIn(call.body, "articles");
  if (articles.length === 0) return refuse(44003);
  if (articles.length > DRAFT_LIMITS.articles) return refuse(45008);
  return articles.map((article) => checkArticle(call, article));
};

const store = (call: Call, mediaId: string, articles: readonly Body[]): void => {
  call.core.database.run(
    "INSERT OR REPLACE INTO drafts (mediaId, account, articles, updatedAtMs) VALUES (?, ?, ?, ?)",
    mediaId,
    call.account.id,
    JSON.stringify(articles),
    call.core.time.nowMs(),
  );
};

/** The draft of that id, `undefined` when there is none (any more). */
export const findDraft = (core: Core, account: string, mediaId: string): Draft | undefined =>
  core.database.get<Draft>(
    "SELECT * FROM drafts WHERE account = ? AND mediaId = ?",
    account,
    mediaId,
  );

/** Takes a draft out of the box: it was sent, published or deleted. */
export const dropDraft = (core: Core, account: string, mediaId: string): void => {
  core.database.run("DELETE FROM drafts WHERE account = ? AND mediaId = ?", account, mediaId);
};

const needDraft = (call: Call): Draft =>
  findDraft(call.core, call.account.id, textIn(call.body, "media_id")) ?? refuse(40007);

const update = (call: Call): object => {
  const draft = needDraft(call);
  const articles = JSON.parse(draft.articles) as Body[];
  const index = numberIn(call.body, "index") ?? 0;
  if (articles[index] === undefined) return refuse(40114);
  const given = call.body.articles;
  if (!isBody(given)) return refuse(44003);
  articles[index] = checkArticle(call, given);
  store(call, draft.mediaId, articles);
  return ok;
};

const remove = (call: Call): object => {
  const { mediaId } = needDraft(call);
  dropDraft(call.core, call.account.id, mediaId);
  return ok;
};

const countOf = (core: Core, account: string): number =>
  core.database.get<{ n: number }>("SELECT count(*) AS n FROM drafts WHERE account = ?", account)
    ?.n ?? 0;

/** How many of a page are asked for: 1 to 20. */
export const pageIn = ({ body }: Call): { readonly offset: number; readonly count: number } => {
  const count = numberIn(body, "count") ?? 0;
  const offset = numberIn(body, "offset") ?? 0;
  return count < 1 || count > DRAFT_LIMITS.page || offset < 0 ? refuse(40035) : { offset, count };
};

/** Articles as they are given back, without their text when that is not wanted. */
export const showArticles = (articles: string, noContent: boolean): readonly Body[] =>
  (JSON.parse(articles) as Body[]).map((article) =>
    noContent ? { ...article, content: "" } : article,
  );

const list = (call: Call): object => {
  const { core, account, body } = call;
  const { offset, count } = pageIn(call);
  const drafts = core.database.all<Draft>(
    "SELECT * FROM drafts WHERE account = ? ORDER BY updatedAtMs DESC, mediaId LIMIT ? OFFSET ?",
    account.id,
    count,
    offset,
  );
  const item = drafts.map(({ mediaId, articles, updatedAtMs }) => ({
    media_id: mediaId,
    content: { news_item: showArticles(articles, body.no_content === 1) },
    update_time: Math.floor(updatedAtMs / 1000),
  }));
  return { total_count: countOf(core, account.id), item_count: item.length, item };
};

/** Drafts (contract §4.8). */
export const draftGroup: ApiGroup = {
  name: "draft",
  tables:
    "CREATE TABLE IF NOT EXISTS drafts (mediaId TEXT PRIMARY KEY, account TEXT NOT NULL, articles TEXT NOT NULL, updatedAtMs INTEGER NOT NULL) WITHOUT ROWID",
  routes: [
    post("/cgi-bin/draft/add", write, (call) => {
      const mediaId = call.core.ids.text("media", 64);
      store(call, mediaId, articlesIn(call));
      return { media_id: mediaId };
    }),
    post("/cgi-bin/draft/get", { right: "draft", quota: "draft-get" }, (call) => ({
      news_item: showArticles(needDraft(call).articles, false),
    })),
    post("/cgi-bin/draft/update", write, update),
    post("/cgi-bin/draft/delete", write, remove),
    get("/cgi-bin/draft/count", write, ({ core, account }) => ({
      total_count: countOf(core, account.id),
    })),
    post("/cgi-bin/draft/batchget", write, list),
    post("/cgi-bin/draft/switch", { right: "draft" }, () => ({ ...ok, is_open: 1 })),
  ],
  reads: {
    drafts: (core, account) =>
      core.database.all<Draft>("SELECT * FROM drafts WHERE account = ?", account.id),
  },
};
