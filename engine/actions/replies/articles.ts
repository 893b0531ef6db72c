import { Type } from "typebox";
import { saidText } from "../../definitions/shapes.ts";
import { ARTICLES, MESSAGE_LIMITS } from "../../limits.ts";
import { cutText } from "./cut-text.ts";
import { address, defineReplyKind } from "./reply-kind.ts";

const limits = MESSAGE_LIMITS.articles;
const Article = Type.Object(
  {
    title: saidText(limits.titleBytes),
    description: Type.Optional(saidText(limits.descriptionBytes)),
    picture: Type.Optional(address(limits.pictureBytes)),
    url: address(limits.urlBytes),
  },
  { additionalProperties: false },
);

/** `reply: { articles: [{ title: 今日菜单, url: "https://…" }] }` */
export const articles = defineReplyKind({
  name: "articles",
  title: { "zh-CN": "图文", en: "Articles" },
  help: {
    "zh-CN":
      "图文链接：标题、说明、图片网址和文章网址。回复粉丝的消息只显示第一条；关注、扫码和点菜单时最多八条。",
    en: "Links with a title, a description and a picture. In answer to a message only the first is shown; to a follow, scan or tap at most eight.",
  },
  params: Type.Array(Article, { minItems: 1, maxItems: ARTICLES.toEvent }),
  needs: [],
  example:
    'reply: { articles: [{ title: 今日菜单, picture: "https://coffee.example/today.jpg", url: "https://coffee.example/menu" }] }',
  message: (list) => ({
    kind: "articles",
    articles: list.map(({ title, description = "", picture = "", url }) => ({
      title: cutText(title, limits.titleBytes),
      description: cutText(description, limits.descriptionBytes),
      picture,
      url,
    })),
  }),
});
