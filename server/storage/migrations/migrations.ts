import { firstTables } from "./0001-first-tables.ts";
import { editor } from "./0002-editor.ts";
import { menus } from "./0003-menus.ts";
import { pages } from "./0004-pages.ts";
import { notices } from "./0005-notices.ts";
import { channels } from "./0006-channels.ts";
import { followerTables } from "./0007-followers.ts";
import { conversations } from "./0008-conversations.ts";
import { maps } from "./0009-maps.ts";
import { inbox } from "./0010-inbox.ts";
import { broadcasts } from "./0011-broadcasts.ts";
import { orders } from "./0012-orders.ts";
import { placeTables } from "./0013-places.ts";
import { failedEffects } from "./0014-failed-effects.ts";
import { noticeDays } from "./0015-notice-days.ts";
import type { Migration } from "./migration.ts";

/** In order; a new one goes to the end. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  editor,
  menus,
  pages,
  notices,
  channels,
  followerTables,
  conversations,
  maps,
  inbox,
  broadcasts,
  orders,
  placeTables,
  failedEffects,
  noticeDays,
];
