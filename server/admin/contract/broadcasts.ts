import { Type } from "typebox";
import { BroadcastBody } from "../../../engine/index.ts";
import { MASS_LIMITS, TAG_LIMITS } from "../../../engine/limits.ts";
import { Count, choice, closed, LocalText, Ms, nullable } from "./words.ts";

const OpenId = Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" });
const Name = Type.String({ minLength: 1, maxLength: TAG_LIMITS.nameCharacters });
export const BroadcastId = Type.String({ pattern: "^[A-Za-z0-9-]{1,64}$" });

export const Target = Type.Union([
  Type.Object({ kind: Type.Literal("all") }, closed),
  Type.Object({ kind: Type.Literal("tag"), tag: Name }, closed),
  Type.Object(
    { kind: Type.Literal("segment"), segment: Type.String({ minLength: 1, maxLength: 64 }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal("list"),
      openids: Type.Array(OpenId, { minItems: 1, maxItems: MASS_LIMITS.openidsMax }),
    },
    closed,
  ),
]);
/** Why it waits, failed or is not known to have ended, and what helps. */
const Why = nullable(
  Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
);

export const BroadcastRow = Type.Object(
  {
    id: Type.String(),
    state: choice(
      "scheduled",
      "collecting",
      "sending",
      "sent",
      "done",
      "failed",
      "stopped",
      "deleted",
    ),
    to: Type.Object(
      {
        kind: choice("all", "tag", "segment", "list"),
        /** The tag's or segment's name, `""` for the others. */
        name: Type.String(),
      },
      closed,
    ),
    content: Type.Object(
      {
        kind: choice("text", "image", "voice", "video", "articles"),
        /** The text, the file's name, or the titles. */
        shown: Type.String(),
      },
      closed,
    ),
    /** `""` for a rule or the command line. */
    authorName: Type.String(),
    createdAtMs: Ms,
    dueAtMs: Ms,
    /** When the first part was taken; `null` before. */
    sentAtMs: nullable(Ms),
    /** Whom it goes to by our own rows; `null` where the platform picks them. */
    receivers: nullable(Count),
    parts: Count,
    taken: Count,
    /** Parts that may have been sent: nobody knows. */
    unsure: Count,
    failed: Count,
    /** By the platform's word; 0 until it comes. */
    total: Count,
    sent: Count,
    errors: Count,
    why: Why,
    /** It is tried again then; `null` while nothing waits. */
    retryAtMs: nullable(Ms),
    mayStop: Type.Boolean(),
    mayDelete: Type.Boolean(),
  },
  closed,
);
export const BroadcastDetail = Type.Object(
  {
    broadcast: BroadcastRow,
    jobs: Type.Array(
      Type.Object(
        {
          seq: Count,
          state: choice("waiting", "sending", "sent", "failed"),
          receivers: nullable(Count),
          sent: nullable(Count),
          errors: nullable(Count),
          why: Why,
        },
        closed,
      ),
    ),
  },
  closed,
);
export const BroadcastChoices = Type.Object(
  {
    /** Why this account cannot send to many at all; `null` when it can. */
    refused: Why,
    /** It may send to lists, segments and tags of our own. */
    mayList: Type.Boolean(),
    /** Tags mirrored on WeChat first. */
    tags: Type.Array(Type.String()),
    segments: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
    media: Type.Array(Type.String()),
    testers: Type.Array(Type.Object({ openid: Type.String(), name: Type.String() }, closed)),
  },
  closed,
);
export const PlanBody = Type.Object({ target: Target }, closed);
export const Plan = Type.Object(
  {
    /** As far as our own rows know. */
    receivers: Count,
    /** How often the account may still send; `null`: nobody counts. */
    today: nullable(Count),
    month: nullable(Count),
  },
  closed,
);
/** As in a rule, beside `to`. */
const Content = BroadcastBody;
export const PreviewBody = Type.Object({ to: OpenId, content: Content }, closed);
export const NewBroadcast = Type.Object(
  {
    target: Target,
    content: Content,
    /** `null`: now. */
    dueAtMs: nullable(Ms),
  },
  closed,
);
export const BroadcastMade = Type.Object({ id: Type.String() }, closed);
