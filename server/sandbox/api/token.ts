import { TOKEN } from "../../../engine/limits.ts";
import { textIn } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import { platformDay } from "../state/time.ts";
import type { Token } from "../state/tokens.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, OpenCall } from "./route.ts";
import { open } from "./route.ts";

/** The account that may have a token: known, right secret, right grant, from a listed address, not too often. */
const accountFor = (
  { core, ip }: OpenCall,
  asked: { readonly grant: string; readonly appId: string; readonly secret: string },
  quota: string,
): SandboxAccount => {
  if (asked.appId === "") return refuse(41002);
  if (asked.secret === "") return refuse(41004);
  if (asked.grant !== "client_credential") return refuse(40002);
  const account = core.accounts.byAppId(asked.appId) ?? refuse(40013);
  if (asked.secret !== account.appSecret) return refuse(40125);
  if (account.ipWhitelist !== null && !account.ipWhitelist.includes(ip))
    return refuse(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}`);
  const code = core.quotas.use(account.id, quota);
  return code === 0 ? account : refuse(code);
};

const issueToken = (call: OpenCall): object => {
  const { core, query } = call;
  const asked = {
    grant: query.get("grant_type") ?? "",
    appId: query.get("appid") ?? "",
    secret: query.get("secret") ?? "",
  };
  const account = accountFor(call, asked, "token");
  const { token } = core.tokens.issue(account, "token", account.handOverMs);
  return { access_token: token, expires_in: TOKEN.lifetimeMs / 1000 };
};

const show = ({ token, expiresAtMs }: Token, nowMs: number): object => ({
  access_token: token,
  expires_in: Math.floor((expiresAtMs - nowMs) / 1000),
});

const forceRefresh = ({ core }: OpenCall, account: SandboxAccount): Token => {
  const nowMs = core.time.nowMs();
  const latest = core.tokens.latest(account, "stable");
  if (latest !== undefined && nowMs - latest.issuedAtMs < TOKEN.forceRefreshGapMs)
    return refuse(45011);
  const name = `stable-force/${platformDay(nowMs)}`;
  if (core.quotas.usedToday(account.id, name) >= TOKEN.forceRefreshPerDay) return refuse(45009);
  core.quotas.use(account.id, name);
  return core.tokens.issue(account, "stable", 0);
};

const stableToken = (call: OpenCall): object => {
  const { core, body } = call;
  const asked = {
    grant: textIn(body, "grant_type"),
    appId: textIn(body, "appid"),
    secret: textIn(body, "secret"),
  };
  const account = accountFor(call, asked, "stable-token");
  const nowMs = core.time.nowMs();
  if (body.force_refresh === true) return show(forceRefresh(call, account), nowMs);
  const latest = core.tokens.latest(account, "stable");
  // Renewed five minutes early; the one before stays good for those five minutes.
  const isGood = latest !== undefined && latest.expiresAtMs - nowMs >= TOKEN.handOverMs;
  return show(isGood ? latest : core.tokens.issue(account, "stable", TOKEN.handOverMs), nowMs);
};

/** Access tokens (contract §4.1): two families that know nothing of each other. */
export const tokenGroup: ApiGroup = {
  name: "token",
  routes: [
    open("GET", "/cgi-bin/token", issueToken),
    open("POST", "/cgi-bin/stable_token", stableToken),
  ],
};
