import { Type } from "typebox";
import { AccountIdText, choice, closed, LocalText, Ms, nullable, UserId } from "./words.ts";

/** What a session may do; routes ask for one of these, never for a role. */
export const RIGHTS = [
  "read",
  "write-replies",
  "write-rules",
  "publish",
  "converse",
  "followers",
  "refund",
  "code",
  "manage",
] as const;
export type Right = (typeof RIGHTS)[number];
export const RightName = choice(...RIGHTS);

/** The roles there are: 管理员, 运营, 客服, 只读. */
export const RoleName = choice("admin", "operator", "agent", "viewer");
export const UserName = Type.String({ pattern: "^[A-Za-z0-9._@-]{1,64}$" });
const ShownName = Type.String({ minLength: 1, maxLength: 64 });
/** At least 12 characters; known bad ones are refused (`password-weak`). */
export const NewPassword = Type.String({ minLength: 1, maxLength: 128 });
const GivenPassword = Type.String({ minLength: 1, maxLength: 1_000 });
const Token = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
/** Account ids, or `*` for every one, those to come included. */
const AccountScope = Type.Union([
  Type.Literal("*"),
  Type.Array(AccountIdText, { maxItems: 1_000 }),
]);

export const Me = Type.Object(
  {
    id: UserId,
    name: Type.String(),
    shownName: Type.String(),
    role: RoleName,
    rights: Type.Array(RightName),
    accounts: AccountScope,
  },
  closed,
);
export const SessionState = Type.Object(
  {
    /** `setup`: nobody can sign in yet; open the link that the start printed. */
    state: choice("setup", "signed-out", "signed-in"),
    me: nullable(Me),
  },
  closed,
);
export const SetupBody = Type.Object(
  { token: Token, name: UserName, shownName: ShownName, password: NewPassword },
  closed,
);
export const LoginBody = Type.Object({ name: UserName, password: GivenPassword }, closed);
export const InviteBody = Type.Object({ token: Token, password: NewPassword }, closed);
export const PasswordBody = Type.Object({ current: GivenPassword, next: NewPassword }, closed);

export const SessionRow = Type.Object(
  {
    id: Type.String(),
    isThis: Type.Boolean(),
    createdAtMs: Ms,
    seenAtMs: Ms,
    address: Type.String(),
    agent: Type.String(),
  },
  closed,
);
export const User = Type.Object(
  {
    id: UserId,
    name: Type.String(),
    shownName: Type.String(),
    role: RoleName,
    accounts: AccountScope,
    isActive: Type.Boolean(),
    /** Invited, but no password set yet. */
    isInvited: Type.Boolean(),
    createdAtMs: Ms,
    seenAtMs: nullable(Ms),
  },
  closed,
);
export const NewUser = Type.Object(
  { name: UserName, shownName: ShownName, role: RoleName, accounts: AccountScope },
  closed,
);
export const UserChange = Type.Object(
  {
    shownName: Type.Optional(ShownName),
    role: Type.Optional(RoleName),
    accounts: Type.Optional(AccountScope),
    isActive: Type.Optional(Type.Boolean()),
  },
  { ...closed, minProperties: 1 },
);
/** Shown once: whoever opens `path` sets the password. */
export const Invitation = Type.Object({ user: User, path: Type.String(), expiresAtMs: Ms }, closed);
export const Role = Type.Object(
  { name: RoleName, title: LocalText, rights: Type.Array(RightName) },
  closed,
);

export const AuditEntry = Type.Object(
  {
    id: Type.String(),
    atMs: Ms,
    user: Type.String(),
    userName: Type.String(),
    /** `""` where no account is concerned. */
    account: Type.String(),
    /** The route: `PUT /accounts/:account/rules/:rule`. */
    what: Type.String(),
    subject: Type.String(),
    address: Type.String(),
    /** Digests of the text before and after, a note, a reason. */
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
