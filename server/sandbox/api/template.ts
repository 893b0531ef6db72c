import { TEMPLATE_LIMITS } from "../../../engine/limits.ts";
import { needAccount } from "../control/route.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import { isBody, partIn, textIn, textsIn } from "../json.ts";
import type { Follower } from "../state/followers.ts";
import { platformMonth } from "../state/time.ts";
import { refuse } from "./errors.ts";
import { industries } from "./industries.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, post } from "./route.ts";
import { linesOf } from "./template-fields.ts";

/** A template of an account. */
interface Template {
  readonly templateId: string;
  readonly account: string;
  readonly title: string;
  readonly content: string;
  readonly example: string;
}

const right = { right: "template-message" } as const;
const idLength = 43;

const store = (
  core: Core,
  account: string,
  template: Pick<Template, "title" | "content" | "example">,
): string => {
  const templateId = core.ids.text("template", idLength);
  core.database.run(
    "INSERT INTO templates (templateId, account, title, content, example) VALUES (?, ?, ?, ?, ?)",
    templateId,
    account,
    template.title,
    template.content,
    template.example,
  );
  return templateId;
};

/** A template that only its id and its fields are known of. */
export interface TemplateSample {
  readonly templateId: string;
  readonly title: string;
  /** Labels or names of its fields. */
  readonly fields: readonly string[];
}
/** Marks what was made up of a program's own rules, and follows them. */
const madeUp = "沙盒样例";
/** Puts templates where a console would hold them; one that is there stays, unless it was made up here. */
export const addTemplates = (
  core: Core,
  account: string,
  templates: readonly TemplateSample[],
): void => {
  for (const { templateId, title, fields } of templates)
    core.database.run(
      `INSERT INTO templates (templateId, account, title, content, example) SELECT ?, ?, ?, ?, ?
       WHERE NOT EXISTS (SELECT 1 FROM notices WHERE templateId = ?)
       ON CONFLICT (templateId) DO UPDATE SET content = excluded.content WHERE example = excluded.example`,
      templateId,
      account,
      title,
      contentOf(fields),
      madeUp,
      templateId,
    );
};

const all = (core: Core, account: string): readonly Template[] =>
  core.database.all<Template>("SELECT * FROM templates WHERE account = ?", account);

const find = ({ core, account }: Call, templateId: string): Template =>
  core.database.get<Template>(
    "SELECT * FROM templates WHERE account = ? AND templateId = ?",
    account.id,
    templateId,
  ) ?? refuse(40037);

/** A field by its name (`thing1`), or by a label whose words tell the type. */
const contentOf = (fields: readonly string[]): string =>
  fields
    .map((name, place) => {
      if (/^[a-z_]+\d+$/.test(name)) return `${name}:{{${name}.DATA}}\n`;
      const type = /时间|日期/.test(name) ? "time" : /金额|价/.test(name) ? "amount" : "thing";
      return `${name}:{{${type}${place + 1}.DATA}}\n`;
    })
    .join("");

/** The shop of templates: what a short id stands for depends on the names that are asked for. */
const fromShop = (shortId: string, names: readonly string[]) => {
  const fields = names.length === 0 ? ["内容", "时间"] : names;
  return { title: `模板 ${shortId}`, content: contentOf(fields), example: "" };
};

const add = ({ core, account, body }: Call): object => {
  const shortId = textIn(body, "template_id_short");
  if (shortId === "") return refuse(40037);
  if (all(core, account.id).length >= TEMPLATE_LIMITS.perAccount) return refuse(45026);
  const shop = fromShop(shortId, textsIn(body, "keyword_name_list"));
  return { ...ok, template_id: store(core, account.id, shop) };
};

const setIndustry = ({ core, account, body }: Call): object => {
  const ids = [textIn(body, "industry_id1"), textIn(body, "industry_id2")];
  if (ids.some((id) => industries[Number(id)] === undefined)) return refuse(40035);
  const month = platformMonth(core.time.nowMs());
  const known = core.database.get<{ month: string }>(
    "SELECT month FROM template_industries WHERE account = ?",
    account.id,
  );
  if (known?.month === month) return refuse(43100);
  core.database.run(
    "INSERT OR REPLACE INTO template_industries (account, month, first, second) VALUES (?, ?, ?, ?)",
    account.id,
    month,
    ids[0] ?? "",
    ids[1] ?? "",
  );
  return ok;
};

const readIndustry = ({ core, account }: Call): object => {
  const row = core.database.get<{ first: string; second: string }>(
    "SELECT first, second FROM template_industries WHERE account = ?",
    account.id,
  );
  const show = (id: string): object => {
    const [first_class = "", second_class = ""] = industries[Number(id)] ?? [];
    return { first_class, second_class };
  };
  return {
    primary_industry: show(row?.first ?? ""),
    secondary_industry: show(row?.second ?? ""),
  };
};

const needReceiver = ({ core, account, body }: Call): Follower => {
  const follower = core.followers.get(account.id, textIn(body, "touser")) ?? refuse(40003);
  if (follower.subscribed === 0) return refuse(43004);
  return follower.blacklisted === 1 ? refuse(43019) : follower;
};

/** A page of a mini program that can be opened. */
const checkPage = (body: Body): void => {
  const page = textIn(partIn(body, "miniprogram"), "pagepath");
  if (isBody(body.miniprogram) && !/^[\w/?=&.%-]+$/.test(page)) refuse(40165);
};

const isRepeat = ({ core, account, body }: Call): boolean => {
  const id = textIn(body, "client_msg_id");
  if (id === "") return false;
  const nowMs = core.time.nowMs();
  const row = core.database.get<{ atMs: number }>(
    "SELECT atMs FROM template_client_ids WHERE account = ? AND id = ?",
    account.id,
    id,
  );
  if (row !== undefined && nowMs - row.atMs < TEMPLATE_LIMITS.clientIdMs) return true;
  core.database.run(
    "INSERT OR REPLACE INTO template_client_ids (account, id, atMs) VALUES (?, ?, ?)",
    account.id,
    id,
    nowMs,
  );
  return false;
};

const send = (call: Call): object => {
  const { core, account, body } = call;
  const { openid, refuses } = needReceiver(call);
  const templateId = textIn(body, "template_id");
  if (templateId === "") return refuse(40036);
  const { title, content } = find(call, templateId);
  checkPage(body);
  const lines = linesOf(content, partIn(body, "data"));
  if (isRepeat(call)) return refuse(45065);
  const msgid = 3_000_000_000 + core.ids.next("template-message");
  const verdict = core.verdicts.next(account.id, "template");
  const Status = verdict ?? (refuses === 1 ? "failed:user block" : "success");
  if (Status === "success") {
    const page = textIn(partIn(body, "miniprogram"), "pagepath");
    const shown = { kind: "notice", title, lines, url: textIn(body, "url"), page } as const;
    core.conversation.add({ account: account.id, openid, via: "template", shown });
  }
  core.pusher.later({
    account: account.id,
    from: openid,
    message: { kind: "TEMPLATESENDJOBFINISH", fields: { MsgID: msgid, Status } },
  });
  return { ...ok, msgid };
};

const remove = (call: Call): object => {
  const { templateId } = find(call, textIn(call.body, "template_id"));
  call.core.database.run("DELETE FROM templates WHERE templateId = ?", templateId);
  return ok;
};

/** Template messages (contract §4.4) and their result event. */
export const templateGroup: ApiGroup = {
  name: "template",
  tables: `
CREATE TABLE IF NOT EXISTS templates (templateId TEXT PRIMARY KEY, account TEXT NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, example TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS template_industries (account TEXT PRIMARY KEY, month TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS template_client_ids (account TEXT NOT NULL, id TEXT NOT NULL, atMs INTEGER NOT NULL, PRIMARY KEY (account, id)) WITHOUT ROWID`,
  routes: [
    post("/cgi-bin/template/api_set_industry", right, setIndustry),
    get("/cgi-bin/template/get_industry", right, readIndustry),
    post("/cgi-bin/template/api_add_template", right, add),
    get("/cgi-bin/template/get_all_private_template", right, ({ core, account }) => ({
      template_list: all(core, account.id).map(({ templateId, title, content, example }) => ({
        template_id: templateId,
        title,
        primary_industry: "",
        deputy_industry: "",
        content,
        example,
      })),
    })),
    post("/cgi-bin/template/del_private_template", right, remove),
    post("/cgi-bin/message/template/send", { ...right, quota: "template-send" }, send),
    post("/wxa/sec/queryblocktmplmsg", right, () => ({ ...ok, msginfo: [] })),
  ],
  reads: { templates: (core, account) => all(core, account.id) },
  control: [
    {
      method: "POST",
      path: "/templates",
      answer: (call) => {
        const { body, core } = call;
        const given = {
          title: textIn(body, "title"),
          content: textIn(body, "content"),
          example: textIn(body, "example"),
        };
        return { template_id: store(core, needAccount(call).id, given) };
      },
    },
  ],
};
