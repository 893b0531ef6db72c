import type { AccountId } from "../../engine/index.ts";
import { PERMANENT_MEDIA } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import { addMaterial } from "./api/material.ts";
import type { WechatClient } from "./client.ts";
import type { Wanted } from "./credentials.ts";
import type { FindMediaFile, MediaFile } from "./media-files.ts";
import { sniffType } from "./media-type.ts";
import type { ApiResult } from "./refusal.ts";
import { refusedBy } from "./refusal.ts";

export interface MaterialIdsDeps {
  readonly client: Pick<WechatClient, "api" | "credentials">;
  readonly find: FindMediaFile;
  readonly nowMs: NowMs;
}
/** Ids of permanent material made of files in `media/`: what menus send. */
export interface MaterialIds {
  /** Uploads a file that is not there yet. */
  readonly idOf: (account: AccountId, file: string) => Promise<ApiResult<string>>;
  /** `null` for a file that was not uploaded yet. */
  readonly known: (account: AccountId, file: string) => Promise<ApiResult<string | null>>;
  /** The platform does not know them any more: the next `idOf` uploads again. */
  readonly forget: (account: AccountId, files: readonly string[]) => Promise<void>;
}

/** As long as an upload may take. */
const LEASE_MS = 35_000;
/** Permanent material lasts until somebody deletes it; what is kept needs an end. */
const KEPT_MS = 100 * 365 * 86_400_000;

const kindOf = ({ digest }: MediaFile): string => `material/${digest}`;

/** The same file is uploaded once, by whichever process is first. */
export const createMaterialIds = ({ client, find, nowMs }: MaterialIdsDeps): MaterialIds => {
  const upload = async (account: AccountId, file: MediaFile): Promise<ApiResult<string>> => {
    const bytes = await file.read();
    const sniffed = sniffType(bytes);
    if (sniffed === null) return refusedBy("media-type", file.name, nowMs(account));
    const { type, contentType, ending } = sniffed;
    if (bytes.length > PERMANENT_MEDIA[type].bytes)
      return refusedBy("media-size", file.name, nowMs(account));
    const words = { title: file.name.replace(/\.[^.]*$/, ""), introduction: "" };
    const added = await addMaterial(
      client.api(account),
      type,
      { name: `${file.digest.slice(0, 16)}.${ending}`, contentType, bytes },
      type === "video" ? words : undefined,
    );
    return added.ok ? { ok: true, data: added.data.mediaId } : added;
  };
  const wanted = (account: AccountId, file: MediaFile): Wanted => ({
    account,
    kind: kindOf(file),
    leaseMs: LEASE_MS,
    fetch: async () => {
      const uploaded = await upload(account, file);
      return uploaded.ok ? { ok: true, data: { value: uploaded.data, lifeMs: KEPT_MS } } : uploaded;
    },
  });
  const found = async (account: AccountId, name: string): Promise<ApiResult<MediaFile>> => {
    const file = await find(account, name);
    return file === null
      ? refusedBy("media-missing", name, nowMs(account))
      : { ok: true, data: file };
  };
  return {
    idOf: async (account, name) => {
      const file = await found(account, name);
      if (!file.ok) return file;
      const lent = await client.credentials.get(wanted(account, file.data));
      return lent.ok ? { ok: true, data: lent.data.value } : lent;
    },
    known: async (account, name) => {
      const file = await found(account, name);
      if (!file.ok) return file;
      const held = await client.credentials.held({ account, kind: kindOf(file.data) });
      return { ok: true, data: held?.value ?? null };
    },
    forget: async (account, files) => {
      for (const name of files) {
        const file = await find(account, name);
        if (file === null) continue;
        const kind = kindOf(file);
        const held = await client.credentials.held({ account, kind });
        if (held !== null) await client.credentials.giveBack({ account, kind }, held.generation);
      }
    },
  };
};
