import { textIn } from "../json.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { get, ok, open, post } from "./route.ts";

const basics = { right: "basics" } as const;
const ridLifetimeMs = 7 * 24 * 3_600_000;
/** Stands for an API without a limit. */
const noLimit = 100_000_000;

const readQuota = ({ core, account, body }: Call): object => {
  const name = core.quotaOf(textIn(body, "cgi_path"));
  if (name === undefined) return refuse(76021);
  const limit = name === null ? null : core.quotas.limits(account.id, name).perDay;
  const used = name === null ? 0 : core.quotas.usedToday(account.id, name);
  const daily_limit = limit ?? noLimit;
  return { ...ok, quota: { daily_limit, used, remain: daily_limit - used } };
};

const clearQuota = ({ core, account, body }: Call): object => {
  if (textIn(body, "appid") !== account.appId) return refuse(40013);
  return core.quotas.clear(account.id) ? ok : refuse(48006);
};

const readRid = ({ core, body }: Call): object => {
  const row = core.database.get<{
    atMs: number;
    url: string;
    body: string;
    answer: string;
    ip: string;
  }>("SELECT atMs, url, body, answer, ip FROM rids WHERE rid = ?", textIn(body, "rid"));
  if (row === undefined || core.time.nowMs() - row.atMs > ridLifetimeMs) return refuse(40035);
  return {
    ...ok,
    request: {
      invoke_time: Math.floor(row.atMs / 1000),
      cost_in_ms: 1,
      request_url: row.url,
      request_body: row.body,
      response_body: row.answer,
      client_ip: row.ip,
    },
  };
};

const checkCallback = ({ body }: Call): object => {
  const action = textIn(body, "action");
  if (!["dns", "ping", "all"].includes(action)) return refuse(40035);
  const operator = "UNICOM";
  const dns = [{ ip: "127.0.0.1", real_operator: operator }];
  const ping = [{ ip: "127.0.0.1", from_operator: operator, package_loss: "0%", time: "0.100ms" }];
  return { ...(action === "ping" ? {} : { dns }), ...(action === "dns" ? {} : { ping }) };
};

/** Quotas, request ids, addresses (contract §4.1). */
export const basicsGroup: ApiGroup = {
  name: "basics",
  tables:
    "CREATE TABLE IF NOT EXISTS rids (rid TEXT PRIMARY KEY, atMs INTEGER NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, ip TEXT NOT NULL) WITHOUT ROWID",
  routes: [
    get("/cgi-bin/getcallbackip", basics, () => ({ ip_list: ["127.0.0.1", "127.0.0.0/25"] })),
    get("/cgi-bin/get_api_domain_ip", basics, () => ({ ip_list: ["127.0.0.1"] })),
    post("/cgi-bin/callback/check", basics, checkCallback),
    post("/cgi-bin/clear_quota", basics, clearQuota),
    open("POST", "/cgi-bin/clear_quota/v2", ({ core, body }) => {
      const account = core.accounts.byAppId(textIn(body, "appid")) ?? refuse(40013);
      if (textIn(body, "appsecret") !== account.appSecret) return refuse(40125);
      return core.quotas.clear(account.id) ? ok : refuse(48006);
    }),
    post("/cgi-bin/openapi/quota/get", basics, readQuota),
    post("/cgi-bin/openapi/rid/get", basics, readRid),
  ],
};
