import type { Clock } from "../../clock.ts";
import type { Database } from "../database.ts";
import type { Library } from "../library.ts";
import type { SecretBox } from "../secret-box.ts";
import { accounts } from "./accounts.ts";
import { auditLog } from "./audit.ts";
import { bindings } from "./bindings.ts";
import { broadcasts } from "./broadcasts.ts";
import { channels } from "./channels.ts";
import { conversations } from "./conversations.ts";
import { counters } from "./counters.ts";
import { deadEffects } from "./dead-effects.ts";
import { deliveryLog } from "./delivery-log.ts";
import { drafts } from "./drafts.ts";
import { followers } from "./followers.ts";
import { housekeeping } from "./housekeeping.ts";
import { mapAnswers } from "./map-answers.ts";
import { members } from "./members.ts";
import { menuBackups } from "./menus.ts";
import { notices } from "./notices.ts";
import { orders } from "./orders.ts";
import { placeTables } from "./place-tables.ts";
import { privacy } from "./privacy.ts";
import { records } from "./records.ts";
import { ruleSets } from "./rule-sets.ts";
import { segments } from "./segments.ts";
import { loginTries, sessions } from "./sessions.ts";
import { shares } from "./shares.ts";
import { signIns } from "./sign-ins.ts";
import { sources } from "./sources.ts";
import { syncs } from "./syncs.ts";
import { signals, testers } from "./testers.ts";
import { tokens } from "./tokens.ts";

/** The colder half of storage over any engine. */
export const makeLibrary = (context: {
  readonly db: Database;
  readonly nowMs: Clock["nowMs"];
  readonly moved?: Clock["moved"];
  readonly secretBox: SecretBox;
}): Library => ({
  accounts: accounts(context),
  sources: sources(context.db),
  ruleSets: ruleSets(context),
  log: deliveryLog(context.db),
  followers: followers(context),
  counters: counters(context.db),
  records: records(context.db),
  deadEffects: deadEffects(context),
  housekeeping: housekeeping(context),
  tokens: tokens(context),
  members: members(context),
  sessions: sessions(context),
  loginTries: loginTries(context),
  drafts: drafts(context.db),
  testers: testers(context.db),
  signals: signals(context),
  audit: auditLog(context.db),
  menuBackups: menuBackups(context.db),
  signIns: signIns(context),
  notices: notices(context.db),
  bindings: bindings(context),
  channels: channels(context.db),
  syncs: syncs(context),
  segments: segments(context.db),
  privacy: privacy(context),
  shares: shares(context),
  mapAnswers: mapAnswers(context),
  placeTables: placeTables(context.db),
  conversations: conversations(context.db),
  broadcasts: broadcasts(context),
  orders: orders(context),
});
