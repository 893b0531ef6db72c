import { carriedIn } from "../carried.ts";
import { refuse } from "./errors.ts";
import { pictureIn } from "./picture-in.ts";
import type { ApiGroup, Call, Route } from "./route.ts";
import { ok, post } from "./route.ts";

interface Size {
  readonly w: number;
  readonly h: number;
}

/** The start of the frame tells the size; every other part is skipped. */
const jpegSize = (bytes: Buffer): Size | null => {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { h: bytes.readUInt16BE(at + 5), w: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};
const startsWith = (bytes: Buffer, text: string): boolean =>
  bytes.subarray(0, text.length).toString("latin1") === text;
/** The size of a PNG, JPEG or GIF; 101000 for anything else. */
const sizeOf = (bytes: Buffer): Size => {
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n") && bytes.length >= 24)
    return { w: bytes.readUInt32BE(16), h: bytes.readUInt32BE(20) };
  if (startsWith(bytes, "GIF8") && bytes.length >= 10)
    return { w: bytes.readUInt16LE(6), h: bytes.readUInt16LE(8) };
  const size = startsWith(bytes, "\xff\xd8") ? jpegSize(bytes) : null;
  return size ?? refuse(101000);
};

const corners = ({ w, h }: Size): object => ({
  left_top: { x: 0, y: 0 },
  right_top: { x: w, y: 0 },
  right_bottom: { x: w, y: h },
  left_bottom: { x: 0, y: h },
});
/** What was hidden in the picture is what its code says, a line each. */
const qrcode = async (call: Call): Promise<object> => {
  const bytes = await pictureIn(call);
  const img_size = sizeOf(bytes);
  const codes = (carriedIn(bytes) ?? "").split("\n").filter((code) => code !== "");
  const pos = corners(img_size);
  const code_results = codes.map((data) => ({ type_name: "QR_CODE", data, pos }));
  return { ...ok, code_results, img_size };
};

const ratiosIn = ({ query, form }: Call): readonly number[] => {
  const text = query.get("ratios") ?? form.get("ratios")?.bytes.toString("utf8") ?? "";
  if (text === "") return [1];
  const ratios = text.split(",").map(Number);
  const isMeant = ratios.length <= 5 && ratios.every((ratio) => ratio >= 0.1 && ratio <= 10);
  return isMeant ? ratios : refuse(40035);
};
/** The largest part of that proportion around the middle. */
const crop = ({ w, h }: Size, ratio: number): object => {
  const width = Math.min(w, Math.floor(h * ratio));
  const height = Math.min(h, Math.floor(w / ratio));
  const [left, top] = [Math.floor((w - width) / 2), Math.floor((h - height) / 2)];
  return { crop_left: left, crop_top: top, crop_right: left + width, crop_bottom: top + height };
};
const aicrop = async (call: Call): Promise<object> => {
  const img_size = sizeOf(await pictureIn(call));
  return { ...ok, results: ratiosIn(call).map((ratio) => crop(img_size, ratio)), img_size };
};

/** The same picture, kept as a temporary medium: the sandbox cannot make it sharper. */
const superresolution = async (call: Call): Promise<object> => {
  const bytes = await pictureIn(call);
  sizeOf(bytes);
  const { core, account } = call;
  const what = { account: account.id, type: "image", name: "super.png", contentType: "image/png" };
  return { ...ok, media_id: core.media.put({ ...what, bytes }).mediaId };
};

const route = (name: string, answer: (call: Call) => Promise<object>): Route =>
  post(`/cv/img/${name}`, { right: "ocr", quota: `cv-${name}`, takes: "form" }, answer);

/** Codes in pictures, crops, larger pictures (contract §4.12). */
export const cvImgGroup: ApiGroup = {
  name: "cv-img",
  routes: [
    route("qrcode", qrcode),
    route("aicrop", aicrop),
    route("superresolution", superresolution),
  ],
};
