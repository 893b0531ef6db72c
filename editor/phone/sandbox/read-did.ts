import type { Content, Happening } from "../lines.ts";
import type { PushFields } from "./entry.ts";

/** What the follower did: a bubble, or a grey line. */
export type Did =
  | { readonly kind: "said"; readonly content: Content }
  | { readonly kind: "happened"; readonly what: Happening; readonly detail: string };

const text = (fields: PushFields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
const part = (fields: PushFields, name: string): PushFields => {
  const value = fields[name];
  return typeof value === "object" && !Array.isArray(value) ? (value as PushFields) : {};
};

/** Where the page loads a media of the platform from. */
export const mediaAddress = (mediaId: string): string => `/mmbiz/${encodeURIComponent(mediaId)}/0`;

const film = (fields: PushFields): Content => ({
  kind: "video",
  src: mediaAddress(text(fields, "MediaId")),
  title: "",
  description: "",
});

const messages: Readonly<Record<string, (fields: PushFields) => Content>> = {
  text: (fields) => ({ kind: "text", text: text(fields, "Content") }),
  image: (fields) => ({ kind: "image", src: mediaAddress(text(fields, "MediaId")) }),
  voice: (fields) => ({
    kind: "voice",
    src: mediaAddress(text(fields, "MediaId")),
    heard: fields.Recognition === undefined ? null : text(fields, "Recognition"),
  }),
  video: film,
  shortvideo: film,
  location: (fields) => ({
    kind: "location",
    lat: Number(fields.Location_X),
    lng: Number(fields.Location_Y),
    label: text(fields, "Label"),
  }),
  link: (fields) => ({
    kind: "link",
    title: text(fields, "Title"),
    description: text(fields, "Description"),
    url: text(fields, "Url"),
  }),
  file: (fields) => ({
    kind: "file",
    name: text(fields, "Title"),
    bytes: Number(fields.FileTotalLen ?? 0),
  }),
};

const eventKey = (fields: PushFields): string => text(fields, "EventKey");
const scanResult = (fields: PushFields): string => text(part(fields, "ScanCodeInfo"), "ScanResult");
const pictureCount = (fields: PushFields): string => text(part(fields, "SendPicsInfo"), "Count");

const events: Readonly<Record<string, readonly [Happening, (fields: PushFields) => string]>> = {
  subscribe: ["followed", (fields) => eventKey(fields).replace(/^qrscene_/, "")],
  unsubscribe: ["left", () => ""],
  scan: ["scanned", eventKey],
  click: ["tapped", eventKey],
  view: ["opened", eventKey],
  view_miniprogram: ["opened", eventKey],
  scancode_push: ["scanned-for-button", scanResult],
  scancode_waitmsg: ["scanned-for-button", scanResult],
  pic_sysphoto: ["chose-pictures", pictureCount],
  pic_photo_or_album: ["chose-pictures", pictureCount],
  pic_weixin: ["chose-pictures", pictureCount],
  location_select: ["chose-place", (fields) => text(part(fields, "SendLocationInfo"), "Label")],
  enter: ["entered", () => ""],
};

const readEvent = (fields: PushFields): Did => {
  const name = text(fields, "Event");
  // `LOCATION` is an event, `location` a message; everything else goes by any case.
  if (name.toLowerCase() === "location")
    return { kind: "happened", what: "reported-place", detail: text(fields, "Latitude") };
  const known = events[name.toLowerCase()];
  if (known === undefined) return { kind: "happened", what: "other", detail: name };
  const [what, detail] = known;
  return { kind: "happened", what, detail: detail(fields) };
};

/** Reads the fields of a push as what the follower did. */
export const readDid = (fields: PushFields): Did => {
  const type = text(fields, "MsgType");
  if (type === "event") return readEvent(fields);
  const read = messages[type];
  return read === undefined
    ? { kind: "happened", what: "other", detail: type }
    : { kind: "said", content: read(fields) };
};
