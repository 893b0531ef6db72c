import { Type } from "typebox";
import { FOLLOWER_LIMITS, TAG_LIMITS } from "../../../engine/limits.ts";
import { Count, Cursor, choice, closed, Limit, LocalText, Ms, nullable, Problem } from "./words.ts";

export const OpenId = Type.String({ pattern: "^[A-Za-z0-9_-]{1,128}$" });
export const SegmentId = Type.String({ pattern: "^[a-z0-9-]{1,40}$" });
const TagName = Type.String({ minLength: 1, maxLength: TAG_LIMITS.nameCharacters });
const Tags = Type.Array(TagName, { maxItems: TAG_LIMITS.perFollower });
const Many = Type.Array(OpenId, { minItems: 1, maxItems: TAG_LIMITS.followersPerCall });
/** YAML, as under `if:` of a rule. */
const Condition = Type.String({ minLength: 1, maxLength: 4_000 });

export const FollowerQuery = Type.Object(
  {
    /** A part of the name or the remark, or the whole openid. */
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    tag: Type.Optional(TagName),
    /** Of a saved one; `text` and `tag` are not looked at then. */
    segment: Type.Optional(SegmentId),
    state: Type.Optional(choice("following", "left")),
    before: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  closed,
);
const row = {
  openid: Type.String(),
  /** From sign-in or a rule, `""` if neither told it. */
  name: Type.String(),
  remark: Type.String(),
  tags: Type.Array(Type.String()),
  /** `null`: does not follow, or followed before we looked. */
  followedAtMs: nullable(Ms),
  seenAtMs: nullable(Ms),
  /** Of the first follow, `""` for none. */
  channel: Type.String(),
  language: Type.String(),
  isBlacklisted: Type.Boolean(),
};
export const FollowerRow = Type.Object(row, closed);
export const FollowerPage = Type.Object(
  { followers: Type.Array(FollowerRow), next: nullable(Cursor) },
  closed,
);
export const FollowerDetail = Type.Object(
  {
    ...row,
    /** Everything else that is kept and no secret. */
    values: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }, closed)),
    /** How many secret values are kept. */
    secrets: Count,
    joinedBy: Type.String(),
    lastScanned: Type.String(),
    consents: Type.Array(
      Type.Object(
        { what: Type.String(), isGiven: Type.Boolean(), source: Type.String(), atMs: Ms },
        closed,
      ),
    ),
  },
  closed,
);
export const RemarkBody = Type.Object(
  { remark: Type.String({ maxLength: 4 * FOLLOWER_LIMITS.remarkCharacters }) },
  closed,
);
export const TagsBody = Type.Object({ followers: Many, add: Tags, remove: Tags }, closed);
export const BlacklistBody = Type.Object({ followers: Many, isOn: Type.Boolean() }, closed);
export const CsvQuery = Type.Object(
  { segment: Type.Optional(SegmentId), after: Type.Optional(OpenId) },
  closed,
);
/** A piece of the sheet; the first one has its head. */
export const CsvPage = Type.Object({ text: Type.String(), next: nullable(Type.String()) }, closed);

export const SyncState = Type.Object(
  {
    /** `null`: there was none yet. */
    sync: nullable(
      Type.Object(
        {
          kind: choice("full", "new"),
          phase: choice("list", "profiles", "gone", "blacklist", "clear", "done", "failed"),
          total: Count,
          listed: Count,
          read: Count,
          gone: Count,
          startedAtMs: Ms,
          updatedAtMs: Ms,
          why: nullable(
            Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export const SyncBody = Type.Object({ kind: choice("full", "new") }, closed);

export const Segment = Type.Object(
  {
    id: SegmentId,
    name: Type.String(),
    condition: Type.String(),
    authorName: Type.String(),
    atMs: Ms,
  },
  closed,
);
export const SegmentBody = Type.Object({ name: TagName, condition: Condition }, closed);
export const ConditionBody = Type.Object({ condition: Condition }, closed);
export const SegmentCount = Type.Object(
  {
    /** `null`: the condition has mistakes. */
    count: nullable(Count),
    problems: Type.Array(Problem),
  },
  closed,
);
