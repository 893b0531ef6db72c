import type { KeyObject } from "node:crypto";
import { X509Certificate } from "node:crypto";
import type { Static } from "typebox";
import { Type } from "typebox";
import { checkShape } from "../check-shape.ts";
import { openResource } from "../wechat/wire/pay.ts";
import type { PayAnswered } from "./pay-exchange.ts";
import type { KeyOf } from "./prove.ts";
import { unproven } from "./prove.ts";
import { parseJson, proofIn } from "./read-answer.ts";
import type { SigningKeys } from "./signing-keys.ts";

export interface PlatformKeysDeps {
  readonly apiV3Key: string;
  readonly own: SigningKeys["platform"];
  /** `GET /v3/certificates`, signed by us; the answer is not proven yet. */
  readonly download: () => Promise<PayAnswered>;
  readonly nowMs: () => number;
}

/** The platform's certificates change every few years and overlap for days; its documents ask to look twice a day. */
const FRESH_MS = 12 * 3_600_000;
/** A serial that nobody knows may be a forger's: it cannot make us ask all the time. */
const ASK_AGAIN_MS = 60_000;
const AFTER_FAILURE_MS = 5_000;

const Certificates = Type.Object({
  data: Type.Array(
    Type.Object({
      serial_no: Type.String({ minLength: 1 }),
      encrypt_certificate: Type.Object({
        nonce: Type.String(),
        associated_data: Type.Optional(Type.String()),
        ciphertext: Type.String(),
      }),
    }),
  ),
});
type Sealed = Static<typeof Certificates>["data"][number];
interface Certificate {
  readonly key: KeyObject;
  readonly untilMs: number;
}
type Certified = ReadonlyMap<string, Certificate>;

const serialOf = (text: string): string => text.toUpperCase().replace(/^0+/, "");

const openOne = ({ encrypt_certificate: sealed, serial_no }: Sealed, apiV3Key: string) => {
  const { nonce, ciphertext, associated_data: associatedData = "" } = sealed;
  const pem = openResource({ nonce, ciphertext, associatedData }, apiV3Key);
  if (pem === null) return null;
  try {
    const certificate = new X509Certificate(pem);
    if (serialOf(certificate.serialNumber) !== serialOf(serial_no)) return null;
    return { key: certificate.publicKey, untilMs: Date.parse(certificate.validTo) };
  } catch {
    return null;
  }
};

/** Opened by the APIv3 key, and signed by one of those it brings. */
const provenList = async (
  answered: PayAnswered,
  { apiV3Key, nowMs }: PlatformKeysDeps,
): Promise<Certified | null> => {
  // A merchant that only ever had the public key has no certificates.
  if (answered.ok && answered.status === 404) return new Map();
  if (!answered.ok || answered.status !== 200) return null;
  const json = parseJson(answered.bytes);
  if (checkShape(Certificates)(json).length > 0) return null;
  const list = new Map<string, Certificate>();
  for (const sealed of (json as Static<typeof Certificates>).data) {
    const opened = openOne(sealed, apiV3Key);
    if (opened !== null) list.set(serialOf(sealed.serial_no), opened);
  }
  const keyOf: KeyOf = async (serial) => list.get(serialOf(serial))?.key ?? null;
  const wrong = await unproven(proofIn(answered.header), answered.bytes, {
    keyOf,
    nowMs: nowMs(),
  });
  return wrong === null ? list : null;
};

/** The keys that WeChat Pay signs with, for one merchant: its public key by id, or certificates that are fetched and renewed by themselves. */
export class PlatformKeys {
  readonly #deps: PlatformKeysDeps;
  #list: Certified = new Map();
  #freshUntilMs = Number.NEGATIVE_INFINITY;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #restMs = 0;
  #flight: Promise<boolean> | null = null;

  constructor(deps: PlatformKeysDeps) {
    this.#deps = deps;
  }

  keyOf: KeyOf = async (serial) => {
    const { own, nowMs } = this.#deps;
    if (own !== null && own.id === serial) return own.key;
    const known = this.#known(serial);
    if (known !== null) {
      // The list is renewed beside; what serves goes on serving.
      if (nowMs() >= this.#freshUntilMs && this.#mayAsk()) void this.#renew();
      return known;
    }
    if (this.#flight === null && !this.#mayAsk())
      return this.#restMs > AFTER_FAILURE_MS ? null : "keys";
    const isRenewed = await this.#renew();
    return this.#known(serial) ?? (isRenewed ? null : "keys");
  };

  #known(serial: string): KeyObject | null {
    const found = this.#list.get(serialOf(serial));
    return found !== undefined && this.#deps.nowMs() < found.untilMs ? found.key : null;
  }

  #mayAsk(): boolean {
    return Math.abs(this.#deps.nowMs() - this.#askedAtMs) >= this.#restMs;
  }

  #renew(): Promise<boolean> {
    this.#flight ??= this.#fetch().finally(() => {
      this.#flight = null;
    });
    return this.#flight;
  }

  async #fetch(): Promise<boolean> {
    const { download, nowMs } = this.#deps;
    const list = await provenList(await download(), this.#deps);
    this.#askedAtMs = nowMs();
    this.#restMs = list === null ? AFTER_FAILURE_MS : ASK_AGAIN_MS;
    if (list === null) return false;
    this.#list = list;
    this.#freshUntilMs = nowMs() + FRESH_MS;
    return true;
  }
}
