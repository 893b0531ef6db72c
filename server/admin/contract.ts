/**
 * The editor's API, whole: paths, rights, what goes in and comes out. Requests are checked against it, OpenAPI is
 * printed from it, the browser takes its types (and nothing else) from it.
 *
 * Every path stands under `/api`. Errors are `{ code, message: { "zh-CN", en }, details? }` (`contract/errors.ts`).
 * Requests that change something carry `X-Requested-By: yingda` and a JSON body (`{}` if there is nothing to say).
 */
import type { Static, TArray, TSchema } from "typebox";
import { Type } from "typebox";
import * as accounts from "./contract/accounts.ts";
import * as broadcasts from "./contract/broadcasts.ts";
import * as channels from "./contract/channels.ts";
import type * as errors from "./contract/errors.ts";
import * as failures from "./contract/failures.ts";
import * as followers from "./contract/followers.ts";
import * as inbox from "./contract/inbox.ts";
import * as menus from "./contract/menus.ts";
import * as notices from "./contract/notices.ts";
import * as orders from "./contract/orders.ts";
import * as pictures from "./contract/pictures.ts";
import * as places from "./contract/places.ts";
import * as publish from "./contract/publish.ts";
import * as rules from "./contract/rules.ts";
import type { Right } from "./contract/session.ts";
import * as session from "./contract/session.ts";
import * as tried from "./contract/try.ts";
import type * as words from "./contract/words.ts";
import {
  AccountIdText,
  Count,
  Cursor,
  closed,
  Done,
  FileName,
  Limit,
  nullable,
  Of,
  PartId,
  Revision,
  RuleIdText,
  UserId,
} from "./contract/words.ts";

export type { ApiErrorCode } from "./contract/errors.ts";
export type { Right } from "./contract/session.ts";

/** What a route asks for. `open`: no session. `session`: any. A right counts on the path's account; without one in the path, on all accounts. */
export interface Route {
  readonly needs: "open" | "session" | Right;
  /** One line for OpenAPI. */
  readonly what: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** Of POST, PUT and DELETE; absent = `{}`. */
  readonly body?: TSchema;
  readonly answer: TSchema;
  /** A POST that changes nothing: no audit row. */
  readonly readsOnly?: true;
  /** The largest body; 1 MB when absent. */
  readonly bodyBytes?: number;
}
const list = <const N extends string, S extends TSchema>(name: N, item: S) =>
  Type.Object({ [name]: Type.Array(item) } as { readonly [P in N]: TArray<S> }, closed);
const Users = Type.Object({ users: Type.Array(session.User) }, closed);
const NewRevision = Type.Object({ id: PartId, revision: Revision }, closed);

const account = Type.Object({ account: AccountIdText }, closed);
const rule = Type.Object({ account: AccountIdText, rule: RuleIdText }, closed);
const file = Type.Object({ account: AccountIdText, file: FileName }, closed);
const test = Type.Object({ account: AccountIdText, test: PartId }, closed);
const version = Type.Object(
  { account: AccountIdText, version: Type.Integer({ minimum: 1 }) },
  closed,
);
const user = Type.Object({ user: UserId }, closed);
const of = Type.Object({ of: Type.Optional(Of) }, closed);

const sessionRoutes = {
  "GET /session": {
    needs: "open",
    what: "who is signed in",
    answer: session.SessionState,
  },
  "POST /setup": {
    needs: "open",
    what: "the first administrator, by the link that the start printed",
    body: session.SetupBody,
    answer: session.Me,
  },
  "POST /login": { needs: "open", what: "sign in", body: session.LoginBody, answer: session.Me },
  "POST /invite": {
    needs: "open",
    what: "set a password by an invitation's link, and sign in",
    body: session.InviteBody,
    answer: session.Me,
  },
  "POST /logout": { needs: "session", what: "sign out", answer: Done },
  "PUT /me/password": {
    needs: "session",
    what: "change the own password; ends all other sessions",
    body: session.PasswordBody,
    answer: Done,
  },
  "GET /me/sessions": {
    needs: "session",
    what: "the own sessions",
    answer: list("sessions", session.SessionRow),
  },
  "DELETE /me/sessions/:session": {
    needs: "session",
    what: "end one of the own sessions",
    params: Type.Object({ session: Type.String({ pattern: "^[0-9a-f]{64}$" }) }, closed),
    answer: Done,
  },
  "GET /roles": {
    needs: "session",
    what: "roles and their rights",
    answer: list("roles", session.Role),
  },
  "GET /openapi.json": {
    needs: "session",
    what: "this contract as OpenAPI 3.1",
    answer: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" }),
  },
  "GET /users": { needs: "manage", what: "everybody", answer: Users },
  "POST /users": {
    needs: "manage",
    what: "invite somebody",
    body: session.NewUser,
    answer: session.Invitation,
  },
  "PUT /users/:user": {
    needs: "manage",
    what: "change role, accounts, name, or lock somebody out",
    params: user,
    body: session.UserChange,
    answer: session.User,
  },
  "POST /users/:user/invite": {
    needs: "manage",
    what: "a new link to set a password",
    params: user,
    answer: session.Invitation,
  },
  "GET /audit": {
    needs: "manage",
    what: "who did what, newest first",
    query: Type.Object(
      {
        account: Type.Optional(AccountIdText),
        user: Type.Optional(UserId),
        before: Type.Optional(Cursor),
        limit: Type.Optional(Limit),
      },
      closed,
    ),
    answer: Type.Object(
      { entries: Type.Array(session.AuditEntry), next: nullable(Cursor) },
      closed,
    ),
  },
} as const satisfies Readonly<Record<string, Route>>;

const accountRoutes = {
  "GET /accounts": {
    needs: "session",
    what: "the accounts this session may see",
    answer: list("accounts", accounts.AccountRow),
  },
  "POST /accounts": {
    needs: "manage",
    what: "a new account; with platform sandbox it needs no credentials",
    body: accounts.NewAccount,
    answer: accounts.AccountDetail,
  },
  "GET /accounts/:account": {
    needs: "read",
    what: "one account",
    params: account,
    answer: accounts.AccountDetail,
  },
  "GET /accounts/:account/summary": {
    needs: "read",
    what: "what there is to do",
    params: account,
    answer: accounts.Summary,
  },
  "GET /accounts/:account/connection": {
    needs: "manage",
    what: "address, token and key to copy, and the light",
    params: account,
    answer: accounts.Connection,
  },
  "POST /accounts/:account/connection/check": {
    needs: "manage",
    what: "ask the platform whether it takes our calls: keys and list of addresses",
    params: account,
    answer: accounts.ConnectionChecked,
    readsOnly: true,
  },
  "GET /accounts/:account/settings": {
    needs: "manage",
    what: "account.yaml with its secrets covered",
    params: account,
    answer: accounts.AccountFileText,
  },
  "PUT /accounts/:account/settings": {
    needs: "manage",
    what: "change account.yaml; served at once, as a new version of what is published",
    params: account,
    body: accounts.AccountFileText,
    answer: accounts.AccountFileText,
  },
  "GET /accounts/:account/testers": {
    needs: "read",
    what: "who gets the draft's answers on the real account",
    params: account,
    answer: accounts.Testers,
  },
  "PUT /accounts/:account/testers": {
    needs: "publish",
    what: "replace the list; a new one gets the caller's draft",
    params: account,
    body: accounts.TestersBody,
    answer: accounts.Testers,
  },
} as const satisfies Readonly<Record<string, Route>>;

const ruleRoutes = {
  "GET /accounts/:account/rules": {
    needs: "read",
    what: "the list, a page of it",
    params: account,
    query: rules.RuleQuery,
    answer: rules.RuleList,
  },
  "POST /accounts/:account/rules": {
    needs: "write-rules",
    what: "a new rule",
    params: account,
    body: rules.NewRule,
    answer: rules.RuleDetail,
  },
  "POST /accounts/:account/rules-bulk": {
    needs: "write-rules",
    what: "one change of many rules; each text keeps its comments",
    params: account,
    body: rules.BulkBody,
    answer: rules.BulkAnswer,
  },
  "GET /accounts/:account/rules/:rule": {
    needs: "read",
    what: "one rule",
    params: rule,
    query: of,
    answer: rules.RuleDetail,
  },
  "PUT /accounts/:account/rules/:rule": {
    needs: "write-rules",
    what: "save a rule's text in the working copy, broken or not",
    params: rule,
    body: rules.ChangedText,
    answer: rules.RuleDetail,
  },
  "DELETE /accounts/:account/rules/:rule": {
    needs: "write-rules",
    what: "delete a rule",
    params: rule,
    query: rules.RevisionQuery,
    answer: Done,
  },
  "POST /accounts/:account/rules/:rule/copy": {
    needs: "write-rules",
    what: "copy a rule; the copy stands behind it",
    params: rule,
    body: rules.CopyBody,
    answer: rules.RuleDetail,
  },
  "POST /accounts/:account/rules/:rule/move": {
    needs: "write-rules",
    what: "put a rule behind another one",
    params: rule,
    body: rules.MoveBody,
    answer: rules.RuleDetail,
  },
  "PUT /accounts/:account/rules/:rule/switch": {
    needs: "publish",
    what: "switch a published rule off in an emergency, or on again",
    params: rule,
    body: rules.SwitchBody,
    answer: Done,
  },
  "GET /accounts/:account/files": {
    needs: "read",
    what: "the files of the working copy",
    params: account,
    answer: list("files", rules.FileRow),
  },
  "GET /accounts/:account/files/:file": {
    needs: "read",
    what: "one file as text",
    params: file,
    query: of,
    answer: rules.FileText,
  },
  "PUT /accounts/:account/files/:file": {
    needs: "write-rules",
    what: "replace a file, or make one",
    params: file,
    body: rules.ChangedText,
    answer: rules.FileText,
  },
  "DELETE /accounts/:account/files/:file": {
    needs: "write-rules",
    what: "remove a file",
    params: file,
    query: rules.RevisionQuery,
    answer: Done,
  },
  "GET /accounts/:account/export": {
    needs: "read",
    what: "all files, without account.yaml",
    params: account,
    query: of,
    answer: rules.ExportedFiles,
  },
  "POST /accounts/:account/import": {
    needs: "write-rules",
    what: "files into the working copy",
    params: account,
    body: rules.ImportBody,
    answer: rules.ImportAnswer,
  },
  "GET /templates": {
    needs: "session",
    what: "the gallery",
    answer: list("templates", rules.Template),
  },
  "POST /accounts/:account/templates/:template": {
    needs: "write-rules",
    what: "fill a template in and add its rules and tests",
    params: Type.Object(
      { account: AccountIdText, template: Type.String({ pattern: "^[a-z0-9-]{1,64}$" }) },
      closed,
    ),
    body: rules.TemplateBody,
    answer: rules.TemplateAnswer,
  },
  "GET /accounts/:account/schema": {
    needs: "read",
    what: "JSON Schema of a rule file, for completion",
    params: account,
    query: Type.Object(
      {
        language: Type.Optional(
          Type.Unsafe<"zh-CN" | "en">({ type: "string", enum: ["zh-CN", "en"] }),
        ),
      },
      closed,
    ),
    answer: rules.FileSchema,
  },
  "GET /accounts/:account/definitions": {
    needs: "read",
    what: "triggers, operators, facts and actions as data, plugins among them",
    params: account,
    answer: rules.DefinitionList,
  },
  "GET /accounts/:account/names": {
    needs: "read",
    what: "what rules may point to",
    params: account,
    answer: rules.Names,
  },
  "GET /accounts/:account/check": {
    needs: "read",
    what: "everything that is wrong or odd",
    params: account,
    query: of,
    answer: rules.Checked,
  },
  "GET /accounts/:account/ruleset": {
    needs: "read",
    what: "checked JSON for the engine in the browser",
    params: account,
    query: of,
    answer: rules.RuleSetData,
  },
} as const satisfies Readonly<Record<string, Route>>;

const tryRoutes = {
  "POST /accounts/:account/simulate": {
    needs: "read",
    what: "a conversation from its start; nothing is sent or stored",
    params: account,
    body: tried.SimulateBody,
    answer: tried.Simulated,
    readsOnly: true,
  },
  "POST /accounts/:account/why-not": {
    needs: "read",
    what: "why a rule did not answer, and the smallest change that would make it",
    params: account,
    body: tried.WhyNotBody,
    answer: tried.WhyNot,
    readsOnly: true,
  },
  "POST /accounts/:account/rehearsal": {
    needs: "read",
    what: "the last real messages through what is published and the draft; only changed answers",
    params: account,
    body: tried.RehearsalBody,
    answer: tried.Rehearsal,
    readsOnly: true,
  },
  "GET /accounts/:account/tests": {
    needs: "read",
    what: "all tests",
    params: account,
    query: Type.Object({ rule: Type.Optional(RuleIdText) }, closed),
    answer: list("tests", tried.TestRow),
  },
  "POST /accounts/:account/tests": {
    needs: "write-rules",
    what: "a new test",
    params: account,
    body: tried.NewTest,
    answer: NewRevision,
  },
  "PUT /accounts/:account/tests/:test": {
    needs: "write-rules",
    what: "save a test's text",
    params: test,
    body: rules.ChangedText,
    answer: NewRevision,
  },
  "DELETE /accounts/:account/tests/:test": {
    needs: "write-rules",
    what: "delete a test",
    params: test,
    query: rules.RevisionQuery,
    answer: Done,
  },
  "POST /accounts/:account/tests-run": {
    needs: "read",
    what: "run tests, with coverage",
    params: account,
    body: tried.RunBody,
    answer: tried.TestRuns,
    readsOnly: true,
  },
} as const satisfies Readonly<Record<string, Route>>;

const publishRoutes = {
  "GET /accounts/:account/changes": {
    needs: "read",
    what: "what the working copy changes, in operator language",
    params: account,
    answer: publish.ChangeList,
  },
  "POST /accounts/:account/changes/discard": {
    needs: "write-rules",
    what: "drop changes; without a list, all of them",
    params: account,
    body: publish.PartKeys,
    answer: Type.Object({ dropped: Count }, closed),
  },
  "POST /accounts/:account/changes/take": {
    needs: "write-rules",
    what: "take over another working copy (`files`: what changed on disk)",
    params: account,
    body: publish.TakeBody,
    answer: Type.Object({ taken: Count, conflicts: Type.Array(publish.PartKey) }, closed),
  },
  "POST /accounts/:account/publish": {
    needs: "publish",
    what: "checks, tests, then a new version",
    params: account,
    body: publish.PublishBody,
    answer: publish.Published,
  },
  "GET /accounts/:account/versions": {
    needs: "read",
    what: "versions, newest first",
    params: account,
    query: publish.VersionQuery,
    answer: list("versions", publish.VersionRow),
  },
  "GET /accounts/:account/versions/:version": {
    needs: "read",
    what: "one version with its files",
    params: version,
    answer: publish.VersionDetail,
  },
  "GET /accounts/:account/diff": {
    needs: "read",
    what: "what one version changed against another",
    params: account,
    query: publish.DiffQuery,
    answer: publish.Diff,
  },
  "POST /accounts/:account/versions/:version/rollback": {
    needs: "publish",
    what: "publish an earlier version again, as a new one; drafts stay",
    params: version,
    body: publish.RollbackBody,
    answer: publish.Published,
  },
  "GET /accounts/:account/log": {
    needs: "read",
    what: "deliveries, newest first",
    params: account,
    query: publish.LogQuery,
    answer: publish.LogPage,
  },
  "GET /accounts/:account/log/:key": {
    needs: "read",
    what: "one delivery with its ladder",
    params: Type.Object(
      { account: AccountIdText, key: Type.String({ minLength: 1, maxLength: 300 }) },
      closed,
    ),
    answer: publish.LogDetail,
  },
} as const satisfies Readonly<Record<string, Route>>;

const menuRoutes = {
  "GET /accounts/:account/menu": {
    needs: "read",
    what: "the published menu.yaml, what the platform holds, and how they differ",
    params: account,
    answer: menus.MenuState,
  },
  "POST /accounts/:account/menu/publish": {
    needs: "publish",
    what: "bring the platform's menus to what the published menu.yaml says",
    params: account,
    answer: menus.MenuPublished,
  },
  "POST /accounts/:account/menu/restore": {
    needs: "publish",
    what: "put menus back that were replaced",
    params: account,
    body: menus.MenuRestore,
    answer: menus.MenuPublished,
  },
} as const satisfies Readonly<Record<string, Route>>;

const channelRoutes = {
  "GET /accounts/:account/channels": {
    needs: "read",
    what: "scans, new and lost followers, first words and records, a channel and a day",
    params: account,
    query: channels.ChannelQuery,
    answer: channels.ChannelReport,
  },
  "POST /accounts/:account/channel-code": {
    needs: "publish",
    what: "the QR code of a channel; made when there is none that serves",
    params: account,
    body: channels.ChannelCodeBody,
    answer: channels.ChannelCode,
  },
} as const satisfies Readonly<Record<string, Route>>;

const failureRoutes = {
  "GET /accounts/:account/failures": {
    needs: "read",
    what: "what could not be sent or done: given up, or tried again by itself; newest first",
    params: account,
    query: failures.FailureQuery,
    answer: failures.FailureList,
  },
  "POST /accounts/:account/failures/retry": {
    needs: "publish",
    what: "try again what was given up; a second time changes nothing",
    params: account,
    body: failures.FailureKeys,
    answer: failures.FailuresDone,
  },
  "POST /accounts/:account/failures/dismiss": {
    needs: "publish",
    what: "forget what was given up",
    params: account,
    body: failures.FailureKeys,
    answer: failures.FailuresDone,
  },
} as const satisfies Readonly<Record<string, Route>>;

const noticeRoutes = {
  "GET /accounts/:account/notices": {
    needs: "read",
    what: "notice templates on the platform, with their fields and the rules that use them",
    params: account,
    answer: notices.NoticeTemplates,
  },
  "POST /accounts/:account/notices/sync": {
    needs: "read",
    what: "ask the platform for the templates again",
    params: account,
    answer: notices.NoticeTemplates,
    readsOnly: true,
  },
  "GET /accounts/:account/notices/days": {
    needs: "read",
    what: "how notices ended, a day and template",
    params: account,
    query: notices.NoticeDaysQuery,
    answer: notices.NoticeDays,
  },
} as const satisfies Readonly<Record<string, Route>>;

const pictureRoutes = {
  "GET /accounts/:account/pictures": {
    needs: "read",
    what: "the files of the picture library, and what is wrong with any",
    params: account,
    answer: list("pictures", pictures.PictureRow),
  },
  "GET /accounts/:account/pictures/:picture": {
    needs: "read",
    what: "a small picture of a file of the library",
    params: pictures.PictureParams,
    answer: pictures.PicturePreview,
  },
  "POST /accounts/:account/pictures": {
    needs: "write-rules",
    what: "upload a picture; an entry of pictures.yaml then names it",
    params: account,
    body: pictures.PictureBody,
    bodyBytes: pictures.PICTURE_BODY_BYTES,
    answer: pictures.PictureAdded,
  },
  "POST /accounts/:account/pictures-try": {
    needs: "read",
    what: "what a photo would be taken for, with the scores",
    params: account,
    body: pictures.PhotoBody,
    bodyBytes: pictures.PICTURE_BODY_BYTES,
    readsOnly: true,
    answer: pictures.PictureSight,
  },
  "DELETE /accounts/:account/pictures/:picture": {
    needs: "write-rules",
    what: "delete an uploaded picture that no published entry names",
    params: pictures.PictureParams,
    answer: Done,
  },
} as const satisfies Readonly<Record<string, Route>>;

const placeRoutes = {
  "GET /accounts/:account/places": {
    needs: "read",
    what: "the draft's places, lists from sheets, and which rules point to them",
    params: account,
    answer: places.PlacesState,
  },
  "POST /accounts/:account/places-check": {
    needs: "read",
    what: "what would be wrong with the places if this were their file",
    params: account,
    body: places.PlacesText,
    readsOnly: true,
    answer: places.PlaceProblems,
  },
  "POST /accounts/:account/places-locate": {
    needs: "write-rules",
    what: "the position of an address, asked of the map services",
    params: account,
    body: places.AddressBody,
    readsOnly: true,
    answer: places.AddressFound,
  },
  "POST /accounts/:account/places-sheet": {
    needs: "write-rules",
    what: "reads a sheet of places; nothing is stored",
    params: account,
    body: places.SheetBody,
    readsOnly: true,
    answer: places.SheetRead,
  },
} as const satisfies Readonly<Record<string, Route>>;

const order = Type.Object({ account: AccountIdText, order: orders.OrderNo }, closed);
const orderRoutes = {
  "GET /accounts/:account/orders": {
    needs: "read",
    what: "orders, newest first, with the sums of all that the filter finds",
    params: account,
    query: orders.OrderQuery,
    answer: orders.OrderList,
  },
  "GET /accounts/:account/orders/:order": {
    needs: "read",
    what: "one order: what happened to it, and what WeChat Pay told of it",
    params: order,
    answer: orders.OrderDetail,
  },
  "POST /accounts/:account/orders/:order/refund": {
    needs: "refund",
    what: "give money back, all that is left or a part",
    params: order,
    body: orders.RefundBody,
    answer: orders.RefundAnswer,
  },
  "GET /accounts/:account/order-troubles": {
    needs: "read",
    what: "what WeChat Pay told that fits no order of ours",
    params: account,
    answer: orders.Troubles,
  },
  "GET /accounts/:account/bills": {
    needs: "read",
    what: "days compared with the platform's bill, newest first",
    params: account,
    answer: orders.Bills,
  },
  "POST /accounts/:account/bills": {
    needs: "refund",
    what: "compare a day with the platform's bill now",
    params: account,
    body: orders.BillBody,
    answer: orders.Bills,
  },
} as const satisfies Readonly<Record<string, Route>>;

const talk = Type.Object({ account: AccountIdText, follower: inbox.OpenId }, closed);
const inboxRoutes = {
  "GET /accounts/:account/conversations": {
    needs: "converse",
    what: "conversations in our own inbox: those that wait, mine, or all",
    params: account,
    query: inbox.ConversationQuery,
    answer: inbox.ConversationList,
  },
  "GET /accounts/:account/conversations/:follower": {
    needs: "converse",
    what: "one conversation, and what may still be sent",
    params: talk,
    answer: inbox.Conversation,
  },
  "GET /accounts/:account/conversations/:follower/lines": {
    needs: "converse",
    what: "what was said, oldest first, a page of it",
    params: talk,
    query: inbox.LinesQuery,
    answer: inbox.Lines,
  },
  "GET /accounts/:account/conversations/:follower/file": {
    needs: "converse",
    what: "a picture or recording of a line",
    params: talk,
    query: inbox.FileQuery,
    answer: inbox.FileData,
  },
  "POST /accounts/:account/conversations/:follower/reply": {
    needs: "converse",
    what: "say something, as a customer-service message; takes a conversation that waits",
    params: talk,
    body: inbox.ReplyBody,
    bodyBytes: inbox.PICTURE_BODY_BYTES,
    answer: Done,
  },
  "POST /accounts/:account/conversations/:follower/take": {
    needs: "converse",
    what: "take a conversation: one that waits, one that is over, or a colleague's",
    params: talk,
    body: inbox.TakeBody,
    answer: Done,
  },
  "POST /accounts/:account/conversations/:follower/move": {
    needs: "converse",
    what: "hand a conversation to a colleague, or back to those that wait",
    params: talk,
    body: inbox.MoveBody,
    answer: Done,
  },
  "POST /accounts/:account/conversations/:follower/end": {
    needs: "converse",
    what: "give a conversation back to the rules, or close it",
    params: talk,
    body: inbox.EndBody,
    answer: Done,
  },
  "GET /accounts/:account/colleagues": {
    needs: "converse",
    what: "who may answer in the inbox",
    params: account,
    answer: list("colleagues", inbox.Colleague),
  },
} as const satisfies Readonly<Record<string, Route>>;

const broadcast = Type.Object(
  { account: AccountIdText, broadcast: broadcasts.BroadcastId },
  closed,
);
const broadcastRoutes = {
  "GET /accounts/:account/broadcasts": {
    needs: "read",
    what: "broadcasts with how far they have come, newest first",
    params: account,
    answer: list("broadcasts", broadcasts.BroadcastRow),
  },
  "GET /accounts/:account/broadcasts/:broadcast": {
    needs: "read",
    what: "one broadcast and its jobs",
    params: broadcast,
    answer: broadcasts.BroadcastDetail,
  },
  "GET /accounts/:account/broadcast-choices": {
    needs: "publish",
    what: "to whom and with which files a broadcast may be made",
    params: account,
    answer: broadcasts.BroadcastChoices,
  },
  "POST /accounts/:account/broadcast-plan": {
    needs: "publish",
    what: "how many it would reach, and how often the account may still send",
    params: account,
    body: broadcasts.PlanBody,
    answer: broadcasts.Plan,
    readsOnly: true,
  },
  "POST /accounts/:account/broadcast-preview": {
    needs: "publish",
    what: "show it to one follower",
    params: account,
    body: broadcasts.PreviewBody,
    answer: Done,
  },
  "POST /accounts/:account/broadcasts": {
    needs: "publish",
    what: "send to many, now or at a time",
    params: account,
    body: broadcasts.NewBroadcast,
    answer: broadcasts.BroadcastMade,
  },
  "POST /accounts/:account/broadcasts/:broadcast/stop": {
    needs: "publish",
    what: "send no further part of it",
    params: broadcast,
    answer: Done,
  },
  "DELETE /accounts/:account/broadcasts/:broadcast": {
    needs: "publish",
    what: "take articles or a video back from those who got them",
    params: broadcast,
    answer: Done,
  },
} as const satisfies Readonly<Record<string, Route>>;

const follower = Type.Object({ account: AccountIdText, follower: followers.OpenId }, closed);
const segment = Type.Object({ account: AccountIdText, segment: followers.SegmentId }, closed);
const followerRoutes = {
  "GET /accounts/:account/followers": {
    needs: "followers",
    what: "followers, who followed last first; those of a segment in the order of their openids",
    params: account,
    query: followers.FollowerQuery,
    answer: followers.FollowerPage,
  },
  "GET /accounts/:account/followers/:follower": {
    needs: "followers",
    what: "what is kept of one, but secrets",
    params: follower,
    answer: followers.FollowerDetail,
  },
  "PUT /accounts/:account/followers/:follower/remark": {
    needs: "followers",
    what: "the account's own name for one, here and on the platform",
    params: follower,
    body: followers.RemarkBody,
    answer: Done,
  },
  "DELETE /accounts/:account/followers/:follower": {
    needs: "followers",
    what: "erase one on request: row, conversation, timers, what they wrote",
    params: follower,
    answer: Done,
  },
  "POST /accounts/:account/followers-tags": {
    needs: "followers",
    what: "give and take tags, here and on the platform",
    params: account,
    body: followers.TagsBody,
    answer: Done,
  },
  "POST /accounts/:account/followers-blacklist": {
    needs: "followers",
    what: "put on the platform's blacklist, or take off",
    params: account,
    body: followers.BlacklistBody,
    answer: Done,
  },
  "GET /accounts/:account/followers-csv": {
    needs: "followers",
    what: "a piece of an export, safe to open in a sheet",
    params: account,
    query: followers.CsvQuery,
    answer: followers.CsvPage,
  },
  "GET /accounts/:account/followers-sync": {
    needs: "followers",
    what: "how far followers have been brought from the platform",
    params: account,
    answer: followers.SyncState,
  },
  "POST /accounts/:account/followers-sync": {
    needs: "followers",
    what: "bring everybody from the platform, or who followed since",
    params: account,
    body: followers.SyncBody,
    answer: Done,
  },
  "GET /accounts/:account/segments": {
    needs: "followers",
    what: "saved segments",
    params: account,
    answer: list("segments", followers.Segment),
  },
  "PUT /accounts/:account/segments/:segment": {
    needs: "followers",
    what: "save a segment: a condition as in a rule",
    params: segment,
    body: followers.SegmentBody,
    answer: Done,
  },
  "DELETE /accounts/:account/segments/:segment": {
    needs: "followers",
    what: "forget a segment",
    params: segment,
    answer: Done,
  },
  "POST /accounts/:account/segment-count": {
    needs: "followers",
    what: "for how many a condition holds, or its mistakes",
    params: account,
    body: followers.ConditionBody,
    answer: followers.SegmentCount,
    readsOnly: true,
  },
} as const satisfies Readonly<Record<string, Route>>;

/** Every route by method and path; the server serves these and no others. */
export const API = {
  ...sessionRoutes,
  ...accountRoutes,
  ...ruleRoutes,
  ...tryRoutes,
  ...publishRoutes,
  ...menuRoutes,
  ...channelRoutes,
  ...pictureRoutes,
  ...placeRoutes,
  ...inboxRoutes,
  ...broadcastRoutes,
  ...failureRoutes,
  ...noticeRoutes,
  ...followerRoutes,
  ...orderRoutes,
} as const;

/** `GET /accounts/:account/rules`: method and path in one, so that a typed client needs no value from here. */
export type RouteName = keyof typeof API;
type Part<K extends RouteName, P extends string> = (typeof API)[K] extends {
  readonly [name in P]: infer S extends TSchema;
}
  ? Static<S>
  : Record<never, never>;
export type ParamsOf<K extends RouteName> = Part<K, "params">;
export type QueryOf<K extends RouteName> = Part<K, "query">;
export type BodyOf<K extends RouteName> = Part<K, "body">;
export type AnswerOf<K extends RouteName> = Part<K, "answer">;

export type Me = Static<typeof session.Me>;
export type SessionState = Static<typeof session.SessionState>;
export type User = Static<typeof session.User>;
export type RoleName = Static<typeof session.RoleName>;
export type AuditEntry = Static<typeof session.AuditEntry>;
export type AccountRow = Static<typeof accounts.AccountRow>;
export type AccountDetail = Static<typeof accounts.AccountDetail>;
export type Connection = Static<typeof accounts.Connection>;
export type RuleRow = Static<typeof rules.RuleRow>;
export type RuleQuery = Static<typeof rules.RuleQuery>;
export type RuleList = Static<typeof rules.RuleList>;
export type RuleDetail = Static<typeof rules.RuleDetail>;
export type Family = Static<typeof rules.Family>;
export type DefinitionList = Static<typeof rules.DefinitionList>;
export type AccountNames = Static<typeof rules.Names>;
export type Template = Static<typeof rules.Template>;
export type TemplateInput = Static<typeof rules.TemplateInput>;
export type SimulateBody = Static<typeof tried.SimulateBody>;
export type Simulated = Static<typeof tried.Simulated>;
export type WhyNot = Static<typeof tried.WhyNot>;
export type TestRow = Static<typeof tried.TestRow>;
export type TestRun = Static<typeof tried.TestRun>;
export type TestRuns = Static<typeof tried.TestRuns>;
export type Rehearsal = Static<typeof tried.Rehearsal>;
export type DraftChange = Static<typeof publish.DraftChange>;
export type ChangeList = Static<typeof publish.ChangeList>;
export type VersionRow = Static<typeof publish.VersionRow>;
export type Problem = Static<typeof words.Problem>;
export type ApiError = Static<typeof errors.ApiError>;
export type LogRow = Static<typeof publish.LogRow>;
export type LogDetail = Static<typeof publish.LogDetail>;
export type MenuState = Static<typeof menus.MenuState>;
export type MenuSetShape = Static<typeof menus.MenuSet>;
export type MenuButtonShape = Static<typeof menus.MenuButton>;
export type BroadcastRow = Static<typeof broadcasts.BroadcastRow>;
export type FollowerRow = Static<typeof followers.FollowerRow>;
export type SegmentShape = Static<typeof followers.Segment>;
export type InboxLine = Static<typeof inbox.Line>;
export type ConversationList = Static<typeof inbox.ConversationList>;
export type ConversationShape = Static<typeof inbox.Conversation>;
export type FailureShape = Static<typeof failures.Failure>;
