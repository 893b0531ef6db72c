import { join } from "node:path";
import compression from "compression";
import type { Express, NextFunction, Request, Response, Router } from "express";
import express from "express";
import helmet from "helmet";

export interface AppDeps {
  /** Whether the server can answer pushes. */
  readonly isReady: () => boolean;
  /** What the desks bring: the editor's API, pages, the sandbox's phone. */
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  /** The built editor. */
  readonly editorFolder: string;
  readonly log: { readonly error: (fields: object, text: string) => void };
}

/** The one policy of editor and phone; helmet's own would upgrade a phone on plain http. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; worker-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; " +
  "frame-ancestors 'none'; form-action 'self'";

const secure = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader("Content-Security-Policy", POLICY);
  next();
};

/** What people's browsers load: code of the editor, long lists of the API. Not the local WeChat, whose callers sit beside it. */
const SHRUNK = ["/api", "/assets"];
const SHRUNK_FROM_BYTES = 2_048;

const YEAR_MS = 365 * 86_400_000;
/** The editor's files; every address that is none of the API's and no file is one of its pages. */
const editorPages = (folder: string): Router => {
  const router = express.Router();
  // Names of assets change with their content.
  router.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: YEAR_MS }),
  );
  router.use(express.static(folder, { index: false, redirect: false }));
  router.get(/^\/(?!api(?:\/|$))[^.]*$/, (_request, response, next) => {
    response.sendFile("index.html", { root: folder }, (error) => {
      if (error) next();
    });
  });
  return router;
};

const notFound = (request: Request, response: Response): void => {
  response.status(404).json({ code: "not-found", path: request.path });
};

/** Everything but the webhook, which is answered before Express sees it. Never listens. */
export const createApp = ({ isReady, routers, editorFolder, log }: AppDeps): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: false }), secure);
  app.get("/healthz", (_request, response) => {
    response.status(isReady() ? 200 : 503).json({ ready: isReady() });
  });
  app.use(SHRUNK, compression({ threshold: SHRUNK_FROM_BYTES }));
  for (const { path, router } of routers) app.use(path, router);
  app.use(editorPages(editorFolder));
  app.use(notFound);
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    log.error({ err: error, path: request.path }, "a request failed");
    if (!response.headersSent) response.status(500).json({ code: "internal" });
  });
  return app;
};
