import type { MediaLimit, MediaType } from "../../../engine/limits.ts";
import { typeOf } from "../push/samples.ts";
import { refuse } from "./errors.ts";
import type { FormPart } from "./multipart.ts";
import type { Call } from "./route.ts";

/** A file that may be stored as it is. */
export interface Upload {
  readonly bytes: Buffer;
  readonly name: string;
  readonly contentType: string;
}

const sizeCodes: Readonly<Record<MediaType, number>> = {
  image: 40009,
  voice: 40010,
  video: 40011,
  thumb: 40012,
};
/** Frames of AMR-NB by mode, 20 ms each, with their head. */
const amrFrameBytes = [13, 14, 16, 18, 20, 21, 27, 32, 6];
const amrFrameMs = 20;

/** How long an AMR plays; other voices are not looked into. */
const durationMs = (bytes: Buffer, ending: string): number => {
  if (ending !== "amr") return 0;
  let frames = 0;
  for (let at = 6; at < bytes.length; frames++) {
    const mode = ((bytes[at] ?? 0) >> 3) & 15;
    at += amrFrameBytes[mode] ?? 1;
  }
  return frames * amrFrameMs;
};

const fileIn = ({ form }: Call, name: string): FormPart => {
  const named = form.get(name);
  const file = named ?? [...form.values()].find((part) => part.fileName !== null);
  return file ?? refuse(41005);
};

/** Takes a file out of the form and holds it against its limits: type by its first bytes, size, length. */
export const takeUpload = (
  call: Call,
  limit: MediaLimit,
  sizeCode: number,
  field = "media",
): Upload => {
  const file = fileIn(call, field);
  if (file.bytes.length === 0) return refuse(44001);
  if (file.bytes.length > limit.bytes) return refuse(sizeCode);
  const type = typeOf(file.bytes);
  if (type === null || !limit.types.includes(type.ending)) return refuse(40005);
  if (limit.durationMs !== undefined && durationMs(file.bytes, type.ending) > limit.durationMs)
    return refuse(45007);
  return {
    bytes: Buffer.from(file.bytes),
    name: file.fileName ?? field,
    contentType: type.contentType,
  };
};

/** The media type that the query names. */
export const mediaTypeIn = ({ query, form }: Call): MediaType => {
  const type = query.get("type") ?? form.get("type")?.bytes.toString("utf8") ?? "";
  return Object.hasOwn(sizeCodes, type) ? (type as MediaType) : refuse(40004);
};

/** The code for a file of this type that is too large. */
export const sizeCodeOf = (type: MediaType): number => sizeCodes[type];
