import { hash } from "node:crypto";
import type { WindowTrigger } from "../../../engine/limits.ts";
import type { Media } from "../state/media.ts";
import type { Fields, FieldValue } from "./fields.ts";
import { isFields } from "./fields.ts";
import { platformEvents } from "./platform-events.ts";

/** What a push is made of, as the control API was given it. */
export interface PushInput {
  readonly kind: string;
  readonly [name: string]: unknown;
}

/** What a kind may ask for while its fields are made. */
export interface Maker {
  /** Keeps a picture, voice or video that the follower sent; `carried` is what can be heard or read in it. */
  readonly keep: (type: string, base64: unknown, carried?: string) => Media;
  readonly linkTo: (media: Media) => string;
  /** Whether voices are understood (console switch, option of the push). */
  readonly recognises: boolean;
  /** The menu the follower sees. */
  readonly menuId: () => number;
}

/** One kind of push (contract §2). */
export interface PushKind {
  readonly msgType: string;
  /** As the platform writes it; absent for messages. */
  readonly event?: string;
  /** Whether the follower is in the conversation and sees the answer, or the grey line. */
  readonly isAnswerable: boolean;
  readonly opens?: WindowTrigger;
  readonly fields: (input: PushInput, make: Maker) => Fields;
}

const text = (value: unknown, usual = ""): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : usual;
const number = (value: unknown, usual = 0): number => {
  const read = Number(value);
  return value === undefined || value === "" || Number.isNaN(read) ? usual : read;
};
const optional = (name: string, value: unknown): Fields =>
  value === undefined || value === null ? {} : { [name]: value as FieldValue };

const message = (msgType: string, fields: PushKind["fields"]): PushKind => ({
  msgType,
  isAnswerable: true,
  opens: "message",
  fields,
});
const event = (
  name: string,
  fields: PushKind["fields"],
  more: { readonly opens?: WindowTrigger; readonly isAnswerable?: boolean } = {},
): PushKind => ({ msgType: "event", event: name, isAnswerable: true, fields, ...more });

const film = (type: "video" | "shortvideo"): PushKind =>
  message(type, (input, make) => ({
    MediaId: make.keep("video", input.data).mediaId,
    ThumbMediaId: make.keep("thumb", input.thumb).mediaId,
  }));

const scanned = (name: string): PushKind =>
  event(
    name,
    (input) => ({
      EventKey: text(input.key),
      ScanCodeInfo: { ScanType: text(input.type, "qrcode"), ScanResult: text(input.result) },
    }),
    { opens: "tap" },
  );

const md5sOf = (pictures: unknown): string[] => {
  const list = Array.isArray(pictures) ? pictures : Array.from({ length: number(pictures, 1) });
  return list.map((one, place) => text(one) || hash("md5", `picture ${place}`, "hex"));
};
const pictured = (name: string): PushKind =>
  event(name, (input) => {
    const sums = md5sOf(input.pictures);
    const item = sums.map((PicMd5Sum) => ({ PicMd5Sum }));
    return {
      EventKey: text(input.key),
      SendPicsInfo: { Count: sums.length, PicList: { item } },
    };
  });

const own: readonly PushKind[] = [
  message("text", (input) => ({
    Content: text(input.text),
    ...optional("bizmsgmenuid", input.menuItem),
  })),
  message("image", (input, make) => {
    const media = make.keep("image", input.data, text(input.reads));
    return { PicUrl: make.linkTo(media), MediaId: media.mediaId };
  }),
  message("voice", (input, make) => ({
    MediaId: make.keep("voice", input.data, text(input.recognised)).mediaId,
    Format: text(input.format, "amr"),
    ...(make.recognises ? { Recognition: text(input.recognised) } : {}),
  })),
  film("video"),
  film("shortvideo"),
  message("location", (input) => ({
    Location_X: number(input.lat),
    Location_Y: number(input.lng),
    Scale: number(input.scale, 16),
    Label: text(input.label),
  })),
  message("link", (input) => ({
    Title: text(input.title),
    Description: text(input.description),
    Url: text(input.url),
  })),
  message("file", (input) => ({
    Title: text(input.title),
    Description: text(input.description),
    FileKey: text(input.fileKey, "sandboxfilekey0001"),
    FileMd5: hash("md5", text(input.title), "hex"),
    FileTotalLen: number(input.bytes),
  })),
  event(
    "subscribe",
    (input) => ({
      EventKey: text(input.channel) === "" ? "" : `qrscene_${text(input.channel)}`,
      ...optional("Ticket", input.ticket),
    }),
    { opens: "follow" },
  ),
  event("unsubscribe", () => ({ EventKey: "" }), { isAnswerable: false }),
  event(
    "SCAN",
    (input) => ({ EventKey: text(input.channel), ...optional("Ticket", input.ticket) }),
    { opens: "scan" },
  ),
  event("LOCATION", (input) => ({
    Latitude: number(input.lat),
    Longitude: number(input.lng),
    Precision: number(input.precision, 65),
  })),
  event("ENTER", () => ({})),
  event("CLICK", (input) => ({ EventKey: text(input.key) }), { opens: "tap" }),
  event(
    "VIEW",
    (input, make) => ({ EventKey: text(input.url), MenuId: number(input.menuId, make.menuId()) }),
    { isAnswerable: false },
  ),
  event(
    "view_miniprogram",
    (input, make) => ({ EventKey: text(input.page), MenuId: number(input.menuId, make.menuId()) }),
    { isAnswerable: false },
  ),
  scanned("scancode_push"),
  scanned("scancode_waitmsg"),
  pictured("pic_sysphoto"),
  pictured("pic_photo_or_album"),
  pictured("pic_weixin"),
  event("location_select", (input) => ({
    EventKey: text(input.key),
    SendLocationInfo: {
      Location_X: text(input.lat),
      Location_Y: text(input.lng),
      Scale: text(input.scale, "15"),
      Label: text(input.label),
      Poiname: text(input.poi),
    },
  })),
];

const others: readonly PushKind[] = Object.entries(platformEvents).map(([name, usual]) =>
  event(name, () => usual, { isAnswerable: false }),
);

const nameOf = (kind: PushKind): string => kind.event ?? kind.msgType;
const all = [...own, ...others];
// `location` is a message and `LOCATION` an event: the exact name goes before the same in another case.
const byName = new Map(all.map((kind) => [nameOf(kind), kind]));
const byLowerName = new Map(all.toReversed().map((kind) => [nameOf(kind).toLowerCase(), kind]));
const aliases: Readonly<Record<string, string>> = { follow: "subscribe", unfollow: "unsubscribe" };

/** Names of all kinds, as the platform writes them. */
export const pushKinds: readonly string[] = all.map(nameOf);

/** The kind of that name in any case; `event` makes one of whatever `input.event` says, with `input.fields` alone. */
export const pushKind = (input: PushInput): PushKind | undefined => {
  const name = input.kind.toLowerCase();
  if (name === "event") return event(text(input.event), () => ({}), { isAnswerable: false });
  return byName.get(input.kind) ?? byLowerName.get(aliases[name] ?? name);
};

/** The fields of a push; `input.fields` adds to them or replaces them, as they are. */
export const fieldsOf = (kind: PushKind, input: PushInput, make: Maker): Fields => ({
  ...kind.fields(input, make),
  ...(isFields(input.fields) ? input.fields : {}),
});

/** A tap on a message menu counts as a tap, not as a message. */
export const windowOf = (kind: PushKind, input: PushInput): WindowTrigger | null =>
  kind.msgType === "text" && input.menuItem !== undefined ? "tap" : (kind.opens ?? null);
