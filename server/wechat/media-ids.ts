import type { AccountId, Media } from "../../engine/index.ts";
import { MEDIA_LIFETIME_MS, TEMPORARY_MEDIA } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import { uploadMedia } from "./api/media.ts";
import type { WechatClient } from "./client.ts";
import type { Wanted } from "./credentials.ts";
import type { FindMediaFile, MediaFile } from "./media-files.ts";
import { sniffType } from "./media-type.ts";
import type { ApiResult } from "./refusal.ts";
import { refusedBy } from "./refusal.ts";

export interface MediaIdsDeps {
  readonly client: Pick<WechatClient, "api" | "credentials">;
  readonly find: FindMediaFile;
  /** The picture of a channel's QR code. */
  readonly codeFile: (account: AccountId, code: ChannelMedia) => Promise<ApiResult<MediaFile>>;
  readonly nowMs: NowMs;
}
type ChannelMedia = Extract<Media, { readonly channel: string }>;
/** The platform's ids of files in `media/`, and of pictures of QR codes. */
export interface MediaIds {
  /** Uploads a file that is not there yet; an id that was given stays as it is. */
  readonly idOf: (account: AccountId, media: Media) => Promise<ApiResult<string>>;
  /** The platform does not know it any more: the next `idOf` uploads it again. */
  readonly forget: (account: AccountId, media: Media) => Promise<void>;
}

/** As long as an upload may take. */
const LEASE_MS = 35_000;

const kindOf = ({ digest }: MediaFile): string => `media/${digest}`;

/** An uploaded file is lent by the platform for three days, so it is kept, shared and renewed like a token. */
export const createMediaIds = ({ client, find, codeFile, nowMs }: MediaIdsDeps): MediaIds => {
  const fileOf = async (
    account: AccountId,
    media: Exclude<Media, { readonly mediaId: string }>,
  ): Promise<ApiResult<MediaFile>> => {
    if ("channel" in media) return codeFile(account, media);
    const file = await find(account, media.file);
    return file === null
      ? refusedBy("media-missing", media.file, nowMs(account))
      : { ok: true, data: file };
  };
  const upload = async (account: AccountId, file: MediaFile): Promise<ApiResult<string>> => {
    const largest = Math.max(...Object.values(TEMPORARY_MEDIA).map(({ bytes }) => bytes));
    if (file.bytes > largest) return refusedBy("media-size", file.name, nowMs(account));
    const bytes = await file.read();
    const sniffed = sniffType(bytes);
    if (sniffed === null) return refusedBy("media-type", file.name, nowMs(account));
    if (bytes.length > TEMPORARY_MEDIA[sniffed.type].bytes)
      return refusedBy("media-size", file.name, nowMs(account));
    const { type, contentType, ending } = sniffed;
    // Names may be Chinese; the platform only looks at the ending.
    const name = `${file.digest.slice(0, 16)}.${ending}`;
    return uploadMedia(client.api(account), type, { name, contentType, bytes });
  };
  const wanted = (account: AccountId, file: MediaFile): Wanted => ({
    account,
    kind: kindOf(file),
    leaseMs: LEASE_MS,
    fetch: async () => {
      const uploaded = await upload(account, file);
      if (!uploaded.ok) return uploaded;
      return { ok: true, data: { value: uploaded.data, lifeMs: MEDIA_LIFETIME_MS } };
    },
  });
  return {
    idOf: async (account, media) => {
      if ("mediaId" in media) return { ok: true, data: media.mediaId };
      const file = await fileOf(account, media);
      if (!file.ok) return file;
      const lent = await client.credentials.get(wanted(account, file.data));
      return lent.ok ? { ok: true, data: lent.data.value } : lent;
    },
    forget: async (account, media) => {
      if ("mediaId" in media) return;
      const file = await fileOf(account, media);
      if (!file.ok) return;
      const kind = kindOf(file.data);
      const lent = await client.credentials.held({ account, kind });
      if (lent !== null) await client.credentials.giveBack({ account, kind }, lent.generation);
    },
  };
};
