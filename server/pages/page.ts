import type {
  Account,
  AccountId,
  InboundEvent,
  LocalText,
  Names,
  OpenId,
} from "../../engine/index.ts";
import type { NowMs } from "../clock.ts";
import type { OrderDeskDeps } from "../pay/order-desk.ts";
import type { Library } from "../storage/library.ts";
import type { SignInScope } from "../wechat/api/oauth.ts";
import type { WechatClient } from "../wechat/client.ts";
import type { AskHook, HookTarget } from "./hook.ts";
import type { Html } from "./html.ts";
import type { Language } from "./language.ts";
import type { Mark } from "./marks.ts";

/** What pages may use of the server. */
export interface PageDesk {
  /** Orders, and WeChat Pay behind them. */
  readonly orders: OrderDeskDeps;
  readonly library: Pick<
    Library,
    "signIns" | "bindings" | "shares" | "followers" | "loginTries" | "privacy"
  >;
  readonly client: WechatClient;
  readonly mark: Mark;
  readonly nowMs: NowMs;
  readonly newId: () => string;
  /** Six digits. */
  readonly newCode: () => string;
  /** Where one of the account's hooks leads, `null` if it has none of that name. */
  readonly hook: (account: AccountId, name: string) => Promise<HookTarget | null>;
  readonly askHook: AskHook;
  readonly log: {
    readonly warn: (fields: object, text: string) => void;
    readonly error: (fields: object, text: string) => void;
  };
}

/** Somebody on one of our pages. */
export interface Visit {
  readonly account: Account;
  readonly isSandbox: boolean;
  readonly language: Language;
  /** Who it is, as the platform said; `""` only on a page that anybody may open. */
  readonly openid: OpenId;
  /** `/p/ACCOUNT/PAGE`. */
  readonly path: string;
  /** What a form must bring back, `""` where nobody is signed in. */
  readonly formToken: string;
  /** How followers reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** The code of whose copy was opened, `""` for none. */
  readonly by: string;
  /** What the page is about, an order's number for one; `""` for nothing. */
  readonly subject: string;
  /** Somebody comes back from WeChat's own window. */
  readonly isReturning: boolean;
  /** Tells browsers apart in which nobody is signed in. */
  readonly visitor: string;
}
/** What a form brought; a name that is missing or stands twice is `""`. */
export type Form = (name: string) => string;

export interface PageAnswer {
  readonly status?: number;
  readonly body: Html;
  /** Instead of the page's own. */
  readonly title?: string;
  /** Makes it a page that can be passed on. */
  readonly share?: ShareCard;
  /** The page asks for itself again after so many seconds. */
  readonly refreshS?: number;
}
/** What friends see of a page that is passed on to them. */
export interface ShareCard {
  readonly title: string;
  readonly description: string;
  readonly link: string;
  readonly picture: string;
}
/** A page that followers open: one file, and one line in `list.ts`. */
export interface Page {
  readonly name: string;
  readonly title: LocalText;
  /** `snsapi_base` asks nothing; `snsapi_userinfo` asks for name and picture; `anybody` may come unknown, where there is no WeChat to ask; of `nobody` it is never asked (a machine's screen). */
  readonly scope: SignInScope | "anybody" | "nobody";
  /** What it calls of the JS-SDK, beside sharing. */
  readonly jsApis?: readonly string[];
  readonly show: (visit: Visit, desk: PageDesk) => Promise<PageAnswer>;
  /** What its form sends. */
  readonly take?: (visit: Visit, form: Form, desk: PageDesk) => Promise<PageAnswer>;
}

/** Something done on a page, for the account's rules; `fields` are `event.*` there. */
export const pageEvent = (
  { account, openid }: { readonly account: Pick<Account, "id">; readonly openid: OpenId },
  { name, fields }: { readonly name: string; readonly fields: Names },
  { newId, nowMs }: Pick<PageDesk, "newId" | "nowMs">,
): InboundEvent<"event"> => ({
  kind: "event",
  account: account.id,
  follower: openid,
  key: `page:${name}:${newId()}`,
  sentAtMs: nowMs(account.id),
  name,
  fields,
});
