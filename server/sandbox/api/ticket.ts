import { hash } from "node:crypto";
import { TOKEN } from "../../../engine/limits.ts";
import type { ControlCall } from "../control/route.ts";
import { ControlRefused, needAccount, needText, textOr } from "../control/route.ts";
import type { Core } from "../core.ts";
import { WALLET_PATH } from "../pages/cashier.ts";
import { JWEIXIN } from "../pages/jweixin.ts";
import { WALLET } from "../pages/wallet.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, open, RawAnswer } from "./route.ts";

interface Ticket {
  readonly ticket: string;
  readonly expiresAtMs: number;
}

const ticketLength = 86;

const current = (core: Core, account: string, type: string): Ticket | undefined =>
  core.database.get<Ticket>(
    "SELECT ticket, expiresAtMs FROM js_tickets WHERE account = ? AND type = ? AND expiresAtMs > ?",
    account,
    type,
    core.time.nowMs(),
  );

const make = (core: Core, account: string, type: string): Ticket => {
  const made = {
    ticket: core.ids.text("js-ticket", ticketLength),
    expiresAtMs: core.time.nowMs() + TOKEN.lifetimeMs,
  };
  core.database.run(
    "INSERT OR REPLACE INTO js_tickets (account, type, ticket, expiresAtMs) VALUES (?, ?, ?, ?)",
    account,
    type,
    made.ticket,
    made.expiresAtMs,
  );
  return made;
};

const readTicket = ({ core, account, query }: Call): object => {
  const type = query.get("type") ?? "";
  if (type !== "jsapi" && type !== "wx_card") return refuse(40097);
  const { ticket, expiresAtMs } = current(core, account.id, type) ?? make(core, account.id, type);
  return { ...ok, ticket, expires_in: Math.floor((expiresAtMs - core.time.nowMs()) / 1000) };
};

/** By its id, or by its appid as a page knows it. */
const accountOf = (call: ControlCall): SandboxAccount => {
  const appId = textOr(call, "appId");
  if (appId === "") return needAccount(call);
  const account = call.core.accounts.byAppId(appId);
  if (account === undefined) throw new ControlRefused(`no account with appid ${appId}`);
  return account;
};

/** What `wx.config` of a page would be told: whether its signature is made with the current ticket for this very address. */
const checkSignature = (call: ControlCall): object => {
  const account = accountOf(call);
  const ticket = current(call.core, account.id, "jsapi")?.ticket;
  const [url = ""] = needText(call, "url").split("#");
  const text = `jsapi_ticket=${ticket}&noncestr=${needText(call, "nonceStr")}&timestamp=${needText(call, "timestamp")}&url=${url}`;
  const isRight = ticket !== undefined && hash("sha1", text, "hex") === needText(call, "signature");
  return { ok: isRight, errMsg: isRight ? "config:ok" : "config:invalid signature" };
};

/** The JS-SDK's ticket (contract §4.11). */
export const ticketGroup: ApiGroup = {
  name: "ticket",
  tables:
    "CREATE TABLE IF NOT EXISTS js_tickets (account TEXT NOT NULL, type TEXT NOT NULL, ticket TEXT NOT NULL, expiresAtMs INTEGER NOT NULL, PRIMARY KEY (account, type)) WITHOUT ROWID",
  routes: [
    get("/cgi-bin/ticket/getticket", { right: "js-sdk", quota: "ticket" }, readTicket),
    open("GET", "/sandbox/open/js/jweixin-1.6.0.js", () => {
      const type = "text/javascript; charset=utf-8";
      return new RawAnswer(200, { "content-type": type }, JWEIXIN + WALLET);
    }),
    open("GET", WALLET_PATH, () => {
      const type = "text/javascript; charset=utf-8";
      return new RawAnswer(200, { "content-type": type }, WALLET);
    }),
  ],
  control: [{ method: "POST", path: "/js-signature", answer: checkSignature }],
};
