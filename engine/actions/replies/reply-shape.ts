import type { TProperties } from "typebox";
import { Type } from "typebox";
import type { Message } from "../../schema/reply.ts";
import type { Json } from "../../schema/words.ts";
import { replyKinds } from "./list.ts";

const closed = { additionalProperties: false, minProperties: 1, maxProperties: 1 } as const;
const kindsByName = new Map(replyKinds.map((kind) => [kind.name, kind]));
const properties = Object.fromEntries(
  replyKinds.map((kind) => [kind.name, Type.Optional(kind.params)]),
);
/** What stands in a reply: one kind by its name, or a text alone. */
export type ReplyShape = string | Readonly<Record<string, Json>>;

/** Exactly one of the reply kinds, and perhaps more keys of which one may stand instead. */
export const oneReplyKind = (more: TProperties = {}) =>
  Type.Unsafe<Readonly<Record<string, Json>>>(Type.Object({ ...properties, ...more }, closed));

/** One reply as data: what a system or a person may say. */
export const ReplyBody = oneReplyKind();

/** The message a filled-in shape makes; `null` where nothing is left to say. */
export const messageOf = (shape: ReplyShape): Message | null => {
  if (typeof shape === "string") return kindsByName.get("text")?.message(shape) ?? null;
  const [name = ""] = Object.keys(shape);
  return kindsByName.get(name)?.message(shape[name] ?? null) ?? null;
};
