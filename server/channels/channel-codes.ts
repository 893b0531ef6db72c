import { hash } from "node:crypto";
import type { AccountId } from "../../engine/index.ts";
import { QR_LIMITS } from "../../engine/limits.ts";
import type { NowMs } from "../clock.ts";
import type { ChannelCode, Library } from "../storage/library.ts";
import { createQrCode } from "../wechat/api/qr-codes.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { MediaFile } from "../wechat/media-files.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import { refusedWith } from "../wechat/refusal.ts";
import { drawQr } from "../wechat/wire/qr-picture.ts";

export interface ChannelCodesDeps {
  readonly client: Pick<WechatClient, "api">;
  readonly channels: Pick<Library["channels"], "findCode" | "keepCode" | "countPermanent">;
  readonly nowMs: NowMs;
}
/** How long a code is to last; `null`: for ever. */
export interface Lasting {
  readonly forMs: number | null;
  /** Not asked for by a person: stops at 95 % of a day's quota. */
  readonly isBackground?: boolean;
}
/** The parametric QR codes of all accounts. Only failures of storage are thrown. */
export interface ChannelCodes {
  /** The one there is, or a new one: a permanent code always serves, a temporary one while half of the time asked for is left. */
  readonly codeOf: (
    account: AccountId,
    channel: string,
    lasting: Lasting,
  ) => Promise<ApiResult<ChannelCode>>;
  /** Its picture as a file to upload. */
  readonly fileOf: (
    account: AccountId,
    channel: string,
    lasting: Lasting,
  ) => Promise<ApiResult<MediaFile>>;
}

/** Of the time asked for, what must be left of a code that serves again. */
const LEFT_PART = 0.5;
/** The platform's own answer to one permanent code too many. */
const TOO_MANY = 45029;

/** A code's picture, a PNG. */
export const pictureOf = ({ url }: Pick<ChannelCode, "url">): Buffer => drawQr(url);

class Codes implements ChannelCodes {
  readonly #deps: ChannelCodesDeps;
  /** Codes being made: who asks meanwhile gets the same. */
  readonly #flights = new Map<string, Promise<ApiResult<ChannelCode>>>();
  /** How many permanent codes each account has, by our count. */
  readonly #permanent = new Map<AccountId, number>();
  constructor(deps: ChannelCodesDeps) {
    this.#deps = deps;
  }

  codeOf: ChannelCodes["codeOf"] = async (account, channel, lasting) => {
    const known = await this.#known(account, channel, lasting);
    if (known !== null) return { ok: true, data: known };
    const key = `${account}\n${channel}\n${lasting.forMs === null}`;
    const under = this.#flights.get(key);
    if (under !== undefined) return under;
    const flight = this.#make(account, channel, lasting).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  };

  fileOf: ChannelCodes["fileOf"] = async (account, channel, lasting) => {
    const code = await this.codeOf(account, channel, lasting);
    if (!code.ok) return code;
    const bytes = pictureOf(code.data);
    const digest = hash("sha256", bytes, "hex");
    const file = { name: `${channel}.png`, bytes: bytes.length, digest };
    return { ok: true, data: { ...file, read: () => Promise.resolve(bytes) } };
  };

  /** So that a full account costs no call; other processes' codes are met at the platform. */
  async #isFull(account: AccountId): Promise<boolean> {
    const counted = this.#permanent.get(account);
    if (counted !== undefined && counted < QR_LIMITS.permanentCount) return false;
    const count = await this.#deps.channels.countPermanent(account);
    this.#permanent.set(account, count);
    return count >= QR_LIMITS.permanentCount;
  }

  async #known(
    account: AccountId,
    channel: string,
    { forMs }: Lasting,
  ): Promise<ChannelCode | null> {
    const { channels, nowMs } = this.#deps;
    const permanent = await channels.findCode(account, channel, true);
    if (permanent !== null || forMs === null) return permanent;
    const code = await channels.findCode(account, channel, false);
    const leftMs = (code?.expiresAtMs ?? 0) - nowMs(account);
    return leftMs >= forMs * LEFT_PART ? code : null;
  }

  async #make(
    account: AccountId,
    channel: string,
    { forMs, isBackground = false }: Lasting,
  ): Promise<ApiResult<ChannelCode>> {
    const { client, channels, nowMs } = this.#deps;
    const madeAtMs = nowMs(account);
    if (forMs === null && (await this.#isFull(account)))
      return refusedWith(TOO_MANY, "counted", madeAtMs);
    const made = await createQrCode(client.api(account, { isBackground }), channel, forMs);
    if (!made.ok) return made;
    const { ticket, url, forMs: lifeMs } = made.data;
    const expiresAtMs = lifeMs === null ? null : madeAtMs + lifeMs;
    const code = { id: channel, ticket, url, madeAtMs, expiresAtMs };
    await channels.keepCode(account, code);
    if (lifeMs === null) this.#permanent.set(account, (this.#permanent.get(account) ?? 0) + 1);
    return { ok: true, data: code };
  }
}

export const createChannelCodes = (deps: ChannelCodesDeps): ChannelCodes => new Codes(deps);
