import { Type } from "typebox";
import { Count, closed, Ms, nullable } from "./words.ts";

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
export const ChannelId = Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" });
const figures = { scans: Count, follows: Count, losses: Count, replies: Count };
export const ChannelQuery = Type.Object(
  {
    /** Days of the account's time zone, both in. */
    from: Day,
    until: Day,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  closed,
);
export const ChannelReport = Type.Object(
  {
    /** Most scanned first; `""`: follows that came by no code. */
    channels: Type.Array(
      Type.Object(
        {
          channel: Type.String(),
          name: Type.String(),
          ...figures,
          net: Type.Integer(),
          /** What rules recorded, by name. */
          records: Type.Unsafe<Readonly<Record<string, number>>>({
            type: "object",
            additionalProperties: { type: "integer" },
          }),
        },
        closed,
      ),
    ),
    days: Type.Array(Type.Object({ day: Day, ...figures }, closed)),
    isCut: Type.Boolean(),
  },
  closed,
);
export const ChannelCodeBody = Type.Object(
  {
    channel: ChannelId,
    /** Days it lasts; absent: as `channels.yaml` says, permanent or 30. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
  },
  closed,
);
export const ChannelCode = Type.Object(
  {
    channel: Type.String(),
    url: Type.String(),
    madeAtMs: Ms,
    expiresAtMs: nullable(Ms),
    /** A PNG as a `data:` address. */
    picture: Type.String(),
  },
  closed,
);
