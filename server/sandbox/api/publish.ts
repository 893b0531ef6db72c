import type { Body } from "../json.ts";
import { numberIn, textIn } from "../json.ts";
import { dropDraft, findDraft, pageIn, showArticles } from "./draft.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { ok, post } from "./route.ts";

interface Published {
  readonly publishId: number;
  readonly account: string;
  /** `""` when publishing failed. */
  readonly articleId: string;
  readonly articles: string;
  /** 0 success, 2 originality, 3 failure, 4 refused by review (contract §4.8). */
  readonly status: number;
  readonly atMs: number;
}

const right = { right: "publish", quota: "publish" } as const;
const firstId = 2_247_500_000;

const detailOf = ({ articles }: Published): { count: number; item: object[] } => {
  const item = (JSON.parse(articles) as Body[]).map((article, place) => ({
    idx: place + 1,
    article_url: textIn(article, "url"),
  }));
  return { count: item.length, item };
};

/** Tells the developer how publishing ended. */
const tell = ({ core, account }: Call, published: Published): void => {
  const { publishId, status, articleId } = published;
  const { count, item } = detailOf(published);
  const info =
    status === 0
      ? {
          publish_id: publishId,
          publish_status: 0,
          article_id: articleId,
          article_detail: { count, item },
        }
      : { publish_id: publishId, publish_status: status, fail_idx: [1] };
  core.pusher.later({
    account: account.id,
    from: "管理员",
    message: { kind: "PUBLISHJOBFINISH", fields: { PublishEventInfo: info } },
  });
};

const submit = (call: Call): object => {
  const { core, account, body } = call;
  const draft = findDraft(core, account.id, textIn(body, "media_id")) ?? refuse(40007);
  const status = Number(core.verdicts.next(account.id, "publish") ?? 0);
  const published: Published = {
    publishId: firstId + core.ids.next("publish"),
    account: account.id,
    articleId: status === 0 ? core.ids.text("article-id", 64) : "",
    articles: draft.articles,
    status,
    atMs: core.time.nowMs(),
  };
  core.database.run(
    "INSERT INTO published (publishId, account, articleId, articles, status, atMs) VALUES (?, ?, ?, ?, ?, ?)",
    published.publishId,
    published.account,
    published.articleId,
    published.articles,
    published.status,
    published.atMs,
  );
  if (status === 0) dropDraft(core, account.id, draft.mediaId);
  tell(call, published);
  return { ...ok, publish_id: String(published.publishId) };
};

const read = ({ core, account, body }: Call): object => {
  const row = core.database.get<Published>(
    "SELECT * FROM published WHERE account = ? AND publishId = ?",
    account.id,
    numberIn(body, "publish_id") ?? -1,
  );
  if (row === undefined) return refuse(40035);
  const head = { publish_id: String(row.publishId), publish_status: row.status };
  if (row.status !== 0) return { ...head, fail_idx: [1] };
  return { ...head, article_id: row.articleId, article_detail: detailOf(row), fail_idx: [] };
};

const needPublished = ({ core, account, body }: Call): Published =>
  core.database.get<Published>(
    "SELECT * FROM published WHERE account = ? AND articleId = ? AND status = 0",
    account.id,
    textIn(body, "article_id"),
  ) ?? refuse(53600);

const list = (call: Call): object => {
  const { core, account, body } = call;
  const { offset, count } = pageIn(call);
  const where = "FROM published WHERE account = ? AND status = 0";
  const total = core.database.get<{ n: number }>(`SELECT count(*) AS n ${where}`, account.id);
  const rows = core.database.all<Published>(
    `SELECT * ${where} ORDER BY publishId DESC LIMIT ? OFFSET ?`,
    account.id,
    count,
    offset,
  );
  const item = rows.map(({ articleId, articles, atMs }) => ({
    article_id: articleId,
    content: { news_item: showArticles(articles, body.no_content === 1) },
    update_time: Math.floor(atMs / 1000),
  }));
  return { total_count: total?.n ?? 0, item_count: item.length, item };
};

/** 5: all articles were deleted afterwards. */
const deletedStatus = 5;

const remove = (call: Call): object => {
  const { core } = call;
  const published = needPublished(call);
  const articles = JSON.parse(published.articles) as Body[];
  const index = numberIn(call.body, "index") ?? 0;
  if (index < 0 || index > articles.length) return refuse(40114);
  const kept = articles.map((article, place) =>
    index === 0 || place + 1 === index ? { ...article, is_deleted: true } : article,
  );
  const isGone = kept.every((article) => article.is_deleted === true);
  core.database.run(
    "UPDATE published SET articles = ?, status = ? WHERE publishId = ?",
    JSON.stringify(kept),
    isGone ? deletedStatus : 0,
    published.publishId,
  );
  return ok;
};

/** Publishing (contract §4.8), and its result event. */
export const publishGroup: ApiGroup = {
  name: "publish",
  tables: `
CREATE TABLE IF NOT EXISTS published (
  publishId INTEGER PRIMARY KEY, account TEXT NOT NULL, articleId TEXT NOT NULL,
  articles TEXT NOT NULL, status INTEGER NOT NULL, atMs INTEGER NOT NULL)`,
  routes: [
    post("/cgi-bin/freepublish/submit", right, submit),
    post("/cgi-bin/freepublish/get", right, read),
    post("/cgi-bin/freepublish/getarticle", right, (call) => ({
      news_item: (JSON.parse(needPublished(call).articles) as Body[]).map((article) => ({
        is_deleted: false,
        ...article,
      })),
    })),
    post("/cgi-bin/freepublish/batchget", right, list),
    post("/cgi-bin/freepublish/delete", { right: "publish", quota: "publish-delete" }, remove),
  ],
};
