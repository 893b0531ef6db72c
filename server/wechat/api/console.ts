import type { Static } from "typebox";
import { Type } from "typebox";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";

const Article = Type.Object({
  title: Type.Optional(Type.String()),
  digest: Type.Optional(Type.String()),
  cover_url: Type.Optional(Type.String()),
  content_url: Type.Optional(Type.String()),
  source_url: Type.Optional(Type.String()),
});
const Articles = Type.Optional(Type.Object({ list: Type.Array(Article) }));

const ownButton = {
  name: Type.String(),
  type: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  value: Type.Optional(Type.String()),
  appid: Type.Optional(Type.String()),
  pagepath: Type.Optional(Type.String()),
  media_id: Type.Optional(Type.String()),
  article_id: Type.Optional(Type.String()),
  news_info: Articles,
};
const SubButton = Type.Object(ownButton);
const Button = Type.Object({
  ...ownButton,
  sub_button: Type.Optional(Type.Object({ list: Type.Array(SubButton) })),
});
/** A button as the console shows it: the API's kinds, and `text img photo video voice news`, which only the console makes. */
export type ConsoleButton = Static<typeof SubButton> &
  Partial<Pick<Static<typeof Button>, "sub_button">>;
export type ConsoleArticle = Static<typeof Article>;

const Reply = Type.Object({
  type: Type.String(),
  content: Type.Optional(Type.String()),
  news_info: Articles,
});
/** `text img voice video news`; `content` is the text, a media id or a picture's address. */
export type ConsoleReply = Static<typeof Reply>;
const KeywordRule = Type.Object({
  rule_name: Type.String(),
  create_time: Type.Optional(Type.Integer()),
  reply_mode: Type.Optional(Type.String()),
  keyword_list_info: Type.Array(
    Type.Object({
      type: Type.Optional(Type.String()),
      match_mode: Type.String(),
      content: Type.String(),
    }),
  ),
  reply_list_info: Type.Array(Reply),
});
export type ConsoleKeywordRule = Static<typeof KeywordRule>;
const AutoReplies = Type.Object({
  is_add_friend_reply_open: Type.Optional(Type.Integer()),
  is_autoreply_open: Type.Optional(Type.Integer()),
  add_friend_autoreply_info: Type.Optional(Reply),
  message_default_autoreply_info: Type.Optional(Reply),
  keyword_autoreply_info: Type.Optional(Type.Object({ list: Type.Array(KeywordRule) })),
});
/** The automatic replies that were set up in the console (contract §4.1). */
export type ConsoleReplies = Static<typeof AutoReplies>;

/** The automatic replies of the console, those that are switched off included. */
export const readConsoleReplies = (api: Api): Promise<ApiResult<ConsoleReplies>> =>
  api.call({
    method: "GET",
    path: "/cgi-bin/get_current_autoreply_info",
    answer: AutoReplies,
  });

/** The menu that is shown now, wherever it was made; `null` while it is switched off. */
export const readConsoleMenu = async (
  api: Api,
): Promise<ApiResult<readonly ConsoleButton[] | null>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/get_current_selfmenu_info",
    answer: Type.Object({
      is_menu_open: Type.Integer(),
      selfmenu_info: Type.Optional(Type.Object({ button: Type.Optional(Type.Array(Button)) })),
    }),
  });
  if (!answered.ok) return answered;
  const { is_menu_open, selfmenu_info } = answered.data;
  return { ok: true, data: is_menu_open === 1 ? (selfmenu_info?.button ?? []) : null };
};
