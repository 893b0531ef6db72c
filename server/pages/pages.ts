import type { NextFunction, Request, Response, Router } from "express";
import express from "express";
import { jsSdkConfig } from "../wechat/api/js-sdk.ts";
import { html } from "./html.ts";
import { jsSdkParts, POLICY } from "./js-sdk.ts";
import { SCRIPT } from "./kit/script.ts";
import { STYLE } from "./kit/style.ts";
import { layout } from "./layout.ts";
import { isSame, newState } from "./marks.ts";
import type { Opened, PagesDeps } from "./open-page.ts";
import { openPage, sendTrouble, textOf, visitOf } from "./open-page.ts";
import type { Form, PageAnswer, Visit } from "./page.ts";
import { finishSignIn, sessionOf } from "./sign-in.ts";

const FORM_LIMITS = { extended: false, limit: "16kb", parameterLimit: 40 } as const;
const KEPT_S = 3_600;
/** Forms of one follower an hour. */
export const FORMS_MOST = 100;
const HOUR_MS = 3_600_000;
const URL_MOST = 2_048;

const secure = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  next();
};

const formOf =
  (body: unknown): Form =>
  (name) =>
    typeof body === "object" && body !== null && Object.hasOwn(body, name)
      ? textOf((body as Readonly<Record<string, unknown>>)[name])
      : "";

const sendPage = ({ response, page }: Opened, visit: Visit, answer: PageAnswer): void => {
  const { language } = visit;
  const { head, body, policy } = jsSdkParts(page, visit, answer.share ?? null);
  response.setHeader("Content-Security-Policy", policy);
  const title = answer.title ?? page.title[language];
  const whole = html`${answer.body}${body}`;
  const again =
    answer.refreshS === undefined
      ? null
      : html`<meta http-equiv="refresh" content="${answer.refreshS}">`;
  const text = layout({ language, title, body: whole, head: html`${again}${head}` });
  response
    .status(answer.status ?? 200)
    .type("html")
    .send(text);
};

const show = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const opened = await openPage(request, response, deps);
  if (typeof opened === "string") return sendTrouble(request, response, opened);
  const visit = await visitOf(opened);
  if (visit !== null) sendPage(opened, visit, await opened.page.show(visit, deps));
};

/** A form that another site made a browser send: told apart by the browser itself, and by the token. */
const isForeign = ({ headers }: Request): boolean => {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
};

/** Every form may start a rule: a follower's browser must not start them without end. */
const maySend = async (account: string, openid: string, deps: PagesDeps): Promise<boolean> => {
  const of = { name: `page/${account}/${openid}`, address: "page", known: [] };
  const sinceMs = deps.nowMs() - HOUR_MS;
  const most = { sinceMs, max: FORMS_MOST, maxHere: FORMS_MOST };
  return (await deps.library.loginTries.reserve(of, most)) === "reserved";
};

const take = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const opened = await openPage(request, response, deps);
  if (typeof opened === "string") return sendTrouble(request, response, opened);
  const { page, account } = opened;
  const session = await sessionOf(opened);
  const form = formOf(request.body);
  const isOurs =
    session !== null && isSame(form("token"), deps.mark("form", account.id, session.id));
  if (page.take === undefined || isForeign(request) || !isOurs)
    return sendTrouble(request, response, "bad-form");
  if (!(await maySend(account.id, session.openid, deps)))
    return sendTrouble(request, response, "too-often");
  const visit = await visitOf(opened);
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

/** Signs an address of our own pages for `wx.config`; no other, so that nobody borrows the account's name. */
const config = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const found = await deps.account(textOf(request.params["account"]));
  const url = textOf(request.query["url"]);
  if (found === null) return void response.status(404).json({ code: "unknown-account" });
  const { id } = found.settings;
  if (url.length > URL_MOST || !url.startsWith(`${deps.publicUrl()}/p/${id}/`))
    return void response.status(403).json({ code: "not-our-page" });
  const page = { url, nonceStr: newState(), nowMs: deps.nowMs() };
  const signed = await jsSdkConfig(deps.client, id, page);
  if (signed.ok) return void response.json(signed.data);
  deps.log.warn({ account: id, code: signed.code }, "a page could not be signed");
  response.status(502).json({ code: signed.code });
};

/** The picture of a page; no other file of the account. */
const picture = async (request: Request, response: Response, deps: PagesDeps): Promise<void> => {
  const found = await deps.account(textOf(request.params["account"]));
  const name = textOf(request.params["file"]);
  const isShown = (found?.settings.pages ?? []).some((page) => page.picture === name);
  const type = /\.(?:png|jpe?g|gif|webp)$/i.exec(name)?.[0];
  const file =
    found === null || !isShown || type === undefined
      ? null
      : await deps.media(found.settings.id, name);
  if (file === null || type === undefined) return sendTrouble(request, response, "unknown");
  response.setHeader("Cache-Control", `public, max-age=${KEPT_S}`);
  response.type(type).send(Buffer.from(await file.read()));
};

const failed =
  (deps: PagesDeps) =>
  (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const isTheirs = error instanceof Error && "status" in error && Number(error.status) < 500;
    if (!isTheirs) deps.log.error({ err: error, path: request.path }, "a page failed");
    sendTrouble(request, response, isTheirs ? "bad-form" : "broken");
  };

const kit = (router: Router): void => {
  const files = { "/kit.css": ["css", STYLE], "/kit.js": ["js", SCRIPT] } as const;
  for (const [path, [type, text]] of Object.entries(files))
    router.get(path, (_request, response) => {
      response.setHeader("Cache-Control", `public, max-age=${KEPT_S}`);
      response.type(type).send(text);
    });
};

/** The pages that followers open in WeChat, below `/p`. */
export const createPages = (deps: PagesDeps): Router => {
  const router = express.Router();
  const answering =
    (answer: (request: Request, response: Response, deps: PagesDeps) => Promise<void>) =>
    (request: Request, response: Response): Promise<void> =>
      answer(request, response, deps);
  router.use(secure);
  kit(router);
  router.get("/:account/back", answering(back));
  router.get("/:account/js-config", answering(config));
  router.get("/:account/media/:file", answering(picture));
  router.get("/:account/:page", answering(show));
  router.post("/:account/:page", express.urlencoded(FORM_LIMITS), answering(take));
  router.use((request: Request, response: Response) => sendTrouble(request, response, "unknown"));
  router.use(failed(deps));
  return router;
};
