import type {
  ConsoleArticle,
  ConsoleKeywordRule,
  ConsoleReplies,
  ConsoleReply,
} from "../wechat/api/console.ts";
import type { TakeMedia, TakenReply, TakenRule } from "./taken.ts";

const KINDS = { img: "image", photo: "image", voice: "voice", video: "video" } as const;
type MediaKind = keyof typeof KINDS;
const isMedia = (type: string): type is MediaKind => Object.hasOwn(KINDS, type);

export const takeArticles = (list: readonly ConsoleArticle[]): TakenReply => ({
  kind: "articles",
  articles: list.map(({ title = "", digest = "", cover_url = "", content_url = "" }) => ({
    title,
    description: digest,
    picture: cover_url,
    url: content_url,
  })),
});

/** What one automatic reply says; nothing for an empty one. */
export const takeReply = async (
  { type, content = "", news_info }: ConsoleReply,
  takeMedia: TakeMedia,
): Promise<readonly TakenReply[]> => {
  if (type === "news") return news_info === undefined ? [] : [takeArticles(news_info.list)];
  if (content === "") return [];
  if (!isMedia(type)) return [{ kind: "text", text: content }];
  const kind = KINDS[type];
  return [{ kind, file: await takeMedia(content, kind), source: content }];
};

const takeAll = async (
  replies: readonly ConsoleReply[],
  takeMedia: TakeMedia,
): Promise<readonly TakenReply[]> => {
  const taken: TakenReply[] = [];
  for (const reply of replies) taken.push(...(await takeReply(reply, takeMedia)));
  return taken;
};

const keywordRule = async (
  rule: ConsoleKeywordRule,
  { place, isOn, takeMedia }: { place: number; isOn: boolean; takeMedia: TakeMedia },
): Promise<TakenRule> => {
  const words = (mode: string) =>
    rule.keyword_list_info
      .filter(({ match_mode, content }) => match_mode === mode && content.trim() !== "")
      .map(({ content }) => content);
  return {
    id: `keyword-${place + 1}`,
    name: rule.rule_name,
    isOn,
    when: { kind: "text", is: words("equal"), has: words("contain") },
    replies: await takeAll(rule.reply_list_info, takeMedia),
    isRandom: rule.reply_mode === "random_one",
  };
};

/** Rules that do what the console's automatic replies did; those that say nothing are left out. */
export const takeReplies = async (
  replies: ConsoleReplies,
  takeMedia: TakeMedia,
): Promise<readonly TakenRule[]> => {
  const isOn = replies.is_autoreply_open === 1;
  const rules: TakenRule[] = [];
  const add = async (
    reply: ConsoleReply | undefined,
    rule: Pick<TakenRule, "id" | "name" | "isOn" | "when">,
  ): Promise<void> => {
    if (reply === undefined) return;
    rules.push({ ...rule, replies: await takeReply(reply, takeMedia), isRandom: false });
  };
  await add(replies.add_friend_autoreply_info, {
    id: "followed",
    name: "被关注回复",
    isOn: replies.is_add_friend_reply_open === 1,
    when: { kind: "follow" },
  });
  for (const [place, rule] of (replies.keyword_autoreply_info?.list ?? []).entries())
    rules.push(await keywordRule(rule, { place, isOn, takeMedia }));
  await add(replies.message_default_autoreply_info, {
    id: "otherwise",
    name: "收到消息回复",
    isOn,
    when: { kind: "nothing-matched" },
  });
  return rules.filter(({ replies: said, when }) => {
    const isHeard = when.kind !== "text" || when.is.length + when.has.length > 0;
    return said.length > 0 && isHeard;
  });
};
