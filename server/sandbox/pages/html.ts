const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

/** A page in WeChat's look: title, heading, and a body that is HTML already. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>${escapeHtml(title)}</title>
<style>
body{margin:0;background:#ededed;font:17px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#191919}
main{max-width:420px;margin:0 auto;padding:48px 24px;background:#fff;min-height:80vh;box-sizing:border-box}
h1{font-size:20px;margin:0 0 16px}p{color:#5c5c5c;margin:0 0 24px}
a.button{display:block;text-align:center;border-radius:8px;padding:10px;margin:12px 0;text-decoration:none;background:#07c160;color:#fff}
a.plain{background:#f2f2f2;color:#191919}
</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
