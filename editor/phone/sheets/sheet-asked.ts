import type { MenuButton } from "../transport.ts";

/** Which sheet is open, and which menu button asked for it (`[]`: none did). */
export interface SheetAsked {
  readonly kind: "voice" | "picture" | "location" | "link" | "file" | "scan";
  readonly path: readonly number[];
}

const asks: Readonly<Record<string, SheetAsked["kind"]>> = {
  scancode_push: "scan",
  scancode_waitmsg: "scan",
  pic_sysphoto: "picture",
  pic_photo_or_album: "picture",
  pic_weixin: "picture",
  location_select: "location",
};

/** What a menu button asks for before it is pushed, `null` for nothing. */
export const askedBy = ({ type }: MenuButton): SheetAsked["kind"] | null => asks[type] ?? null;
