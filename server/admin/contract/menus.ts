import { Type } from "typebox";
import { choice, closed, Ms, nullable } from "./words.ts";

const own = {
  name: Type.String(),
  type: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  appid: Type.Optional(Type.String()),
  pagepath: Type.Optional(Type.String()),
  media_id: Type.Optional(Type.String()),
  article_id: Type.Optional(Type.String()),
};
/** A button in the platform's own words. */
export const MenuButton = Type.Object(
  { ...own, sub_button: Type.Optional(Type.Array(Type.Object(own, closed))) },
  closed,
);
export const MenuSet = Type.Object(
  {
    buttons: Type.Array(MenuButton),
    /** The first that fits is shown. */
    conditional: Type.Array(
      Type.Object({ for: Type.String(), buttons: Type.Array(MenuButton) }, closed),
    ),
  },
  closed,
);
export const MenuChange = Type.Object(
  {
    /** `""`: the default menu; otherwise who sees it. */
    for: Type.String(),
    what: choice("added", "removed", "changed", "moved"),
    /** Names from the bar down; empty for a whole menu. */
    at: Type.Array(Type.String()),
    before: nullable(MenuButton),
    after: nullable(MenuButton),
  },
  closed,
);
export const MenuBackup = Type.Object(
  { id: Type.String(), atMs: Ms, author: Type.String(), authorName: Type.String(), menus: MenuSet },
  closed,
);
export const MenuState = Type.Object(
  {
    /** What the published `menu.yaml` says. */
    wanted: MenuSet,
    /** What the platform holds. */
    held: MenuSet,
    changes: Type.Array(MenuChange),
    /** Publishing would replace a menu that was made in the console. */
    isConsoleMade: Type.Boolean(),
    /** Menus that were replaced, newest first. */
    backups: Type.Array(MenuBackup),
  },
  closed,
);
export const MenuPublished = Type.Object(
  {
    changes: Type.Array(MenuChange),
    /** What was replaced; `null` when nothing was to be done. */
    backup: nullable(Type.String()),
  },
  closed,
);
export const MenuRestore = Type.Object(
  { backup: Type.String({ pattern: "^[0-9a-f-]{1,40}$" }) },
  closed,
);
