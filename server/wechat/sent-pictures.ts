import type { AccountId } from "../../engine/index.ts";
import { downloadMedia } from "./api/media.ts";
import type { FindApiAccount } from "./api-account.ts";
import type { WechatClient } from "./client.ts";
import type { Exchange } from "./exchange.ts";

/** A picture as its push names it. */
export interface SentPicture {
  readonly mediaId: string;
  /** `PicUrl`: open to everybody, so that accounts without the right to media can read it too. */
  readonly url: string;
}
export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: string };
export type FetchSentPicture = (
  account: AccountId,
  picture: SentPicture,
  signal: AbortSignal,
) => Promise<FetchedPicture>;

export interface SentPicturesDeps {
  readonly account: FindApiAccount;
  readonly client: Pick<WechatClient, "api">;
  readonly exchange: Exchange;
  readonly maxBytes: number;
}

/** Where WeChat keeps what followers send. */
const PICTURE_HOSTS = /(?:^|\.)(?:qpic|qlogo)\.cn$/;
const TIMEOUT_MS = 8_000;

/** An address in a push is opened only where the platform keeps pictures: a push in plain mode could name any. */
const openAddress = (url: string, api: string): URL | null => {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const isWeb = parsed.protocol === "https:" || parsed.protocol === "http:";
  const isPlatforms = PICTURE_HOSTS.test(parsed.hostname) || parsed.origin === new URL(api).origin;
  return isWeb && isPlatforms ? parsed : null;
};

/** Gets a picture that a follower sent: by its open address, else through the media interface. */
export const sentPictures =
  ({ account: find, client, exchange, maxBytes }: SentPicturesDeps): FetchSentPicture =>
  async (id, { mediaId, url }, signal) => {
    const account = await find(id);
    const address = account === null ? null : openAddress(url, account.hosts.api);
    if (address !== null) {
      const asked = { method: "GET", timeoutMs: TIMEOUT_MS, maxBytes, signal } as const;
      const got = await exchange({ url: address, ...asked });
      if (got.ok) return { ok: true, bytes: got.bytes };
      if (got.code === "wechat-too-large") return { ok: false, code: got.code };
    }
    const fetched = await downloadMedia(client.api(id, { signal }), mediaId);
    if (!fetched.ok) return { ok: false, code: fetched.code };
    return fetched.data.kind === "bytes"
      ? { ok: true, bytes: fetched.data.bytes }
      : { ok: false, code: "picture-no-file" };
  };
