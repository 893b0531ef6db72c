import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { DRAFT_LIMITS, MASS_LIMITS, MESSAGE_LIMITS, TAG_LIMITS } from "../limits.ts";
import type { Message } from "../schema/reply.ts";
import type { Article, Json, OpenId } from "../schema/words.ts";
import { replyKinds } from "./replies/list.ts";
import { address, MediaName, shortText } from "./replies/reply-kind.ts";
import { messageOf } from "./replies/reply-shape.ts";

/** Whom a broadcast goes to; `segment` is the id or the name of a saved one. */
export type BroadcastTarget =
  | { readonly kind: "all" }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "segment"; readonly segment: string }
  | { readonly kind: "list"; readonly openids: readonly OpenId[] };
/** `picture` is a file in `media/` or `id:MEDIA_ID`; `text` is the article itself, `url` stands behind 阅读原文. */
export type BroadcastArticle = Article & { readonly text: string };
/** What is sent to many. */
export type BroadcastContent =
  | Extract<Message, { readonly kind: "text" | "image" | "voice" | "video" }>
  | { readonly kind: "articles"; readonly articles: readonly BroadcastArticle[] };
declare module "../schema/effect.ts" {
  interface EffectFields {
    broadcast: { readonly to: BroadcastTarget; readonly content: BroadcastContent };
  }
}

const closed = { additionalProperties: false } as const;
const Name = Type.String({
  minLength: 1,
  maxLength: TAG_LIMITS.nameCharacters,
  "x-template": "text",
});
const To = Type.Union([
  Type.Literal("all"),
  Type.Object({ tag: Name }, closed),
  Type.Object({ segment: Name }, closed),
  Type.Object(
    {
      list: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        minItems: MASS_LIMITS.openidsMin,
        maxItems: MASS_LIMITS.openidsMax,
      }),
    },
    closed,
  ),
]);
type To = Static<typeof To>;

const articleLimits = MESSAGE_LIMITS.articles;
const Articles = Type.Array(
  Type.Object(
    {
      title: shortText(articleLimits.titleBytes),
      description: Type.Optional(shortText(articleLimits.descriptionBytes)),
      picture: MediaName,
      text: Type.Optional(shortText(DRAFT_LIMITS.contentCharacters)),
      url: Type.Optional(address(articleLimits.urlBytes)),
    },
    closed,
  ),
  { minItems: 1, maxItems: DRAFT_LIMITS.articles },
);
type Articles = Static<typeof Articles>;

/** Of what a reply can be, what the platform takes for many at once. */
const SENT_TO_MANY: ReadonlySet<string> = new Set(["text", "image", "voice", "video"]);
const kinds = {
  ...Object.fromEntries(
    replyKinds
      .filter(({ name }) => SENT_TO_MANY.has(name))
      .map(({ name, params }): [string, TSchema] => [name, Type.Optional(params)]),
  ),
  articles: Type.Optional(Articles),
};
/** One content by its kind, as it stands beside `to`. */
export const BroadcastBody = Type.Unsafe<Readonly<Record<string, Json>>>(
  Type.Object(kinds, { ...closed, minProperties: 1, maxProperties: 1 }),
);
const Params = Type.Unsafe<{ readonly to: To } & Readonly<Record<string, Json>>>(
  Type.Object({ to: To, ...kinds }, { ...closed, minProperties: 2, maxProperties: 2 }),
);

const targetOf = (to: To): BroadcastTarget => {
  if (to === "all") return { kind: "all" };
  if ("tag" in to) return { kind: "tag", tag: to.tag };
  if ("segment" in to) return { kind: "segment", segment: to.segment };
  return { kind: "list", openids: to.list };
};
const articlesOf = (articles: Articles): BroadcastContent => ({
  kind: "articles",
  articles: articles.map(({ title, description = "", picture, text = "", url = "" }) => ({
    ...{ title, description, picture, text, url },
  })),
});

/** What a filled-in body says; `null` where nothing is left to say. */
export const broadcastContent = (body: Readonly<Record<string, Json>>): BroadcastContent | null =>
  "articles" in body
    ? articlesOf(body.articles as unknown as Articles)
    : (messageOf(body) as BroadcastContent | null);

/** `broadcast: { to: { tag: 财经 }, text: 早上好 }` */
export const broadcast = defineAction({
  name: "broadcast",
  title: { "zh-CN": "群发", en: "Broadcast" },
  help: {
    "zh-CN":
      "群发给所有人（all）、一个标签（tag）、一个保存的分群（segment）或一份名单（list，至少两个 openid）：文字、图片、语音、视频或图文之一；图文的封面写 media/ 里的文件名，text 是正文，url 是“阅读原文”。已认证的订阅号每天 1 次，只能按标签或全部；服务号每位粉丝每月最多收到 4 次，发给所有人每天 1 次。结果作为事件 broadcast-sent 或 broadcast-failed 回来，带 event.total、event.sent、event.errors、event.code。",
    en: "Sends to everybody (all), to a tag, to a saved segment or to a list of two openids or more: one of text, image, voice, video, articles; an article's picture is a file in media/, text is its content, url is what its link to the original opens. A verified subscription account sends once a day, to all or to a tag only; of a service account each follower receives four a month at most, and to all it sends once a day. How it ended comes back as the event broadcast-sent or broadcast-failed, with event.total, event.sent, event.errors and event.code.",
  },
  group: "talk",
  params: Params,
  sentence: { "zh-CN": "群发给「{params.to}」", en: 'broadcast to "{params.to}"' },
  needs: ["mass-send"],
  example: "broadcast: { to: { tag: 财经 }, text: 今天的财经要闻已送到。 }",
  traits: ["without-follower"],
  run: ({ params }) => {
    const { to, ...body } = params;
    const content = broadcastContent(body as Readonly<Record<string, Json>>);
    if (content === null) return { failed: "nothing is left to say" };
    return { effects: [{ kind: "broadcast", to: targetOf(to), content }] };
  },
});
