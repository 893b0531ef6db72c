import { Type } from "typebox";
import { Count, choice, closed, LocalText, Ms, nullable, UserId } from "./words.ts";

export const OpenId = Type.String({ pattern: "^[A-Za-z0-9_-]{1,128}$" });
/** Made by whoever asks, another one for every deed: the same again changes nothing. */
const Key = Type.String({ pattern: "^[A-Za-z0-9-]{8,64}$" });
const LIMIT = Type.Integer({ minimum: 1, maximum: 100 });
const Cursor = Type.String({ pattern: "^[0-9]{1,16}:.{1,300}$" });
/** `null`: nothing may be sent. */
const Window = nullable(
  Type.Object(
    { left: Count, forMs: Type.Integer({ minimum: 0, description: "from now" }) },
    closed,
  ),
);

export const Line = Type.Object(
  {
    /** The delivery it belongs to (`GET …/log/:key`), and its place there. */
    key: Type.String(),
    place: Count,
    atMs: Ms,
    from: choice("follower", "bot", "agent", "note"),
    /** The agent's name, or the rule that spoke. */
    name: Type.String(),
    kind: Type.String(),
    text: Type.String(),
    /** There is a picture or a recording to be fetched. */
    hasFile: Type.Boolean(),
    state: choice("there", "waiting", "failed", "left-out"),
    /** Why it was not sent, and what helps. */
    why: nullable(
      Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
    ),
  },
  closed,
);
const shared = {
  follower: Type.String(),
  /** What the account calls them, `""` if nothing. */
  name: Type.String(),
  state: choice("open", "closed", "done"),
  /** Who has it, `""` for nobody. */
  agent: Type.String(),
  member: Type.String(),
  openedAtMs: Ms,
  lastAtMs: Ms,
  /** What was written since somebody answered. */
  unread: Count,
  window: Window,
};
export const ConversationQuery = Type.Object(
  {
    show: choice("waiting", "mine", "all"),
    before: Type.Optional(Cursor),
    limit: Type.Optional(LIMIT),
  },
  closed,
);
export const ConversationList = Type.Object(
  {
    conversations: Type.Array(Type.Object({ ...shared, last: nullable(Line) }, closed)),
    counts: Type.Object({ waiting: Count, mine: Count, open: Count }, closed),
    next: nullable(Cursor),
  },
  closed,
);
export const Conversation = Type.Object(
  {
    ...shared,
    tags: Type.Array(Type.String()),
    /** Templates of `account.yaml`: what can still be sent when the window is shut. */
    notices: Type.Array(Type.String()),
    /** When it goes back to the bot if nobody writes; from now. */
    quietForMs: nullable(Count),
  },
  closed,
);
export const LinesQuery = Type.Object(
  { before: Type.Optional(Cursor), limit: Type.Optional(LIMIT) },
  closed,
);
export const Lines = Type.Object({ lines: Type.Array(Line), next: nullable(Cursor) }, closed);
export const FileQuery = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 300 }),
    place: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  closed,
);
export const FileData = Type.Object(
  {
    type: Type.String(),
    /** A `data:` address. */
    data: Type.String(),
  },
  closed,
);
/** Pictures up to 10 MB, as base64. */
const PICTURE_CHARS = 14_000_000;
export const PICTURE_BODY_BYTES = PICTURE_CHARS + 4_096;
export const ReplyBody = Type.Union([
  Type.Object({ key: Key, text: Type.String({ minLength: 1, maxLength: 2_048 }) }, closed),
  Type.Object(
    {
      key: Key,
      picture: Type.String({
        maxLength: PICTURE_CHARS,
        pattern: "^[A-Za-z0-9+/]+={0,2}$",
        description: "base64: png, jpg or gif",
      }),
    },
    closed,
  ),
]);
export const TakeBody = Type.Object(
  {
    key: Key,
    /** Who had it when it was read: another one by now is 409 `conversation-held`. */
    from: Type.Union([Type.Literal(""), UserId]),
  },
  closed,
);
export const MoveBody = Type.Object(
  {
    key: Key,
    /** `""`: back to those that wait. */
    to: Type.Union([Type.Literal(""), UserId]),
  },
  closed,
);
export const EndBody = Type.Object(
  {
    key: Key,
    /** Rules answer again in both cases. */
    how: choice("give-back", "close"),
  },
  closed,
);
export const Colleague = Type.Object({ id: UserId, name: Type.String() }, closed);
