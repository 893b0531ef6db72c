import { TEMPLATE_LIMITS } from "../../../engine/limits.ts";
import type { ControlCall } from "../control/route.ts";
import { needAccount, needOpenid, needText } from "../control/route.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import { bytesOf, isBody, listIn, numberIn, partIn, textIn } from "../json.ts";
import { refuse } from "./errors.ts";
import { categories, keywordsOf, titlesOf } from "./notice-library.ts";
import { answerSubscribePage } from "./notice-page.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, open, post } from "./route.ts";
import { linesOf } from "./template-fields.ts";

interface Notice {
  readonly templateId: string;
  readonly account: string;
  readonly title: string;
  readonly content: string;
  /** 2 once, 3 long-term. */
  readonly type: number;
}

const right = { right: "subscription-notice" } as const;
const idLength = 43;

const all = (core: Core, account: string): readonly Notice[] =>
  core.database.all<Notice>("SELECT * FROM notices WHERE account = ?", account);

const find = ({ core, account }: Call, templateId: string): Notice =>
  all(core, account.id).find((one) => one.templateId === templateId) ?? refuse(40037);

const store = (
  core: Core,
  account: string,
  notice: Pick<Notice, "title" | "content" | "type">,
): string => {
  const templateId = core.ids.text("notice", idLength);
  core.database.run(
    "INSERT INTO notices (templateId, account, title, content, type) VALUES (?, ?, ?, ?, ?)",
    templateId,
    account,
    notice.title,
    notice.content,
    notice.type,
  );
  return templateId;
};

const add = ({ core, account, body }: Call): object => {
  const tid = numberIn(body, "tid") ?? -1;
  const title = titlesOf.find((one) => one.tid === tid) ?? refuse(40037);
  const wanted = listIn(body, "kidList").map(Number);
  const keywords = wanted.map(
    (kid) => keywordsOf(tid).find((one) => one.kid === kid) ?? refuse(40035),
  );
  if (keywords.length === 0) return refuse(40035);
  if (all(core, account.id).length >= TEMPLATE_LIMITS.perAccount) return refuse(45026);
  const content = keywords
    .map(({ name, rule, kid }) => `${name}:{{${rule}${kid}.DATA}}\n`)
    .join("");
  return {
    ...ok,
    priTmplId: store(core, account.id, { title: title.title, content, type: title.type }),
  };
};

/** How often a follower may still be written to; long-term is not counted. */
const grantOf = (core: Core, account: string, openid: string, templateId: string): number =>
  core.database.get<{ times: number }>(
    "SELECT times FROM notice_grants WHERE account = ? AND openid = ? AND templateId = ?",
    account,
    openid,
    templateId,
  )?.times ?? 0;

const setGrant = (
  core: Core,
  account: string,
  openid: string,
  templateId: string,
  times: number,
): void => {
  core.database.run(
    "INSERT OR REPLACE INTO notice_grants (account, openid, templateId, times) VALUES (?, ?, ?, ?)",
    account,
    openid,
    templateId,
    times,
  );
};

const tellSent = (call: Call, openid: string, templateId: string): void => {
  const { core, account } = call;
  const verdict = core.verdicts.next(account.id, "notice");
  const [code = "0", status = "success"] = verdict?.split(" ") ?? [];
  const entry = {
    TemplateId: templateId,
    MsgID: 1_700_000_000_000 + core.ids.next("notice-message"),
    ErrorCode: Number(code),
    ErrorStatus: status,
  };
  core.pusher.later({
    account: account.id,
    from: openid,
    message: {
      kind: "subscribe_msg_sent_event",
      fields: { SubscribeMsgSentEvent: { List: [entry] } },
    },
  });
};

const send = (call: Call): object => {
  const { core, account, body } = call;
  const { openid } = core.followers.get(account.id, textIn(body, "touser")) ?? refuse(40003);
  const { templateId, title, content, type } = find(call, textIn(body, "template_id"));
  if (isBody(body.miniprogram) && textIn(partIn(body, "miniprogram"), "pagepath") === "")
    refuse(41030);
  const lines = linesOf(content, partIn(body, "data"));
  const times = grantOf(core, account.id, openid, templateId);
  if (times <= 0) return refuse(43101);
  if (type === 2) setGrant(core, account.id, openid, templateId, times - 1);
  const page = textIn(partIn(body, "miniprogram"), "pagepath");
  const shown = { kind: "notice", title, lines, url: textIn(body, "page"), page } as const;
  core.conversation.add({ account: account.id, openid, via: "notice", shown });
  tellSent(call, openid, templateId);
  return ok;
};

/** The follower answers the dialog that asks for permission: `{ from, template, accept }`. */
const answerDialog = async (call: ControlCall): Promise<unknown> => {
  const { core, body } = call;
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  const templateId = needText(call, "template");
  const accepts = body.accept !== false;
  const times = grantOf(core, account.id, openid, templateId);
  if (accepts) setGrant(core, account.id, openid, templateId, times + 1);
  const entry = {
    TemplateId: templateId,
    SubscribeStatusString: accepts ? "accept" : "reject",
    PopupScene: numberIn(body, "scene") ?? 0,
  };
  return core.pusher.push({
    account: account.id,
    from: openid,
    message: {
      kind: "subscribe_msg_popup_event",
      fields: { SubscribeMsgPopupEvent: { List: [entry] } },
    },
  });
};

/** The follower switches a notice off in the settings. */
const switchOff = async (call: ControlCall): Promise<unknown> => {
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  const templateId = needText(call, "template");
  setGrant(call.core, account.id, openid, templateId, 0);
  const entry = { TemplateId: templateId, SubscribeStatusString: "reject" };
  return call.core.pusher.push({
    account: account.id,
    from: openid,
    message: {
      kind: "subscribe_msg_change_event",
      fields: { SubscribeMsgChangeEvent: { List: [entry] } },
    },
  });
};

const onceTitleCharacters = 15;
const onceContentBytes = 200;

/** One message after a one-time subscription. */
const sendOnce = (call: Call): object => {
  const { core, account, body } = call;
  const { openid } = core.followers.get(account.id, textIn(body, "touser")) ?? refuse(40003);
  const templateId = textIn(body, "template_id");
  const title = textIn(body, "title");
  const value = textIn(partIn(partIn(body, "data"), "content"), "value");
  if ([...title].length > onceTitleCharacters) return refuse(45003);
  if (value === "" || bytesOf(value) > onceContentBytes) return refuse(47003);
  const key = `once/${templateId}/${textIn(body, "scene")}`;
  if (grantOf(core, account.id, openid, key) <= 0) return refuse(43101);
  setGrant(core, account.id, openid, key, 0);
  const lines = [{ name: "", value }];
  const page = textIn(partIn(body, "miniprogram"), "pagepath");
  const shown = { kind: "notice", title, lines, url: textIn(body, "url"), page } as const;
  core.conversation.add({ account: account.id, openid, via: "notice", shown });
  return ok;
};

const showNotice = ({ templateId, title, content, type }: Notice): Body => ({
  priTmplId: templateId,
  title,
  content,
  example: "",
  type,
});

const remove = (call: Call): object => {
  const { templateId } = find(call, textIn(call.body, "priTmplId"));
  call.core.database.run("DELETE FROM notices WHERE templateId = ?", templateId);
  return ok;
};

/** Subscription notices and one-time subscriptions (contract §4.4), with their events. */
export const noticeGroup: ApiGroup = {
  name: "notice",
  tables: `
CREATE TABLE IF NOT EXISTS notices (templateId TEXT PRIMARY KEY, account TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, type INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notice_grants (account TEXT NOT NULL, openid TEXT NOT NULL, templateId TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (account, openid, templateId)) WITHOUT ROWID`,
  routes: [
    get("/wxaapi/newtmpl/getcategory", right, () => ({ data: categories })),
    get("/wxaapi/newtmpl/getpubtemplatetitles", right, () => ({
      count: titlesOf.length,
      data: titlesOf,
    })),
    get("/wxaapi/newtmpl/getpubtemplatekeywords", right, ({ query }) => ({
      data: keywordsOf(Number(query.get("tid"))),
    })),
    post("/wxaapi/newtmpl/addtemplate", right, add),
    get("/wxaapi/newtmpl/gettemplate", right, ({ core, account }) => ({
      data: all(core, account.id).map(showNotice),
    })),
    post("/wxaapi/newtmpl/deltemplate", right, remove),
    post("/cgi-bin/message/subscribe/bizsend", { ...right, quota: "template-send" }, send),
    post("/cgi-bin/message/template/subscribe", { right: "one-time-subscription" }, sendOnce),
    open("GET", "/mp/subscribemsg", answerSubscribePage),
  ],
  reads: { notices: (core, account) => all(core, account.id) },
  control: [
    { method: "POST", path: "/notices/answer", answer: answerDialog },
    { method: "POST", path: "/notices/off", answer: switchOff },
  ],
};
