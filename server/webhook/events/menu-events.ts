import type { MenuOpens } from "../../../engine/index.ts";
import type { XmlElement } from "../../wechat/wire/xml.ts";
import type { Fields, ReadFields } from "./push.ts";
import { inside, number, position, read } from "./push.ts";

const tap = (push: XmlElement, opens: MenuOpens): Fields<"menu"> => ({
  kind: "menu",
  button: read(push, "EventKey"),
  opens,
  scan: null,
  position: null,
  pictures: 0,
});

const scan: ReadFields = (push) => {
  const info = inside(push, "ScanCodeInfo");
  if (info === undefined) return tap(push, "scan");
  const found = { type: read(info, "ScanType"), result: read(info, "ScanResult") };
  return { ...tap(push, "scan"), scan: found };
};

const photo: ReadFields = (push) => {
  const info = inside(push, "SendPicsInfo");
  const pictures = info === undefined ? 0 : (number(read(info, "Count")) ?? 0);
  return { ...tap(push, "photo"), pictures };
};

/** A tap on a menu button, by `Event` in lower case. Opening a sub-menu is not pushed. */
export const menuEvents: Readonly<Record<string, ReadFields>> = {
  click: (push) => tap(push, "click"),
  view: (push) => tap(push, "view"),
  view_miniprogram: (push) => tap(push, "view"),
  scancode_push: scan,
  scancode_waitmsg: scan,
  pic_sysphoto: photo,
  pic_photo_or_album: photo,
  pic_weixin: photo,
  location_select: (push) => {
    const info = inside(push, "SendLocationInfo");
    const at =
      info === undefined ? null : position(read(info, "Location_X"), read(info, "Location_Y"));
    if (info === undefined || at === null) return tap(push, "location");
    return { ...tap(push, "location"), position: { ...at, label: read(info, "Label") } };
  },
};
