import { Type } from "typebox";
import { TEMPORARY_MEDIA } from "../../engine/limits.ts";
import { checkShape } from "../check-shape.ts";
import { readMaterial } from "../wechat/api/material.ts";
import { downloadMedia } from "../wechat/api/media.ts";
import { sniffType } from "../wechat/media-type.ts";
import type { Api, Downloaded } from "../wechat/request.ts";
import type { TakeMedia } from "./taken.ts";

/** A file that a reply or a button sent. */
export interface TakenFile {
  /** Its name in `media/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The id or address that the console knew it by. */
  readonly source: string;
}
/** What was fetched, and what could not be. */
export interface TakenMedia {
  readonly take: TakeMedia;
  readonly files: readonly TakenFile[];
  readonly lost: readonly string[];
}
/** Gets what lies under an address of the platform's; `null` when it cannot be had. */
export type FetchAddress = (url: string) => Promise<Uint8Array | null>;

const isAddress = (source: string): boolean => /^https?:\/\//.test(source);
const Video = Type.Union([
  Type.Object({ down_url: Type.String() }),
  Type.Object({ video_url: Type.String() }),
]);
const addressIn = (json: unknown): string | null => {
  if (checkShape(Video)(json).length > 0) return null;
  const { down_url, video_url } = json as { down_url?: string; video_url?: string };
  return down_url ?? video_url ?? null;
};

/** Fetches media of the console once each: permanent material first, then what the platform lends for three days. */
export const takeMediaFrom = (api: Api, fetchAddress: FetchAddress): TakenMedia => {
  const files: TakenFile[] = [];
  const lost: string[] = [];
  const names = new Map<string, string | null>();
  const bytesOf = async (got: Downloaded): Promise<Uint8Array | null> => {
    if (got.kind === "bytes") return got.bytes;
    const url = addressIn(got.json);
    return url === null ? null : fetchAddress(url);
  };
  const fetched = async (source: string): Promise<Uint8Array | null> => {
    if (isAddress(source)) return fetchAddress(source);
    const permanent = await readMaterial(api, source);
    if (permanent.ok) return bytesOf(permanent.data);
    const lent = await downloadMedia(api, source);
    return lent.ok ? bytesOf(lent.data) : null;
  };
  const keep = (source: string, bytes: Uint8Array | null): string | null => {
    const sniffed = bytes === null ? null : sniffType(bytes);
    const isUsable =
      bytes !== null && sniffed !== null && bytes.length <= TEMPORARY_MEDIA[sniffed.type].bytes;
    if (!isUsable) {
      lost.push(source);
      return null;
    }
    const name = `takeover-${files.length + 1}.${sniffed.ending}`;
    files.push({ name, bytes, source });
    return name;
  };
  return {
    files,
    lost,
    take: async (source) => {
      const known = names.get(source);
      if (known !== undefined) return known;
      const name = keep(source, await fetched(source));
      names.set(source, name);
      return name;
    },
  };
};
