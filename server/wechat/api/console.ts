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
type ConsoleButton = Static<typeof SubButton> & Partial<Pick<Static<typeof Button>, "sub_button">>;

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
