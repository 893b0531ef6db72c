import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { KIT } from "./layout.ts";
import type { Page, ShareCard, Visit } from "./page.ts";

/** What the platform loads its JS-SDK from (contract §4.11), and the local WeChat its own. */
const SCRIPTS = {
  wechat: "https://res.wx.qq.com/open/js/jweixin-1.6.0.js",
  sandbox: "/sandbox/open/js/jweixin-1.6.0.js",
} as const;
const SHARING = [
  "updateAppMessageShareData",
  "updateTimelineShareData",
  "onMenuShareAppMessage",
  "onMenuShareTimeline",
];
/** Stricter than the editor's: no inline style or script, no frames, forms to ourselves alone. */
const policyWith = (scripts: string): string =>
  `default-src 'none'; script-src 'self'${scripts}; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; ` +
  "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
export const POLICY = policyWith("");

/** What a page with the JS-SDK needs beside its body; nothing for one without. */
export const jsSdkParts = (
  { jsApis = [] }: Pick<Page, "jsApis">,
  visit: Visit,
  share: ShareCard | null,
): { readonly head: Html | null; readonly body: Html | null; readonly policy: string } => {
  if (jsApis.length === 0 && share === null) return { head: null, body: null, policy: POLICY };
  const { account, isSandbox, path, formToken } = visit;
  const apis = [...jsApis, ...(share === null ? [] : SHARING)].join(" ");
  const card =
    share === null
      ? null
      : html` data-title="${share.title}" data-desc="${share.description}" data-link="${share.link}" data-image="${share.picture}"`;
  const source = isSandbox ? SCRIPTS.sandbox : SCRIPTS.wechat;
  return {
    head: html`<script src="${source}" defer></script><script src="${KIT}.js" defer></script>`,
    body: html`<div id="kit" hidden data-config="/p/${account.id}/js-config" data-apis="${apis}" data-path="${path}" data-token="${formToken}"${card}></div>`,
    policy: isSandbox ? POLICY : policyWith(" https://res.wx.qq.com"),
  };
};
