import { hash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { makeBareAutomaton } from "../bare-automaton.ts";
import { account } from "./account.ts";
import { keywords } from "./platform.ts";

export type Handle = (req: IncomingMessage, res: ServerResponse) => void;
/** Makes a server's handler; `folder` is empty and its own. */
type Make = (folder: string) => Promise<Handle>;

const readAll = (req: IncomingMessage, done: (body: string) => void): void => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => done(Buffer.concat(chunks).toString("utf8")));
};
const sendXml = (res: ServerResponse, xml: string): void => {
  res.writeHead(200, {
    "Content-Type": "application/xml",
    "Content-Length": Buffer.byteLength(xml),
  });
  res.end(xml);
};
const replyXml = (to: string, from: string, text: string): string =>
  `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
  `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
  `<Content><![CDATA[${text}]]></Content></xml>`;

/** What Node itself costs: reads the body and answers with XML. */
const bare: Make = async () => (req, res) =>
  readAll(req, () => sendXml(res, replyXml("oBench_000000000000000000000", "gh_1", "答复")));

const cut = (text: string, start: string, end: string): string => {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
};
const isSigned = (query: URLSearchParams): boolean => {
  const parts = [account.token, query.get("timestamp") ?? "", query.get("nonce") ?? ""];
  return hash("sha1", parts.sort().join("")) === query.get("signature");
};
interface Waiting {
  readonly key: string;
  readonly body: string;
  readonly done: () => void;
}
/** Rows of one turn of the loop in one durable transaction. */
const groupLog = (file: string): ((row: Waiting) => void) => {
  const db = new SqliteDatabase(file);
  db.pragma("journal_mode = wal");
  db.pragma("synchronous = full");
  db.exec("create table push (key text primary key, body text) without rowid");
  const insert = db.prepare("insert into push values (?, ?) on conflict do nothing");
  let waiting: Waiting[] = [];
  const commit = db.transaction((rows: readonly Waiting[]) => {
    for (const { key, body } of rows) insert.run(key, body);
  });
  return (row) => {
    if (waiting.push(row) > 1) return;
    setImmediate(() => {
      const rows = waiting;
      waiting = [];
      commit(rows);
      for (const { done } of rows) done();
    });
  };
};
/** The least code that verifies, reads, matches, stores durably and answers: no followers, no trace, no deadline, no checks of the XML. */
const limit: Make = async (folder) => {
  const automaton = makeBareAutomaton(keywords);
  const log = groupLog(join(folder, "limit.db"));
  return (req, res) =>
    readAll(req, (xml) => {
      const url = req.url ?? "";
      if (!isSigned(new URLSearchParams(url.slice(url.indexOf("?") + 1)))) {
        res.writeHead(403).end();
        return;
      }
      const from = cut(xml, "<FromUserName><![CDATA[", "]]>");
      const found = automaton.find(cut(xml, "<Content><![CDATA[", "]]>"));
      const text = found === -1 ? "没听懂您的话。" : `答复 ${found}`;
      const done = (): void => sendXml(res, replyXml(from, account.originalId, text));
      log({ key: cut(xml, "<MsgId>", "<"), body: xml, done });
    });
};

interface Context {
  readonly query: Record<string, string>;
  readonly method: string;
  readonly req: IncomingMessage;
  readonly request: Record<string, unknown>;
  status: number;
  body: string;
  type: string;
}
interface CoWechat {
  readonly middleware: (
    handle: (message: { readonly Content: string }) => Promise<string>,
  ) => (context: Context) => Promise<void>;
}
const contextOf = (req: IncomingMessage): Context => {
  const query = Object.fromEntries(new URL(req.url ?? "", "http://x").searchParams);
  return { query, method: "POST", req, request: {}, status: 200, body: "", type: "" };
};
/** co-wechat 2.4 without koa, which would cost it more: signature, xml2js, ejs. It knows no rules and stores nothing. */
const coWechat: Make = async () => {
  const make = createRequire(import.meta.url)("co-wechat") as (config: object) => CoWechat;
  const { token, appId: appid, aesKey: encodingAESKey } = account;
  const answer = make({ token, appid, encodingAESKey }).middleware(
    async ({ Content }) => `收到 ${Content.length}`,
  );
  return (req, res) => {
    const context = contextOf(req);
    answer(context).then(
      () =>
        context.status === 200 ? sendXml(res, context.body) : res.writeHead(context.status).end(),
      () => res.writeHead(500).end(),
    );
  };
};

const accountFile = (mode: "plain" | "safe"): object => ({
  id: account.id,
  name: "基准",
  kind: "service",
  verified: true,
  originalId: account.originalId,
  appId: account.appId,
  appSecret: "0123456789abcdef0123456789abcdef",
  token: account.token,
  encodingAesKey: account.aesKey,
  mode,
  timezone: "Asia/Shanghai",
});
const rules: readonly object[] = [
  ...keywords.map((keyword, place) => ({
    id: `rule-${place}`,
    name: `规则 ${place}`,
    when: [{ text: { has: [keyword] } }],
    then: [{ reply: `答复 ${place}` }],
  })),
  { id: "lost", name: "没听懂", when: ["nothing-matched"], then: [{ reply: "没听懂您的话。" }] },
];
/** A rule file may have 5,000 keys. */
const RULES_PER_FILE = 500;
const writeAccount = (folder: string, mode: "plain" | "safe"): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "account.json"), JSON.stringify(accountFile(mode)));
  for (let from = 0; from < rules.length; from += RULES_PER_FILE) {
    const lines = rules.slice(from, from + RULES_PER_FILE).map((rule) => JSON.stringify(rule));
    const text = `rules:\n${lines.map((line) => `  - ${line}\n`).join("")}`;
    writeFileSync(join(folder, `rules-${from}.yaml`), text);
  }
};
/** Yingda as the README mounts it, with an account folder of 10,000 rules; each message is answered. */
const own =
  (mode: "plain" | "safe"): Make =>
  async (folder) => {
    const rulesFolder = join(folder, "rules");
    writeAccount(join(rulesFolder, account.id), mode);
    const { createYingda } = await import("../../../server/index.ts");
    const { webhook } = await createYingda({ rules: rulesFolder, data: join(folder, "data") });
    return webhook;
  };

export const contestants = {
  bare,
  limit,
  "co-wechat": coWechat,
  "co-wechat sealed": coWechat,
  own: own("plain"),
  "own sealed": own("safe"),
} as const satisfies Readonly<Record<string, Make>>;
export type Kind = keyof typeof contestants;

/** Whether it gets pushes as accounts in safe mode do. */
export const isSealed = (kind: Kind): boolean => kind.endsWith("sealed");
/** Whether its answers tell if a rule matched. */
export const isMatching = (kind: Kind): boolean => kind === "own" || kind === "limit";
