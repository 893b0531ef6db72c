import { isUtf8 } from "node:buffer";
import type { InboundEvent } from "../../engine/index.ts";
import type { AesKey } from "../wechat/wire/envelope.ts";
import { decodeAesKey, openMessage } from "../wechat/wire/envelope.ts";
import { isSealSignedBy, isSignedBy } from "../wechat/wire/signature.ts";
import type { XmlElement } from "../wechat/wire/xml.ts";
import { parseXml, XmlRefused } from "../wechat/wire/xml.ts";
import type { WebhookAccount } from "./deps.ts";
import { MalformedPush, read } from "./events/push.ts";
import { parseEvent } from "./parse-event.ts";
import type { ReplayGuard } from "./replay-guard.ts";
import { inGcj02 } from "./reported-position.ts";
import type { SignedQuery } from "./target.ts";

/** A request that gets a bare status; `message` is for our log alone. */
export class Refused extends Error {
  readonly status: 400 | 403;
  constructor(status: 400 | 403, why: string) {
    super(why);
    this.status = status;
  }
}

const keysOfAccount = new WeakMap<WebhookAccount, readonly AesKey[]>();

/** The keys that may open a push, the current one first; decoded once an account. */
export const keysOf = (account: WebhookAccount): readonly AesKey[] => {
  const known = keysOfAccount.get(account);
  if (known !== undefined) return known;
  const keys = [account.aesKey, account.previousAesKey ?? ""].filter((key) => key !== "");
  const decoded = keys.map(decodeAesKey);
  keysOfAccount.set(account, decoded);
  return decoded;
};

const tenDigits = /^\d{10}$/;
const visible = /^[\x21-\x7e]{1,128}$/;

/** Checks what every request carries. Ten digits exactly: the signature is over one text, in which a digit could change sides. */
export const checkSignature = (
  query: SignedQuery | null,
  account: WebhookAccount | null,
  { nowMs, windowMs }: { readonly nowMs: number; readonly windowMs: number },
): void => {
  if (account === null) throw new Refused(403, "unknown account");
  if (query === null) throw new Refused(403, "a signed value stands twice");
  const { timestamp, nonce, signature } = query;
  if (!tenDigits.test(timestamp) || !visible.test(nonce)) {
    throw new Refused(403, "timestamp or nonce is missing");
  }
  if (!isSignedBy({ token: account.token, timestamp, nonce }, signature)) {
    throw new Refused(403, "wrong signature: the token differs from the platform's");
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > windowMs) {
    throw new Refused(403, "the timestamp is too far from this machine's clock");
  }
};

/** Strict: what is not UTF-8 is refused, since a replacement character would change its meaning. */
const decodeUtf8 = (bytes: Buffer | string): string => {
  if (typeof bytes === "string") return bytes;
  if (!isUtf8(bytes)) throw new Refused(400, "not UTF-8");
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", hasMark ? 3 : 0);
};

const parse = (bytes: Buffer | string): XmlElement => {
  try {
    return parseXml(decodeUtf8(bytes));
  } catch (error) {
    if (error instanceof XmlRefused) throw new Refused(400, error.message);
    throw error;
  }
};

const checkReceiver = (push: XmlElement, account: WebhookAccount): void => {
  if (read(push, "ToUserName") !== account.originalId) {
    throw new Refused(403, "the push is for another account");
  }
};

const openSealed = (outer: XmlElement, query: SignedQuery, account: WebhookAccount): XmlElement => {
  const sealed = read(outer, "Encrypt");
  const triple = { token: account.token, timestamp: query.timestamp, nonce: query.nonce };
  if (!isSealSignedBy(triple, sealed, query.msg_signature)) {
    throw new Refused(403, "wrong msg_signature");
  }
  const opened = openMessage({ sealed, appId: account.appId, keys: keysOf(account) });
  if (opened === null) {
    throw new Refused(403, "cannot be opened: EncodingAESKey or appId differs from the platform's");
  }
  return parse(opened);
};

const openPlain = (
  request: SignedRequest,
  { account, guard }: { account: WebhookAccount; guard: ReplayGuard },
): XmlElement => {
  if (account.mode === "safe") throw new Refused(403, "a plain push to an account in safe mode");
  // The signature stands for timestamp, nonce and token: it was checked before.
  if (!guard.accepts(request.query.signature, request.body)) {
    throw new Refused(403, "another body under a known timestamp and nonce");
  }
  return parse(request.body);
};

export interface SignedRequest {
  readonly query: SignedQuery;
  readonly body: Buffer | string;
}
export interface OpenedPush {
  readonly event: InboundEvent;
  /** Sealed pushes get sealed answers. */
  readonly isSealed: boolean;
}

/** Opens a request whose signature was checked: decrypts, parses, and frees it of its wire format. Throws `Refused`. */
export const openPush = (
  request: SignedRequest,
  from: { readonly account: WebhookAccount; readonly guard: ReplayGuard },
): OpenedPush => {
  const { account } = from;
  const type = request.query.encrypt_type;
  const isSealed = type === "aes";
  if (!isSealed && type !== "" && type !== "raw") throw new Refused(403, "unknown encrypt_type");
  try {
    const outer = isSealed ? parse(request.body) : openPlain(request, from);
    checkReceiver(outer, account);
    const push = isSealed ? openSealed(outer, request.query, account) : outer;
    if (isSealed) checkReceiver(push, account);
    return { event: inGcj02(parseEvent(push, account.id), account.settings), isSealed };
  } catch (error) {
    if (error instanceof MalformedPush) throw new Refused(400, error.message);
    throw error;
  }
};
