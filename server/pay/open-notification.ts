import type { Static } from "typebox";
import { Type } from "typebox";
import { checkShape } from "../check-shape.ts";
import { openResource } from "../wechat/wire/pay.ts";
import type {
  NotificationHeaders,
  NotificationRefused,
  OpenedNotification,
  PayNotification,
} from "./pay-client.ts";
import type { KeyOf } from "./prove.ts";
import { unproven } from "./prove.ts";
import { parseJson, proofIn, timeIn } from "./read-answer.ts";
import { noticedRefund, RefundNoticeJson, TransactionJson, transactionOf } from "./read-trade.ts";

const Envelope = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  create_time: Type.String(),
  event_type: Type.String(),
  resource: Type.Object({
    algorithm: Type.Literal("AEAD_AES_256_GCM"),
    ciphertext: Type.String(),
    nonce: Type.String(),
    associated_data: Type.Optional(Type.String()),
  }),
});
type Envelope = Static<typeof Envelope>;

const MAX_BYTES = 256 * 1024;
const refused = (reason: NotificationRefused): OpenedNotification => ({ ok: false, reason });

const headerOf =
  (headers: NotificationHeaders) =>
  (name: string): string => {
    const value = headers[name];
    // Twice the same header is nobody's but a forger's.
    return typeof value === "string" ? value : "";
  };

const plainOf = ({ resource }: Envelope, apiV3Key: string): unknown => {
  const { ciphertext, nonce, associated_data: associatedData = "" } = resource;
  const text = openResource({ ciphertext, nonce, associatedData }, apiV3Key);
  return text === null ? undefined : parseJson(Buffer.from(text));
};

type Content =
  | Pick<Extract<PayNotification, { kind: "paid" }>, "kind" | "transaction">
  | Pick<Extract<PayNotification, { kind: "refund" }>, "kind" | "refund">
  | Pick<Extract<PayNotification, { kind: "other" }>, "kind" | "eventType">;

const contentOf = (eventType: string, plain: unknown): Content | null => {
  if (eventType.startsWith("TRANSACTION.")) {
    if (checkShape(TransactionJson)(plain).length > 0) return null;
    return {
      kind: "paid",
      transaction: transactionOf(plain as Static<typeof TransactionJson>),
    };
  }
  if (!eventType.startsWith("REFUND.")) return { kind: "other", eventType };
  if (checkShape(RefundNoticeJson)(plain).length > 0) return null;
  return { kind: "refund", refund: noticedRefund(plain as Static<typeof RefundNoticeJson>) };
};

/** Whom the content names must be whose key opened it. */
const isOf = (plain: unknown, mchid: string): boolean =>
  typeof plain === "object" && plain !== null && "mchid" in plain && plain.mchid === mchid;

/** Proves and opens a notification (contract §6.2, §6.3, §6.6): the signature first, over the bytes as they came. */
export const openNotification = async (
  { headers, rawBody }: { readonly headers: NotificationHeaders; readonly rawBody: Uint8Array },
  by: {
    readonly mchid: string;
    readonly apiV3Key: string;
    readonly keyOf: KeyOf;
    readonly nowMs: number;
  },
): Promise<OpenedNotification> => {
  if (rawBody.length > MAX_BYTES) return refused("body");
  const wrong = await unproven(proofIn(headerOf(headers)), rawBody, by);
  if (wrong !== null) return refused(wrong);
  const json = parseJson(rawBody);
  if (checkShape(Envelope)(json).length > 0) return refused("body");
  const envelope = json as Envelope;
  const plain = plainOf(envelope, by.apiV3Key);
  if (plain === undefined) return refused("resource");
  const content = contentOf(envelope.event_type, plain);
  if (content === null) return refused("resource");
  if (content.kind !== "other" && !isOf(plain, by.mchid)) return refused("resource");
  const createdAtMs = timeIn(envelope.create_time) ?? by.nowMs;
  return { ok: true, notification: { id: envelope.id, createdAtMs, ...content } };
};
