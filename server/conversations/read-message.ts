import type { Message } from "../../engine/index.ts";
import { messageOf, ReplyBody } from "../../engine/index.ts";
import { CUSTOMER_TEXT_BYTES } from "../../engine/limits.ts";
import { checkShape } from "../check-shape.ts";

type Shape = Parameters<typeof messageOf>[0];

const isSayable = (message: Message | null): message is Message =>
  message !== null &&
  (message.kind !== "text" || (typeof message.text === "string" && message.text.trim() !== ""));

const LANGUAGE = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;
/** Rules say things in several languages; who writes to one follower writes one. */
const hasLanguages = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLanguages);
  const isSaid = Object.keys(value).every((key) => LANGUAGE.test(key) && key !== "url");
  return isSaid || Object.values(value).some(hasLanguages);
};

/** A message as a person or a system gives it: a text, or one of the shapes that `reply` takes (`{ image: "id:…" }`); `null` for anything else, and for a text that the platform would refuse. */
export const readMessage = (value: unknown): Message | null => {
  const shape = typeof value === "string" ? { text: value } : value;
  if (checkShape(ReplyBody)(shape).length > 0) return null;
  if (Object.values(shape as object).some(hasLanguages)) return null;
  const { text } = shape as { readonly text?: unknown };
  if (text !== undefined && typeof text !== "string") return null;
  if (Buffer.byteLength(text ?? "") > CUSTOMER_TEXT_BYTES) return null;
  const message = messageOf(shape as Shape);
  return isSayable(message) ? message : null;
};
