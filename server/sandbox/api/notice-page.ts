import { escapeHtml, page } from "../pages/html.ts";
import type { OpenCall } from "./route.ts";
import { RawAnswer } from "./route.ts";

const html = (title: string, body: string): RawAnswer =>
  new RawAnswer(200, { "content-type": "text/html; charset=utf-8" }, page(title, body));

const highestScene = 10_000;

const leadBack = (call: OpenCall, openid: string, action: string): RawAnswer => {
  const { query } = call;
  const url = new URL(query.get("redirect_url") ?? "");
  const template = query.get("template_id") ?? "";
  const scene = query.get("scene") ?? "";
  const back = {
    openid,
    template_id: template,
    action,
    scene,
    reserved: query.get("reserved") ?? "",
  };
  for (const [name, value] of Object.entries(back)) url.searchParams.set(name, value);
  return new RawAnswer(302, { location: url.href }, "");
};

const grant = (call: OpenCall, account: string, openid: string): void => {
  const { query, core } = call;
  const key = `once/${query.get("template_id")}/${query.get("scene")}`;
  core.database.run(
    "INSERT OR REPLACE INTO notice_grants (account, openid, templateId, times) VALUES (?, ?, ?, 1)",
    account,
    openid,
    key,
  );
};

/** The page of a one-time subscription: asks, then leads back with `action=confirm` or `cancel`. */
export const answerSubscribePage = (call: OpenCall): RawAnswer => {
  const { core, query, path } = call;
  const account = core.accounts.byAppId(query.get("appid") ?? "");
  const scene = Number(query.get("scene"));
  const isScene = Number.isInteger(scene) && scene >= 0 && scene <= highestScene;
  if (account === undefined || !URL.canParse(query.get("redirect_url") ?? "") || !isScene)
    return html("参数错误", "<p>appid、scene 或 redirect_url 不正确。</p>");
  const who = query.get("openid") ?? call.cookies.get(`phone-${account.id}`);
  if (who === undefined) return html("这是谁的手机？", "<p>请先在沙箱手机里打开。</p>");
  const openid = core.followers.openidOf(account.id, who);
  const chosen = query.get("choice");
  if (chosen === "confirm") grant(call, account.id, openid);
  if (chosen === "confirm" || chosen === "cancel") return leadBack(call, openid, chosen);
  const link = (choice: string): string => {
    const next = new URLSearchParams(query);
    next.set("choice", choice);
    return escapeHtml(`${path}?${next}`);
  };
  const body = `<p>${escapeHtml(account.name)} 将向你发送一条消息</p><a class="button" href="${link("confirm")}">允许</a><a class="button plain" href="${link("cancel")}">取消</a>`;
  return html("一次性订阅", body);
};
