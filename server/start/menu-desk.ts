import { randomUUID } from "node:crypto";
import type { NowMs } from "../clock.ts";
import type { MenuDesk } from "../menus/menu-desk.ts";
import { createMenuDesk } from "../menus/menu-desk.ts";
import type { Library } from "../storage/library.ts";
import type { ApiParts } from "./api-client.ts";

/** The menus of every account, over the client and the storage that there are. */
export const menuDeskOf = (
  { client, materials, tagIds }: ApiParts,
  { library, nowMs }: { readonly library: Library; readonly nowMs: NowMs },
): MenuDesk =>
  createMenuDesk({
    client,
    materials,
    tagIds,
    backups: library.menuBackups,
    nowMs,
    newId: () => randomUUID().slice(0, 8),
  });
