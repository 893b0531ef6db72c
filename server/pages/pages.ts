import type { NextFunction, Request, Response, Router } from "express";
import express from "express";
import type { Account, AccountId } from "../../engine/index.ts";
import { hasRight } from "../../engine/limits.ts";
import { STYLE } from "./kit/style.ts";
import { languageOf } from "./language.ts";
import { layout } from "./layout.ts";
import { OWN } from "./list.ts";
import { isSame } from "./marks.ts";
import type { Form, Page, PageAnswer, PageDesk, Visit } from "./page.ts";
import type { Exchange } from "./sign-in.ts";
import { beginSignIn, finishSignIn, isRecipient, sessionOf } from "./sign-in.ts";
import type { Trouble } from "./troubles.ts";
import { troublePage } from "./troubles.ts";

export interface PagesDeps extends PageDesk {
  /** What an account's rules know of it, and where it lives; `null` for an unknown one. */
  readonly account: (
    id: AccountId,
  ) => Promise<{ readonly settings: Account; readonly isSandbox: boolean } | null>;
  /** How followers reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** Stricter than the editor's: no inline style, nothing in frames, forms to ourselves alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
const FORM_LIMITS = { extended: false, limit: "16kb", parameterLimit: 40 } as const;
const KIT_MS = 3_600_000;

const secure = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  next();
};

const sendTrouble = (request: Request, response: Response, trouble: Trouble): void => {
  const { status, text } = troublePage(trouble, languageOf(request));
  response.status(status).type("html").send(text);
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const formOf =
  (body: unknown): Form =>
  (name) =>
    typeof body === "object" && body !== null && Object.hasOwn(body, name)
      ? textOf((body as Readonly<Record<string, unknown>>)[name])
      : "";

interface Opened extends Exchange {
  readonly page: Page;
  readonly isSandbox: boolean;
  readonly request: Request;
  readonly response: Response;
  /** The mark of whom the link was sent to, `""` if anybody may open it. */
  readonly recipient: string;
}

const open = async (
  request: Request,
  response: Response,
  deps: PagesDeps,
): Promise<Opened | Trouble> => {
  const { account: id, page: name } = request.params;
  const page = OWN.find((one) => one.name === name);
  const found = page === undefined ? null : await deps.account(textOf(id));
  if (page === undefined || found === null) return "unknown";
  const { settings: account, isSandbox } = found;
  if (!hasRight(account, "oauth")) return "no-right";
  const mark = textOf(request.query["for"]);
  const recipient = /^[A-Za-z0-9_-]{22}$/.test(mark) ? mark : "";
  return { request, response, account, desk: deps, page, isSandbox, recipient };
};

/** Who is on the page; `null` when the browser is led to the platform's sign-in instead, or was told why not. */
const visitOf = async (of: Opened, publicUrl: string): Promise<Visit | null> => {
  const { request, response, account, page, recipient, desk } = of;
  const session = await sessionOf(of);
  const path = `/p/${account.id}/${page.name}`;
  const isEnough = page.scope === "snsapi_base" || session?.scope === "snsapi_userinfo";
  if (session !== null && isEnough && isRecipient(of, recipient, session.openid))
    return {
      account,
      isSandbox: of.isSandbox,
      language: languageOf(request),
      openid: session.openid,
      path,
      formToken: desk.mark("form", account.id, session.id),
    };
  const to = recipient === "" ? path : `${path}?for=${recipient}`;
  const { scope } = page;
  const trouble = await beginSignIn(of, { path: to, recipient, scope, publicUrl });
  if (trouble !== null) sendTrouble(request, response, trouble);
  return null;
};

const sendPage = ({ response, page }: Opened, visit: Visit, answer: PageAnswer): void => {
  const { language } = visit;
  const text = layout({ language, title: page.title[language], body: answer.body });
  response
    .status(answer.status ?? 200)
    .type("html")
    .send(text);
};

const show = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const opened = await open(request, response, deps);
  if (typeof opened === "string") return sendTrouble(request, response, opened);
  const visit = await visitOf(opened, deps.publicUrl());
  if (visit !== null) sendPage(opened, visit, await opened.page.show(visit, deps));
};

/** A form that another site made a browser send: told apart by the browser itself, and by the token. */
const isForeign = ({ headers }: Request): boolean => {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
};

const take = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const opened = await open(request, response, deps);
  if (typeof opened === "string") return sendTrouble(request, response, opened);
  const { page, account } = opened;
  const session = await sessionOf(opened);
  const form = formOf(request.body);
  const isOurs =
    session !== null && isSame(form("token"), deps.mark("form", account.id, session.id));
  if (page.take === undefined || isForeign(request) || !isOurs)
    return sendTrouble(request, response, "bad-form");
  const visit = await visitOf(opened, deps.publicUrl());
  if (visit !== null) sendPage(opened, visit, await page.take(visit, form, deps));
};

const back = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const found = await deps.account(textOf(request.params["account"]));
  if (found === null) return sendTrouble(request, response, "unknown");
  const of = { request, response, account: found.settings, desk: deps };
  const { code, state } = request.query;
  const trouble = await finishSignIn(of, { code: textOf(code), state: textOf(state) });
  if (trouble !== null) sendTrouble(request, response, trouble);
};

/** The pages that followers open in WeChat, below `/p`. */
export const createPages = (deps: PagesDeps): Router => {
  const router = express.Router();
  router.use(secure);
  router.get("/kit.css", (_request, response) => {
    response.setHeader("Cache-Control", `public, max-age=${KIT_MS / 1000}`);
    response.type("css").send(STYLE);
  });
  router.get("/:account/back", (request, response) => back(request, response, deps));
  router.get("/:account/:page", (request, response) => show(request, response, deps));
  router.post("/:account/:page", express.urlencoded(FORM_LIMITS), (request, response) =>
    take(request, response, deps),
  );
  router.use((request: Request, response: Response) => sendTrouble(request, response, "unknown"));
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const isTheirs = error instanceof Error && "status" in error && Number(error.status) < 500;
    if (!isTheirs) deps.log.error({ err: error, path: request.path }, "a page failed");
    sendTrouble(request, response, isTheirs ? "bad-form" : "broken");
  });
  return router;
};
