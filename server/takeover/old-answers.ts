import type { ConsoleButton, ConsoleReplies, ConsoleReply } from "../wechat/api/console.ts";

/** What somebody does at the phone. */
export type Deed =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "follow" }
  /** A tap on a button that the console made, by the key it has now. */
  | { readonly kind: "tap"; readonly key: string; readonly button: ConsoleButton };
/** One way the console may answer: what is seen, in order, each as the mark of `markOf`. */
export type Answer = readonly string[];

/** What a reply is told apart by: the text itself, or the kind and where it comes from. */
export const markOf = ({ type, content = "", news_info }: ConsoleReply): string => {
  if (type === "news") {
    const urls = (news_info?.list ?? []).map(({ content_url = "" }) => content_url);
    return `articles ${urls.join(" ")}`;
  }
  if (type === "img" || type === "photo") return `image ${content}`;
  return type === "voice" || type === "video" ? `${type} ${content}` : `text ${content}`;
};

const answersOf = (replies: readonly ConsoleReply[], mode = "reply_all"): readonly Answer[] => {
  const marks = replies.filter((reply) => markOf(reply) !== "text ").map(markOf);
  if (marks.length === 0) return [];
  return mode === "random_one" ? marks.map((mark) => [mark]) : [marks];
};

const toText = (replies: ConsoleReplies, text: string): readonly Answer[] => {
  if (replies.is_autoreply_open !== 1) return [];
  const matching = (replies.keyword_autoreply_info?.list ?? []).filter((rule) =>
    rule.keyword_list_info.some(({ match_mode, content }) => {
      if (content.trim() === "") return false;
      return match_mode === "equal" ? text === content : text.includes(content);
    }),
  );
  // Of several rules the platform picks one by chance.
  const answers = matching.flatMap(({ reply_list_info, reply_mode }) =>
    answersOf(reply_list_info, reply_mode),
  );
  if (answers.length > 0) return answers;
  const { message_default_autoreply_info: otherwise } = replies;
  return otherwise === undefined ? [] : answersOf([otherwise]);
};

/** Every way in which the console may answer; none for silence. Written from the platform's description alone, not from what was taken over. */
export const oldAnswers = (replies: ConsoleReplies, deed: Deed): readonly Answer[] => {
  if (deed.kind === "text") return toText(replies, deed.text);
  if (deed.kind === "tap") {
    const { type = "", value = "", news_info } = deed.button;
    const news = news_info === undefined ? {} : { news_info };
    return answersOf([{ type, content: value, ...news }]);
  }
  const { is_add_friend_reply_open: isOpen, add_friend_autoreply_info: reply } = replies;
  return isOpen === 1 && reply !== undefined ? answersOf([reply]) : [];
};

/** How many keyword rules claim a text. */
export const claimsOf = (replies: ConsoleReplies, text: string): number =>
  (replies.keyword_autoreply_info?.list ?? []).filter(({ keyword_list_info }) =>
    keyword_list_info.some(({ match_mode, content }) =>
      match_mode === "equal" ? text === content : content !== "" && text.includes(content),
    ),
  ).length;
