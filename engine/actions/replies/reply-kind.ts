import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import { REPLY_TEXT_BYTES } from "../../limits.ts";
import type { Message } from "../../schema/reply.ts";
import type { LocalText, Media, Right } from "../../schema/words.ts";

/** One shape that `reply` can take: `reply: { NAME: … }`. */
export interface ReplyKind<S extends TSchema = TSchema> {
  readonly name: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly params: S;
  readonly needs: readonly Right[];
  readonly example: string;
  /** `null` where nothing is left to say: a text whose templates printed nothing. */
  readonly message: (value: Static<S>) => Message | null;
}
/** Keeps the parameter type of a reply kind while it is written. */
export const defineReplyKind = <S extends TSchema>(kind: ReplyKind<S>): ReplyKind =>
  kind as unknown as ReplyKind;

/** A file of the account's `media/`, or `id:MEDIA_ID`; may hold `{{ }}`. */
export const MediaName = Type.String({
  minLength: 1,
  "x-resource": "media",
  "x-declared": "refuse",
  "x-template": "text",
});
/** A text of at most so many bytes, with `{{ }}`. */
export const shortText = (bytes: number) => Type.String({ "x-template": "text", "x-bytes": bytes });
/** An address of at most so many bytes, with `{{ }}`. */
export const address = (bytes: number = REPLY_TEXT_BYTES) =>
  Type.String({ minLength: 1, "x-template": "url", "x-bytes": bytes });

const ID = "id:";
/** What a media name means: `id:MEDIA_ID` is an id the platform gave, anything else a file. */
export const mediaOf = (name: string): Media =>
  name.startsWith(ID) ? { mediaId: name.slice(ID.length) } : { file: name };
