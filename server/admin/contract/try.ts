import type { TSchema } from "typebox";
import { Type } from "typebox";
import type {
  Change,
  Effect,
  Sent as EngineSent,
  FollowerState,
  InboundEvent,
  Json,
  Message,
  Trace,
} from "../../../engine/index.ts";
import {
  AnyJson,
  Count,
  choice,
  closed,
  engineData,
  LocalText,
  Ms,
  nullable,
  Of,
  PartId,
  Revision,
  RuleIdText,
} from "./words.ts";

const Text = Type.String({ maxLength: 20_000 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Latitude = Type.Number({ minimum: -90, maximum: 90 });
const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const sent = <P extends Record<string, TSchema>>(kind: string, fields: P) =>
  Type.Object({ kind: Type.Literal(kind), ...fields }, closed);

/** What the follower does; the engine's `Sent`. */
export const Sent = Type.Unsafe<EngineSent>(
  Type.Union([
    sent("text", { text: Text }),
    sent("voice", { text: Text }),
    sent("menu", { key: Type.String({ minLength: 1, maxLength: 1_024 }) }),
    sent("follow", { channel: nullable(Name) }),
    sent("scan", { channel: Name }),
    sent("image", { picture: Name }),
    sent("unfollow", {}),
    sent("video", {}),
    sent("file", {}),
    sent("link", { title: Text, url: Text }),
    sent("location", { lat: Latitude, lng: Longitude, reported: Type.Boolean() }),
    sent("notice", { state: choice("sent", "failed"), template: Name, reason: Text }),
    sent("payment", {
      state: choice("created", "paid", "redeemed", "refunded", "closed"),
      product: Type.String({ maxLength: 64 }),
      amount: nullable(Type.Number({ minimum: 0.01 })),
      channel: Type.String({ maxLength: 64 }),
    }),
    sent("event", { name: Name, fields: Type.Record(Type.String(), AnyJson) }),
    sent("scanned", { key: Name, result: Text }),
  ]),
);
/** The follower a conversation begins with; what is absent keeps its default. */
export const Tried = Type.Object(
  {
    tags: Type.Optional(Type.Array(Name, { maxItems: 100 })),
    values: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), AnyJson)),
    followedAtMs: Type.Optional(Ms),
    position: Type.Optional(Type.Object({ lat: Latitude, lng: Longitude }, closed)),
    agent: Type.Optional(Type.Boolean()),
  },
  closed,
);
/** Answers to `http` calls, by the name they are saved under; nothing really goes out. */
export const HttpStubs = Type.Record(
  Type.String({ maxLength: 64 }),
  Type.Object(
    {
      status: Type.Integer({ minimum: 100, maximum: 599 }),
      body: AnyJson,
      ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
    },
    closed,
  ),
);
export const SimulateBody = Type.Object(
  {
    of: Of,
    follower: Type.Optional(Tried),
    nowMs: Type.Optional(Ms),
    seed: Type.Optional(Type.String({ maxLength: 64 })),
    http: Type.Optional(HttpStubs),
    steps: Type.Array(
      Type.Union([
        Type.Object({ send: Sent }, closed),
        Type.Object({ waitMs: Type.Integer({ minimum: 1, maximum: 31_622_400_000 }) }, closed),
      ]),
      { minItems: 1, maxItems: 200 },
    ),
  },
  closed,
);
const Turn = Type.Object(
  {
    /** Which of the steps it belongs to. */
    step: Count,
    atMs: Ms,
    event: engineData<InboundEvent>("InboundEvent"),
    seen: Type.Array(engineData<Message>("Message")),
    effects: Type.Array(engineData<Effect>("Effect")),
    changes: Type.Array(engineData<Change>("Change")),
    trace: engineData<Trace>("Trace"),
  },
  closed,
);
export const Simulated = Type.Object(
  {
    version: Count,
    turns: Type.Array(Turn),
    follower: engineData<FollowerState>("FollowerState"),
    nowMs: Ms,
  },
  closed,
);

export const WhyNotBody = Type.Object(
  {
    of: Of,
    rule: RuleIdText,
    /** What was sent, or the key of a delivery of the log. */
    sent: Type.Optional(Sent),
    key: Type.Optional(Type.String({ maxLength: 300 })),
    follower: Type.Optional(Tried),
    nowMs: Type.Optional(Ms),
  },
  closed,
);
/** One thing that keeps the rule from answering. */
const Hindrance = Type.Object(
  {
    kind: choice(
      "unknown-rule",
      "not-published",
      "disabled",
      "switched-off",
      "no-trigger",
      "not-active",
      "limit",
      "condition",
      "agent",
      "dialog",
      "beaten",
      "not-a-message",
      "failed",
      "draft-differs",
    ),
    /** The rule path: jump to card and line. */
    path: Type.String(),
    says: LocalText,
    expected: AnyJson,
    actual: AnyJson,
    /** The smallest change that would remove it. */
    change: nullable(LocalText),
  },
  closed,
);
export const WhyNot = Type.Object(
  {
    rule: RuleIdText,
    /** It answered (or acted) after all. */
    fires: Type.Boolean(),
    branch: nullable(choice("then", "else")),
    /** In ladder order; the first is what to mend first. */
    hindrances: Type.Array(Hindrance),
    /** Who answered instead. */
    winner: nullable(Type.Object({ rule: RuleIdText, name: Type.String() }, closed)),
    trace: engineData<Trace>("Trace"),
  },
  closed,
);

export const TestRow = Type.Object(
  {
    id: PartId,
    name: Type.String(),
    file: Type.String(),
    text: Type.String(),
    revision: Revision,
    steps: Count,
    /** Rules its expectations name. */
    rules: Type.Array(RuleIdText),
    change: nullable(choice("added", "changed", "moved", "removed")),
    /** The last run on this draft; `null` if it never ran. */
    passed: nullable(Type.Boolean()),
  },
  closed,
);
export const NewTest = Type.Object(
  {
    /** One test, `- name: …`. */
    text: Type.String({ maxLength: 65_536 }),
    /** The rule whose file it is put into. */
    rule: Type.Optional(RuleIdText),
  },
  closed,
);
export const RunBody = Type.Object(
  {
    of: Of,
    /** Absent: all. */
    tests: Type.Optional(Type.Array(PartId, { maxItems: 10_000 })),
    /** Only those that name this rule or reached it last. */
    rule: Type.Optional(RuleIdText),
  },
  closed,
);
const Failure = Type.Object({ what: Type.String(), expected: AnyJson, actual: AnyJson }, closed);
export const TestRun = Type.Object(
  {
    id: PartId,
    name: Type.String(),
    passed: Type.Boolean(),
    ms: Type.Number(),
    steps: Type.Array(
      Type.Object(
        {
          path: Type.String(),
          failures: Type.Array(Failure),
          seen: Type.Array(engineData<Message>("Message")),
          trace: Type.Array(engineData<Trace>("Trace")),
        },
        closed,
      ),
    ),
  },
  closed,
);
export const TestRuns = Type.Object(
  {
    passed: Count,
    failed: Count,
    runs: Type.Array(TestRun),
    /** Of all rules that are switched on. */
    coverage: Type.Object(
      { rules: Count, reached: Count, untested: Type.Array(RuleIdText) },
      closed,
    ),
  },
  closed,
);

export const RehearsalBody = Type.Object(
  { last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
  closed,
);
const Answered = Type.Object(
  {
    rule: nullable(RuleIdText),
    says: Type.Array(engineData<Message>("Message")),
    effects: Type.Array(engineData<Json>("what else was done")),
  },
  closed,
);
export const Rehearsal = Type.Object(
  {
    compared: Count,
    /** Left out: secret answers, calls nobody stubs. */
    skipped: Count,
    changed: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          atMs: Ms,
          follower: nullable(Type.String()),
          kind: Type.String(),
          body: Type.String(),
          before: Answered,
          after: Answered,
        },
        closed,
      ),
    ),
    byRule: Type.Array(Type.Object({ rule: nullable(RuleIdText), count: Count }, closed)),
  },
  closed,
);
