import { actInInbox } from "./act-in-inbox.ts";
import type { Inbox, InboxDeps } from "./inbox.ts";
import { pictureUploader, readInbox } from "./read-inbox.ts";

/** Our own inbox over storage, the webhook and the platform's files. */
export const createInbox = (deps: InboxDeps): Inbox => ({
  ...readInbox(deps),
  ...actInInbox(deps),
  upload: pictureUploader(deps),
});
