import type { Router } from "express";
import type { Handlers } from "./call.ts";
import type { AdminDeps, Desk } from "./desk.ts";
import { createDesk } from "./desk.ts";
import { accountHandlers } from "./handlers/accounts.ts";
import { broadcastHandlers } from "./handlers/broadcasts.ts";
import { channelHandlers } from "./handlers/channels.ts";
import { definitionHandlers } from "./handlers/definitions.ts";
import { failureHandlers } from "./handlers/failures.ts";
import { fileHandlers } from "./handlers/files.ts";
import { followerHandlers } from "./handlers/followers.ts";
import { inboxHandlers } from "./handlers/inbox.ts";
import { logHandlers } from "./handlers/log.ts";
import { menuHandlers } from "./handlers/menus.ts";
import { noticeHandlers } from "./handlers/notices.ts";
import { orderHandlers } from "./handlers/orders.ts";
import { pictureHandlers } from "./handlers/pictures.ts";
import { placeHandlers } from "./handlers/places.ts";
import { publishHandlers } from "./handlers/publish.ts";
import { ruleHandlers } from "./handlers/rules.ts";
import { sessionHandlers } from "./handlers/session.ts";
import { testerHandlers } from "./handlers/testers.ts";
import { testHandlers } from "./handlers/tests.ts";
import { tryHandlers } from "./handlers/try.ts";
import { userHandlers } from "./handlers/users.ts";
import { createRoutes } from "./routes.ts";

export type { AdminDeps } from "./desk.ts";

export interface Admin {
  /** Serves the contract; mount it at `/api`. */
  readonly router: Router;
  /** The path of a one-time link for the first administrator, good for 15 minutes: print it. `null` once there is one. */
  readonly setupPath: () => Promise<string | null>;
}

const handlersOf = (desk: Desk): Handlers => ({
  ...sessionHandlers(desk),
  ...userHandlers(desk),
  ...accountHandlers(desk),
  ...ruleHandlers(desk),
  ...fileHandlers(desk),
  ...definitionHandlers(desk),
  ...tryHandlers(desk),
  ...testHandlers(desk),
  ...testerHandlers(desk),
  ...publishHandlers(desk),
  ...logHandlers(desk),
  ...menuHandlers(desk),
  ...channelHandlers(desk),
  ...pictureHandlers(desk),
  ...placeHandlers(desk),
  ...inboxHandlers(desk),
  ...broadcastHandlers(desk),
  ...failureHandlers(desk),
  ...noticeHandlers(desk),
  ...followerHandlers(desk),
  ...orderHandlers(desk),
});

/** The editor's API. */
export const createAdmin = (deps: AdminDeps): Admin => {
  const desk = createDesk(deps);
  const { people } = desk;
  const { nowMs, log, perMinute } = deps;
  const router = createRoutes({
    people,
    handlers: handlersOf(desk),
    nowMs,
    log,
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  return { router, setupPath: () => people.setupPath() };
};
