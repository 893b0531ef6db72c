import type { Static } from "typebox";
import { Type } from "typebox";
import type { Json, Names } from "../schema/words.ts";

const closed = { additionalProperties: false } as const;
const Word = Type.String({ minLength: 1, maxLength: 2_048 });
const Free = Type.Unsafe<Json>({});
const Media = Type.Union([
  Type.Object({ file: Word }, closed),
  Type.Object({ mediaId: Word }, closed),
]);
const kind = <K extends string>(name: K) => Type.Literal(name);
const Address = Type.String({ maxLength: 1_024 });

/** What a plugin may say: the replies of language.md §6, but those that need the dialog (`options`). */
const PluginMessage = Type.Union([
  Type.Object({ kind: kind("text"), text: Word }, closed),
  Type.Object({ kind: kind("image"), media: Media }, closed),
  Type.Object({ kind: kind("voice"), media: Media }, closed),
  Type.Object(
    { kind: kind("video"), media: Media, title: Type.String(), description: Type.String() },
    closed,
  ),
  Type.Object({ kind: kind("music"), thumb: Media, url: Address, title: Type.String() }, closed),
  Type.Object(
    {
      kind: kind("articles"),
      articles: Type.Array(
        Type.Object(
          { title: Word, description: Type.String(), picture: Address, url: Address },
          closed,
        ),
        { minItems: 1, maxItems: 8 },
      ),
    },
    closed,
  ),
  Type.Object({ kind: kind("mini-program"), appId: Word, page: Word, thumb: Media }, closed),
]);
const TagNames = Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { maxItems: 20 });
const Tags = { add: TagNames, remove: TagNames };
const FieldName = Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,63}$" });
const AfterMs = Type.Optional(Type.Integer({ minimum: 0, maximum: 31_536_000_000 }));

/** What a plugin's `run` gives, in normal form: checked before the engine sees it. */
export const PluginActionResult = Type.Object(
  {
    say: Type.Optional(Type.Array(PluginMessage, { maxItems: 10 })),
    changes: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ kind: kind("set"), name: FieldName, value: Free }, closed),
          Type.Object({ kind: kind("tags"), ...Tags }, closed),
        ]),
        { maxItems: 50 },
      ),
    ),
    effects: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ kind: kind("tag"), ...Tags, afterMs: AfterMs }, closed),
          Type.Object({ kind: kind("record"), name: Word, value: Free, afterMs: AfterMs }, closed),
        ]),
        { maxItems: 50 },
      ),
    ),
    captured: Type.Optional(
      Type.Unsafe<Names>({
        type: "object",
        propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
        maxProperties: 50,
      }),
    ),
    next: Type.Optional(
      Type.Union([
        Type.Literal("end"),
        Type.Object({ goto: Type.String({ minLength: 1 }) }, closed),
      ]),
    ),
  },
  closed,
);
export type PluginActionResult = Static<typeof PluginActionResult>;
