import { Type } from "typebox";
import { RightName } from "./session.ts";
import {
  AccountIdText,
  Count,
  choice,
  closed,
  LocalText,
  Ms,
  nullable,
  Revision,
  SourceText,
} from "./words.ts";

const Kind = choice("service", "subscription");
const Platform = choice("sandbox", "wechat");
const Mode = choice("plain", "compatible", "safe");

export const AccountRow = Type.Object(
  {
    id: AccountIdText,
    name: Type.String(),
    kind: Kind,
    verified: Type.Boolean(),
    platform: Platform,
    /** What this session may do there. */
    rights: Type.Array(RightName),
    /** Changes in the caller's working copy. */
    changes: Count,
    version: nullable(Count),
    generation: Count,
    /** Times of its pages are in it. */
    timezone: Type.String(),
    /** The light: the last push whose signature held. */
    lastPushAtMs: nullable(Ms),
  },
  closed,
);
export const AccountDetail = Type.Object(
  {
    ...AccountRow.properties,
    originalId: nullable(Type.String()),
    appId: nullable(Type.String()),
    mode: Mode,
    language: Type.String(),
    rules: Count,
    tests: Count,
  },
  closed,
);
/** Everything the console of the platform asks for; only for `manage`. */
export const Connection = Type.Object(
  {
    /** `null` while `YINGDA_PUBLIC_URL` is not set. */
    url: nullable(Type.String()),
    path: Type.String(),
    token: Type.String(),
    encodingAesKey: Type.String(),
    mode: Mode,
    appId: nullable(Type.String()),
    /** Never shown; only whether there is one. */
    hasAppSecret: Type.Boolean(),
    /** The platform checked the address (its GET). */
    lastVerifiedAtMs: nullable(Ms),
    lastPushAtMs: nullable(Ms),
    /** For the platform's list of addresses; `null` while unknown. */
    egressAddress: nullable(Type.String()),
    nowMs: Ms,
  },
  closed,
);
/** What the platform says to a call with the account's own keys. */
export const ConnectionChecked = Type.Object(
  {
    isGood: Type.Boolean(),
    errmsg: Type.String(),
    remedy: nullable(LocalText),
    egressAddress: nullable(Type.String()),
  },
  closed,
);
export const NewAccount = Type.Object(
  {
    id: AccountIdText,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    kind: Kind,
    verified: Type.Boolean(),
    platform: Platform,
    mode: Type.Optional(Mode),
    originalId: Type.Optional(Type.String({ pattern: "^gh_[A-Za-z0-9]{1,60}$" })),
    appId: Type.Optional(Type.String({ pattern: "^wx[0-9a-f]{16}$" })),
    appSecret: Type.Optional(Type.String({ pattern: "^[!-~]{1,128}$" })),
    /** Made up when absent. */
    token: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9]{3,32}$" })),
    encodingAesKey: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9]{43}$" })),
  },
  closed,
);
/** `account.yaml`; every secret reads `***`, and one that is sent back as `***` stays what it is. */
export const AccountFileText = Type.Object({ text: SourceText, revision: Revision }, closed);

const tester = {
  openid: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
  name: Type.String({ maxLength: 64 }),
};
/** openids that get the draft's answers on the real account. */
export const Tester = Type.Object(
  {
    ...tester,
    /** Whose draft, and the name of who that is; `""` for somebody who is gone. */
    copy: Type.String(),
    copyName: Type.String(),
  },
  closed,
);
export const Testers = Type.Object({ testers: Type.Array(Tester) }, closed);
export const TestersBody = Type.Object(
  {
    testers: Type.Array(
      Type.Object(
        {
          ...tester,
          /** `true`: from now on the caller's own draft. Otherwise a known tester keeps the draft it had. */
          mine: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      { maxItems: 50, uniqueItems: true },
    ),
  },
  closed,
);
/** For the first page: what there is to do. */
export const Summary = Type.Object(
  {
    changes: Count,
    conflicts: Count,
    errors: Count,
    warnings: Count,
    rules: Count,
    rulesOff: Count,
    deliveriesToday: Count,
    answeredToday: Count,
    unmatchedToday: Count,
    failedToday: Count,
  },
  closed,
);
