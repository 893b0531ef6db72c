import type { Request, Response } from "express";
import type { Account, AccountId } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import type { PageSession } from "../storage/library.ts";
import type { FindMediaFile } from "../wechat/media-files.ts";
import { readCookie, writeCookie } from "./cookies.ts";
import { languageOf } from "./language.ts";
import { pageNamed } from "./list.ts";
import { newToken } from "./marks.ts";
import type { Page, PageDesk, Visit } from "./page.ts";
import type { Exchange } from "./sign-in.ts";
import { beginSignIn, isRecipient, sessionOf } from "./sign-in.ts";
import type { Trouble } from "./troubles.ts";
import { troublePage } from "./troubles.ts";

export interface PagesDeps extends PageDesk {
  /** What an account's rules know of it, and where it lives; `null` for an unknown one. */
  readonly account: (
    id: AccountId,
  ) => Promise<{ readonly settings: Account; readonly isSandbox: boolean } | null>;
  /** How followers reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** A file of the account's `media/`. */
  readonly media: FindMediaFile;
}

/** A page that was asked for, and may be shown once it is known to whom. */
export interface Opened extends Exchange {
  readonly page: Page;
  readonly isSandbox: boolean;
  readonly request: Request;
  readonly response: Response;
  /** The mark of whom the link was sent to, `""` if anybody may open it. */
  readonly recipient: string;
  /** The code of whose copy it is, `""` for none. */
  readonly by: string;
  /** What it is about, `""` for nothing. */
  readonly subject: string;
  readonly publicUrl: string;
}

/** One text of a query, a path or a form: anything else is `""`. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const subjectOf = (value: unknown): string =>
  /^[A-Za-z0-9_.-]{1,160}$/.test(textOf(value)) ? textOf(value) : "";
const markOf = (value: unknown): string =>
  /^[A-Za-z0-9_-]{22}$/.test(textOf(value)) ? textOf(value) : "";

/** Shows what is wrong, with its status. */
export const sendTrouble = (request: Request, response: Response, trouble: Trouble): void => {
  const { status, text } = troublePage(trouble, languageOf(request));
  response.status(status).type("html").send(text);
};

const isOpenToAll = ({ scope }: Page): boolean => scope === "anybody" || scope === "nobody";

/** Finds the page of a request. */
export const openPage = async (
  request: Request,
  response: Response,
  deps: PagesDeps,
): Promise<Opened | Trouble> => {
  const { account: id, page: name } = request.params;
  const found = await deps.account(textOf(id));
  const page = found === null ? null : pageNamed(found.settings, textOf(name));
  if (page === null || found === null) return "unknown";
  const { settings: account, isSandbox } = found;
  if (!isOpenToAll(page) && !hasRight(account, "oauth")) return "no-right";
  const { for: recipient, by, of } = request.query;
  const marks = { recipient: markOf(recipient), by: markOf(by), subject: subjectOf(of) };
  const publicUrl = deps.publicUrl();
  return { request, response, account, desk: deps, page, isSandbox, publicUrl, ...marks };
};

/** A page that anybody may open still asks WeChat who it is, where there is a WeChat to ask. */
const mustSignIn = ({ page, account, isSandbox, request }: Opened): boolean =>
  !isOpenToAll(page) ||
  (page.scope === "anybody" &&
    hasRight(account, "oauth") &&
    (isSandbox || /MicroMessenger/i.test(request.headers["user-agent"] ?? "")));

const visitorOf = ({ request, response, account }: Opened): string => {
  const known = readCookie(request, account.id, "seen");
  if (known !== null) return known;
  const { token } = newToken();
  writeCookie(request, response, { account: account.id, kind: "seen", value: token });
  return token;
};

const isEnough = (session: PageSession, { page, recipient, ...of }: Opened): boolean =>
  (page.scope !== "snsapi_userinfo" || session.scope === "snsapi_userinfo") &&
  isRecipient(of, recipient, session.openid);

const pathOf = ({ account, page }: Opened): string =>
  `/p/${account.id}/${encodeURIComponent(page.name)}`;

const makeVisit = (of: Opened, session: PageSession | null): Visit => ({
  account: of.account,
  isSandbox: of.isSandbox,
  language: languageOf(of.request),
  openid: session?.openid ?? "",
  path: pathOf(of),
  formToken: session === null ? "" : of.desk.mark("form", of.account.id, session.id),
  publicUrl: of.publicUrl,
  by: of.by,
  subject: of.subject,
  isReturning: of.request.query["paid"] === "1",
  visitor: session === null ? visitorOf(of) : "",
});

/** Who is on the page; `null` when the browser is led to the platform's sign-in instead, or was told why not. */
export const visitOf = async (of: Opened): Promise<Visit | null> => {
  const { request, response, page, recipient, by, subject, publicUrl } = of;
  const session = await sessionOf(of);
  if (session !== null && isEnough(session, of)) return makeVisit(of, session);
  if (!mustSignIn(of)) return makeVisit(of, null);
  const marks = Object.entries({ for: recipient, by, of: subject }).filter(
    ([, mark]) => mark !== "",
  );
  const query = new URLSearchParams(marks).toString();
  const path = query === "" ? pathOf(of) : `${pathOf(of)}?${query}`;
  const scope = page.scope === "snsapi_userinfo" ? page.scope : "snsapi_base";
  const trouble = await beginSignIn(of, { path, recipient, scope, publicUrl });
  if (trouble !== null) sendTrouble(request, response, trouble);
  return null;
};
