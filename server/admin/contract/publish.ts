import { Type } from "typebox";
import type { InboundEvent, Trace } from "../../../engine/index.ts";
import { ChangeKind } from "./rules.ts";
import {
  Count,
  Cursor,
  choice,
  closed,
  engineData,
  LocalText,
  Ms,
  nullable,
  PartId,
  RuleIdText,
} from "./words.ts";

export const PartKey = Type.Object({ kind: choice("rule", "test", "outside"), id: PartId }, closed);
export const DraftChange = Type.Object(
  {
    ...PartKey.properties,
    file: Type.String(),
    name: Type.String(),
    what: ChangeKind,
    /** In operator language, one sentence a difference. */
    says: Type.Array(LocalText),
    /** Texts for the YAML diff. */
    before: nullable(Type.String()),
    after: nullable(Type.String()),
    author: Type.String(),
    authorName: Type.String(),
    atMs: nullable(Ms),
    /** Published by somebody else meanwhile: merge before publishing. */
    conflict: Type.Boolean(),
    /** For a conflict: what the change began from. */
    base: nullable(Type.String()),
  },
  closed,
);
export const ChangeList = Type.Object(
  {
    changes: Type.Array(DraftChange),
    /** Working copies of others, and the one of the files on disk (`files`). */
    others: Type.Array(
      Type.Object(
        { copy: Type.String(), name: Type.String(), changes: Count, lastAtMs: Ms },
        closed,
      ),
    ),
    /** Send it with `publish`. */
    generation: Count,
    version: nullable(Count),
  },
  closed,
);
export const PartKeys = Type.Object(
  { parts: Type.Optional(Type.Array(PartKey, { minItems: 1, maxItems: 20_000 })) },
  closed,
);
export const TakeBody = Type.Object({ copy: Type.String({ pattern: "^[a-z0-9]{1,32}$" }) }, closed);

export const PublishBody = Type.Object(
  {
    /** Names the version. */
    note: Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" }),
    generation: Count,
    /** Only these changes; the others stay in the working copy. */
    parts: Type.Optional(Type.Array(PartKey, { minItems: 1, maxItems: 20_000 })),
    /** Publishes although tests fail; asks for `manage`. */
    overrideReason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" })),
  },
  closed,
);
export const Published = Type.Object(
  { version: Count, generation: Count, changes: Count, failedTests: Count },
  closed,
);
export const VersionRow = Type.Object(
  {
    version: Count,
    note: Type.String(),
    author: Type.String(),
    authorName: Type.String(),
    atMs: Ms,
    isActive: Type.Boolean(),
  },
  closed,
);
export const VersionQuery = Type.Object(
  {
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export const VersionDetail = Type.Object(
  {
    ...VersionRow.properties,
    rules: Count,
    files: Type.Array(Type.Object({ name: Type.String(), text: Type.String() }, closed)),
  },
  closed,
);
export const DiffQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  closed,
);
export const Diff = Type.Object({ changes: Type.Array(DraftChange) }, closed);
export const RollbackBody = Type.Object(
  { generation: Count, note: Type.Optional(Type.String({ maxLength: 500 })) },
  closed,
);

export const LogQuery = Type.Object(
  {
    follower: Type.Optional(Type.String({ maxLength: 64 })),
    rule: Type.Optional(RuleIdText),
    outcome: Type.Optional(Type.String({ maxLength: 40 })),
    kind: Type.Optional(Type.String({ maxLength: 40 })),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    fromMs: Type.Optional(Ms),
    untilMs: Type.Optional(Ms),
    before: Type.Optional(Cursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export const LogRow = Type.Object(
  {
    key: Type.String(),
    atMs: Ms,
    /** Masked (`oAB…9z`) for who may not write. */
    follower: nullable(Type.String()),
    kind: Type.String(),
    body: Type.String(),
    rule: Type.String(),
    ruleName: Type.String(),
    outcome: Type.String(),
    isDone: Type.Boolean(),
    version: Count,
  },
  closed,
);
export const LogPage = Type.Object({ rows: Type.Array(LogRow), next: nullable(Cursor) }, closed);
export const LogDetail = Type.Object(
  {
    ...LogRow.properties,
    event: engineData<InboundEvent>("InboundEvent"),
    /** What went back, before sealing. */
    answer: Type.String(),
    /** `null` when none was kept. */
    trace: nullable(engineData<Trace>("Trace")),
    /** The rules of the ladder as they were in that version, and as they are published now. */
    rules: Type.Array(
      Type.Object(
        {
          id: RuleIdText,
          name: Type.String(),
          then: nullable(Type.String()),
          now: nullable(Type.String()),
        },
        closed,
      ),
    ),
    older: nullable(Type.String()),
    newer: nullable(Type.String()),
  },
  closed,
);
