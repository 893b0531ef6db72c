import type { AesKey } from "../../wechat/wire/envelope.ts";
import { openMessage, sealMessage } from "../../wechat/wire/envelope.ts";
import { isSealSignedBy, signSealed, signTriple } from "../../wechat/wire/signature.ts";
import type { XmlElement, XmlField } from "../../wechat/wire/xml.ts";
import { textOf, writeXml } from "../../wechat/wire/xml.ts";
import type { PushMode, SandboxAccount } from "../state/accounts.ts";

/** A body ready to be sent, and its ciphertext in the sealed modes. */
export interface SealedBody {
  readonly body: string;
  readonly sealed: string | null;
}

/** Writes the body in the mode of the account: plain, plain with `Encrypt` beside, or the envelope alone. */
export const sealBody = (
  fields: readonly XmlField[],
  account: SandboxAccount,
  mode: PushMode,
  seal: { readonly key: AesKey; readonly random: Buffer },
): SealedBody => {
  const plain = writeXml(fields);
  if (mode === "plain") return { body: plain, sealed: null };
  const sealed = sealMessage({ text: plain, appId: account.appId, ...seal });
  const encrypt: XmlField = ["Encrypt", sealed];
  const body =
    mode === "safe"
      ? writeXml([["ToUserName", account.originalId], encrypt])
      : writeXml([...fields, encrypt]);
  return { body, sealed };
};

/** The address of a delivery with its signed query. A wrong signature is one digit off. */
export const signedUrl = (
  account: SandboxAccount & { readonly webhookUrl: string },
  signed: {
    readonly openid: string;
    readonly timestamp: string;
    readonly nonce: string;
    readonly sealed: string | null;
    readonly isWrong: boolean;
  },
): URL => {
  const { timestamp, nonce, sealed, isWrong } = signed;
  const triple = { token: account.token, timestamp, nonce };
  const url = new URL(account.webhookUrl);
  const put = (name: string, value: string): void => url.searchParams.set(name, value);
  put("signature", spoil(signTriple(triple), isWrong));
  put("timestamp", timestamp);
  put("nonce", nonce);
  put("openid", signed.openid);
  if (sealed !== null) {
    put("encrypt_type", "aes");
    put("msg_signature", spoil(signSealed(triple, sealed), isWrong));
  }
  return url;
};

const spoil = (signature: string, isWrong: boolean): string => {
  if (!isWrong) return signature;
  return (signature.startsWith("0") ? "1" : "0") + signature.slice(1);
};

/** Opens a sealed answer after checking its signature. */
export const openAnswer = (
  envelope: XmlElement,
  account: SandboxAccount,
  key: AesKey,
): { readonly text: string } | { readonly why: string } => {
  const sealed = textOf(envelope, "Encrypt") ?? "";
  const triple = {
    token: account.token,
    timestamp: textOf(envelope, "TimeStamp") ?? "",
    nonce: textOf(envelope, "Nonce") ?? "",
  };
  if (!isSealSignedBy(triple, sealed, textOf(envelope, "MsgSignature") ?? ""))
    return { why: "MsgSignature is wrong" };
  const opened = openMessage({ sealed, appId: account.appId, keys: [key] });
  return opened === null
    ? { why: "Encrypt cannot be opened with the key and appid of the account" }
    : { text: opened.toString("utf8") };
};
