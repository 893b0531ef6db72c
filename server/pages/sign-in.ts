import type { IncomingMessage, ServerResponse } from "node:http";
import type { Account, InboundEvent, Names, OpenId } from "../../engine/index.ts";
import type { PageSession } from "../storage/library.ts";
import type { Person, SignIn, SignInScope } from "../wechat/api/oauth.ts";
import { readPerson, signInAddress, signInByCode } from "../wechat/api/oauth.ts";
import { readCookie, writeCookie } from "./cookies.ts";
import { hashToken, isSame, newState, newToken } from "./marks.ts";
import type { PageDesk } from "./page.ts";
import { pageEvent } from "./page.ts";
import type { Trouble } from "./troubles.ts";

/** How long a browser may be on its way (reliability S-14). */
export const STATE_MS = 10 * 60_000;
/** A session ends when it is left alone, and at the latest after a working day (S-16). */
export const SESSION = { idleMs: 30 * 60_000, longestMs: 12 * 3_600_000 } as const;
/** How exactly "left alone" is kept: not every page is a write. */
const TOUCH_MS = 60_000;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly account: Account;
  readonly desk: PageDesk;
}

/** Where the platform leads back to: built from our own address and nothing that a request said. */
export const returnAddress = (publicUrl: string, account: string): string =>
  `${publicUrl}/p/${account}/back`;

/** A path of our own: never `//host`, `/\host` or anything with a scheme. */
export const isOwnPath = (path: string): boolean => /^\/p\/[^/\\]/.test(path);

/** Whose browser this is; `null` when it is nobody's, or was left alone too long. */
export const sessionOf = async (of: Exchange): Promise<PageSession | null> => {
  const { request, account, desk } = of;
  const token = readCookie(request, account.id, "sid");
  if (token === null) return null;
  const { signIns } = desk.library;
  const session = await signIns.find(account.id, hashToken(token));
  if (session === null) return null;
  const nowMs = desk.nowMs();
  const isOver =
    nowMs - session.seenAtMs >= SESSION.idleMs || nowMs - session.createdAtMs >= SESSION.longestMs;
  if (isOver) {
    await signIns.end(account.id, session.id);
    return null;
  }
  if (nowMs - session.seenAtMs >= TOUCH_MS) await signIns.touch(account.id, session.id);
  return session;
};

/** Leads the browser to the platform's sign-in; a trouble if the platform cannot be asked. */
export const beginSignIn = async (
  of: Exchange,
  to: {
    readonly path: string;
    readonly recipient: string;
    readonly scope: SignInScope;
    readonly publicUrl: string;
  },
): Promise<Trouble | null> => {
  const { request, response, account, desk } = of;
  const known = await desk.client.api(account.id).account();
  if (!known.ok) return "platform";
  const browser = readCookie(request, account.id, "going") ?? newToken().token;
  const state = newState();
  const { path, recipient, scope, publicUrl } = to;
  await desk.library.signIns.begin(account.id, {
    id: hashToken(state),
    browser: hashToken(browser),
    path,
    recipient,
    scope,
    untilMs: desk.nowMs() + STATE_MS,
  });
  writeCookie(request, response, { account: account.id, kind: "going", value: browser });
  const redirectUri = returnAddress(publicUrl, account.id);
  response.writeHead(302, { location: signInAddress(known.data, { redirectUri, scope, state }) });
  response.end();
  return null;
};

/** What the platform says of who agreed, as an event; what it left empty it does not know, and what was known before stays. */
const profileEvent = (
  { account, desk }: Exchange,
  { openid, name, picture, unionId }: Person,
): InboundEvent<"event"> => {
  const told = Object.entries({ nickname: name, picture, unionid: unionId ?? "" });
  const fields: Names = Object.fromEntries(told.filter(([, value]) => value !== ""));
  return pageEvent({ account, openid }, { name: "signed-in", fields }, desk);
};

interface Known {
  readonly signIn: SignIn;
  readonly scope: SignInScope;
  /** Only with `snsapi_userinfo`. */
  readonly person: Person | null;
}

const noteConsent = ({ account, desk }: Exchange, openid: OpenId): Promise<void> =>
  desk.library.privacy.noteConsent(account.id, openid, {
    what: "userinfo",
    isGiven: true,
    source: "page",
    atMs: desk.nowMs(),
  });

/** The new session gets a new cookie, whatever the browser held before: one that was planted is worth nothing. */
const openSession = async (of: Exchange, { signIn, scope, person }: Known): Promise<void> => {
  const { request, response, account, desk } = of;
  const before = readCookie(request, account.id, "sid");
  const { token, hash } = newToken();
  if (person !== null) await noteConsent(of, person.openid);
  await desk.library.signIns.open(
    account.id,
    { id: hash, openid: signIn.openid, scope },
    {
      replaces: before === null ? null : hashToken(before),
      olderThanMs: desk.nowMs() - SESSION.longestMs,
      event: person === null ? null : profileEvent(of, person),
    },
  );
  writeCookie(request, response, { account: account.id, kind: "sid", value: token });
  writeCookie(request, response, { account: account.id, kind: "going", value: null });
};

/** Name and picture, where they were asked for; `false` when the platform did not say. */
const personOf = async (
  { account, desk }: Exchange,
  signIn: SignIn,
  scope: SignInScope,
): Promise<Person | null | false> => {
  if (scope !== "snsapi_userinfo") return null;
  const person = await readPerson(desk.client.api(account.id), signIn);
  if (person.ok) return person.data;
  desk.log.warn({ account: account.id, code: person.code }, "a profile could not be read");
  return false;
};

const CODE = /^[A-Za-z0-9_-]{1,512}$/;
const STATE = /^[0-9a-f]{32}$/;

/** Whether the link that was opened was meant for this follower. */
export const isRecipient = (
  { account, desk }: Pick<Exchange, "account" | "desk">,
  recipient: string,
  openid: OpenId,
): boolean => recipient === "" || isSame(recipient, desk.mark("recipient", account.id, openid));

/** The platform led back with a code: who is it? Leads on to the page, or says what is wrong. */
export const finishSignIn = async (
  of: Exchange,
  query: { readonly code: string; readonly state: string },
): Promise<Trouble | null> => {
  const { request, response, account, desk } = of;
  const browser = readCookie(request, account.id, "going");
  if (!STATE.test(query.state) || browser === null) return "bad-return";
  const id = hashToken(query.state);
  const going = await desk.library.signIns.take(account.id, { id, browser: hashToken(browser) });
  if (going === null || !isOwnPath(going.path)) return "bad-return";
  if (query.code === "") return "not-agreed";
  if (!CODE.test(query.code)) return "bad-return";
  const signIn = await signInByCode(desk.client.api(account.id), query.code);
  if (!signIn.ok) {
    desk.log.warn({ account: account.id, code: signIn.code }, "a sign-in was not confirmed");
    return signIn.errcode === null ? "platform" : "bad-return";
  }
  if (signIn.data.isSnapshot) return "snapshot";
  if (!isRecipient(of, going.recipient, signIn.data.openid)) return "not-yours";
  const scope = going.scope as SignInScope;
  const person = await personOf(of, signIn.data, scope);
  if (person === false) return "platform";
  await openSession(of, { signIn: signIn.data, scope, person });
  response.writeHead(303, { location: going.path });
  response.end();
  return null;
};
